"""Tab pressed in the real shells: what it types, and that no stranger's dataset runs a command there."""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Self

import pytest

from conftest import PROGRAM, SMALL, environment, sample
from stemfind.cli.scripts import SCRIPTS
from test_completion import HOSTILE, strangers

pyte = pytest.importorskip("pyte", reason="pyte is not installed")
START = {
    "bash": ("bash --norc --noprofile -i", "source {script}; bind 'set enable-bracketed-paste off'; PS1='$ '"),
    "zsh": ("zsh -f -i", "autoload -U compinit; compinit -u -D; source {script}; PROMPT='$ '"),
    "fish": ("fish --no-config -i", "function fish_prompt; printf '$ '; end; source {script}"),
}
PROMPT = {"bash": "PS1='$ '", "zsh": "PROMPT='$ '", "fish": "function fish_prompt; printf '$ '; end"}
pytestmark = [pytest.mark.process, pytest.mark.slow]
PATIENCE = 15
"""Seconds after which a shell has not answered."""
installed = pytest.mark.parametrize(
    "shell",
    [
        pytest.param(name, marks=pytest.mark.skipif(not shutil.which(name), reason=f"{name} is missing"))
        for name in START
    ],
)


class Session:
    """A shell on a terminal of its own."""

    def __init__(self, shell: str, folder: Path, *, bare: bool = True, **more: str) -> None:
        """Start a shell that has read the script, or one that reads what is set up at home."""
        self.screen = pyte.Screen(100, 60)
        self._stream = pyte.ByteStream(self.screen)
        script = folder / f"script.{shell}"
        script.write_text(SCRIPTS[shell], encoding="utf-8")
        path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
        env = environment(PATH=path, HOME=str(folder), TERM="xterm", **more)
        command, setup = START[shell] if bare else (f"{shell} -i", PROMPT[shell])
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.chdir(folder)
            os.execvpe(command.split()[0], command.split(), env)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 100, 0, 0))
        self._press(f"{setup.format(script=script)}; echo rea''dy\n")
        assert self.shows("\nready")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)

    def _press(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def _read(self, seconds: float) -> None:
        if select.select([self._terminal], [], [], seconds)[0]:
            self._stream.feed(os.read(self._terminal, 65536))

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def shows(self, expected: str) -> bool:
        """Wait until the screen holds a text."""
        end = time.monotonic() + PATIENCE
        while expected not in self.text() and time.monotonic() < end:
            self._read(0.1)
        return expected in self.text()

    def line(self) -> str:
        """Return what stands at the last prompt."""
        return [text for text in self.text().splitlines() if text.startswith("$ ")][-1][2:]

    def settle(self, seconds: float) -> None:
        """Wait until nothing has come for so long."""
        while select.select([self._terminal], [], [], seconds)[0]:
            self._read(0)

    def begin(self, line: str) -> None:
        """Type a line on an empty screen."""
        self._press("\x15\x0c")
        self.settle(0.2)
        self._press(line)
        assert self.shows(line.rstrip())

    def tab(self) -> None:
        self._press("\t")

    def type(self, line: str, expected: str) -> str:
        """Type a line and Tab; return what stands there when it is as expected, or never is.

        Once more where nothing came: a completion ends after three seconds, and this machine may be a busy one.
        """
        for _ in range(2):
            self.begin(line)
            self.tab()
            end = time.monotonic() + PATIENCE
            while self.line() != expected and time.monotonic() < end:
                self._read(0.1)
            if self.line() != line:
                break
        return self.line()


@installed
def test_tab_types_the_id_that_was_meant(shell, tmp_path):
    quoted = "stemfind show liv-ulus" if shell == "fish" else "stemfind show 'liv-ulus'"
    typed = {
        "stemfind co": "stemfind compare",
        "stemfind filter --country=tu": "stemfind filter --country=turkey",
        "stemfind filter -ctu": "stemfind filter -cturkey",
        "stemfind filter -c tu": "stemfind filter -c turkey",
        "stemfind filter --fields id,nam": "stemfind filter --fields id,name",
        "stemfind filter --rate eu": "stemfind filter --rate EUR=",
        "stemfind why liv pric": "stemfind why liv price",
        "stemfind estimate liv --offer prog": "stemfind estimate liv --offer programme-15-days",
        "stemfind show Tür": "stemfind show turkey",
        "stemfind filter --country=Tür": "stemfind filter --country=turkey",
        "stemfind show 'liv ho": quoted,
        "stemfind compare mexico tu": "stemfind compare mexico turkey",
        "stemfind co mx tu": "stemfind co mx turkey",
        "stemfind data exp": "stemfind data export",
        "stemfind checklist -g mon": "stemfind checklist -g money",
        "stemfind show --data scr": f"stemfind show --data script.{shell}",
        "stemfind show --output=scr": f"stemfind show --output=script.{shell}",
    }
    tried = dict(sample(typed.items(), 6, list(START).index(shell)))
    with Session(shell, tmp_path) as session:
        assert {line: session.type(line, expected) for line, expected in tried.items()} == tried


@installed
def test_what_was_typed_stays_where_the_words_begin_otherwise(shell, tmp_path):
    with Session(shell, tmp_path) as session:
        assert session.type("stemfind why own", "stemfind why own") == "stemfind why own"
        if shell == "bash":  # lists at the second Tab, the others at the first
            session.settle(0.5)
            session.tab()
        assert session.shows("sapporo-chronic")
        assert "stemfind why own" in session.text()


@installed
def test_a_list_can_go_on_after_a_comma(shell, tmp_path):
    with Session(shell, tmp_path) as session:
        session.type("stemfind filter --fields nam", "stemfind filter --fields name")
        assert session.type("stemfind filter --fields name,ci", "stemfind filter --fields name,city").endswith("city")


ATTACKED = (
    "stemfind show ", "stemfind show zz-", "stemfind show zz-0 ", "stemfind show touch", "stemfind why zz-1 ",
    "stemfind filter --city ", "stemfind filter --city touch", "stemfind filter --cells cc", "stemfind checklist -g gg",
    "stemfind estimate zz-0 --offer ", "stemfind estimate zz-0 --offer pro", "stemfind show '$(touch PWN)",
    "stemfind filter --fields '$(touch PWN),na", "stemfind show $(touch PWN) z",
)  # fmt: skip


@installed
@pytest.mark.parametrize(
    ("names", "ids", "lines"),
    sample([(HOSTILE, False, ATTACKED), (HOSTILE, True, ATTACKED[:2]), (HOSTILE[:1], False, ATTACKED[:4])], 3),
)
def test_no_name_of_a_dataset_runs_a_command(shell, names, ids, lines, tmp_path):
    """As one did in zsh, where Typer's script evaluates what the program prints."""
    named = strangers(tmp_path, names, ids=ids)
    before = {path.name for path in tmp_path.iterdir()}
    with Session(shell, tmp_path, STEMFIND_DATA=str(named)) as session:
        for line in sample(lines, 5, list(START).index(shell)):
            session.begin(line)
            session.tab()
            session.tab()
        assert session.type("stemfind comp", "stemfind compare") == "stemfind compare"
    made = {path.name for path in tmp_path.iterdir()} - before - {f"script.{shell}", ".local", ".config", ".cache"}
    assert made == set()


@installed
def test_a_dataset_with_an_odd_path_runs_no_command(shell, tmp_path):
    folder = tmp_path / "$(touch PWN);`touch PWN`'\" &"
    folder.mkdir()
    named = shutil.copy(SMALL, folder / "a b.toml")
    with Session(shell, tmp_path, STEMFIND_DATA=str(named)) as session:
        assert session.type("stemfind show alp", "stemfind show alpha") == "stemfind show alpha"
    assert not (tmp_path / "PWN").exists()


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is missing")
def test_the_script_of_an_earlier_version_runs_no_command_either(tmp_path):
    named = strangers(tmp_path)
    earlier = (
        "_arguments() { print -r -- $@ }\n"
        'eval $(env _TYPER_COMPLETE_ARGS="stemfind show zz" _STEMFIND_COMPLETE=complete_zsh stemfind)\n'
    )
    env = environment(PATH=f"{PROGRAM.parent}:/usr/bin:/bin", STEMFIND_DATA=str(named))
    done = subprocess.run(
        ["zsh", "-f", "-c", earlier], capture_output=True, text=True, env=env, cwd=tmp_path, check=False
    )
    assert done.stdout.startswith("*: :(zz-0 zz-1")
    assert [path.name for path in tmp_path.iterdir()] == [named.name]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_no_script_evaluates_what_it_is_told(shell):
    words = set(re.findall(r"[\w-]+", SCRIPTS[shell].casefold()))
    assert not words & {"eval", "iex", "invoke-expression", "invoke-command", "source", "_arguments", "_values"}
    assert "offers" in SCRIPTS[shell]


def started_by(shell, *arguments, folder, **more):
    """Run the program from a shell, or from one that is called so."""
    named = Path(shutil.which(shell) or shutil.copy(shutil.which("bash"), folder / shell))
    env = environment(PATH=f"{PROGRAM.parent}:/usr/bin:/bin", **{"HOME": str(folder), **more})
    command = [str(named), "-c", f"stemfind {' '.join(arguments)}; exit {'$status' if shell == 'fish' else '$?'}"]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


@installed
def test_the_script_of_the_shell_in_use_is_shown(shell, tmp_path):
    done = started_by(shell, "--show-completion", folder=tmp_path)
    assert (done.stdout, done.stderr) == (SCRIPTS[shell], "")


INSTALLED = {
    "bash": (".bash_completions/stemfind.sh", ".bashrc"), "zsh": (".zfunc/_stemfind", ".zshrc"),
    "fish": (".config/fish/completions/stemfind.fish", None),
}  # fmt: skip


@installed
def test_installing_replaces_an_earlier_script_and_says_where(shell, tmp_path):
    script, startup = INSTALLED[shell]
    (tmp_path / script).parent.mkdir(parents=True)
    (tmp_path / script).write_text("eval $(stemfind)", encoding="utf-8")
    if startup:
        (tmp_path / startup).write_text("alias ll='ls -l'\n", encoding="utf-8")
    for _ in range(2):
        done = started_by(shell, "--install-completion", folder=tmp_path)
        assert done.stderr == ""
        assert str(tmp_path / script) in done.stdout
    assert (tmp_path / script).read_text(encoding="utf-8") == SCRIPTS[shell]
    if startup:
        first, _, line = (tmp_path / startup).read_text(encoding="utf-8").splitlines()
        assert first == "alias ll='ls -l'"
        assert ".bash_completions" in line or ".zfunc" in line


@installed
def test_what_is_installed_completes_in_the_next_shell(shell, tmp_path):
    assert started_by(shell, "--install-completion", folder=tmp_path).returncode == 0
    with Session(shell, tmp_path, bare=False) as session:
        assert session.type("stemfind compare mexi", "stemfind compare mexico") == "stemfind compare mexico"


def test_where_it_cannot_be_installed_one_line_says_so(tmp_path):
    (tmp_path / "file").touch()
    done = started_by("bash", "--install-completion", folder=tmp_path, HOME=str(tmp_path / "file"))
    assert (done.returncode, done.stdout) == (3, "")
    assert re.fullmatch(r"stemfind: can't write .*: not a directory\n", done.stderr)


def test_powershell_is_told_what_to_do(tmp_path):
    done = started_by("pwsh", "--install-completion", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "$PROFILE" in done.stderr
    assert started_by("pwsh", "--show-completion", folder=tmp_path).stdout == SCRIPTS["pwsh"]


def test_a_shell_without_completion_is_told_which_have_it(tmp_path):
    done = started_by("tcsh", "--show-completion", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "only for bash, zsh, fish, powershell, pwsh" in done.stderr


def test_without_a_shell_it_says_so():
    far = ["timeout", "30"] * 12
    done = subprocess.run(
        [*far, PROGRAM, "--show-completion"], capture_output=True, text=True, env=environment(), check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "this shell" in done.stderr
