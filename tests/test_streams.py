"""What goes in and comes out beside the answer: pages in a browser, a progress bar, encodings, readers that leave."""

import fcntl
import json
import os
import pty
import resource
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import zipapp
from pathlib import Path

import pytest

from conftest import FULL, PROGRAM, SMALL, environment, pairs, sample, wait_until_read
from stemfind.cli.app import COMMANDS
from stemfind.cli.stream import emit_bytes
from stemfind.dataset.compiled import ENDING, pack
from stemfind.dataset.read import parse
from stemfind.errors import OutputUnwritable

LINE = '{"id":"n%06d","name":"N","country":"mexico","source":"mine","note":"%s"}\n'


@pytest.fixture
def browser(tmp_path):
    """Return a command that notes which address it was asked to open, and the file that it notes it in."""
    noted = tmp_path / "asked"
    script = tmp_path / "browser.sh"
    script.write_text(f'#!/bin/sh\necho "$1" > {shlex.quote(str(noted))}\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{shlex.quote(str(script))} %s", noted


def test_open_shows_the_answer_as_a_page_in_the_browser(run, browser, tmp_path):
    command, noted = browser
    done = run("compare", "mexico", "--open", data=SMALL, BROWSER=command, TMPDIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "")
    (page,) = tmp_path.glob("stemfind-*.html")
    assert noted.read_text(encoding="utf-8").strip() == page.as_uri()
    assert "<h1" in page.read_text(encoding="utf-8")


def test_open_shows_the_file_that_was_named(run, browser, tmp_path):
    command, noted = browser
    page = tmp_path / "mine.html"
    assert run("show", "alpha", "--open", "-o", str(page), data=SMALL, BROWSER=command).returncode == 0
    assert noted.read_text(encoding="utf-8").strip() == page.as_uri()
    assert "Alpha Clinic" in page.read_text(encoding="utf-8")


def test_open_without_a_browser_says_where_the_page_is(run, tmp_path):
    page = tmp_path / "mine.html"
    done = run("show", "alpha", "--open", "-o", str(page), data=SMALL, PATH="", BROWSER="")
    assert done.returncode == 0
    assert f"no browser was found; the page is {page}" in done.stderr


def test_open_with_a_format_that_is_no_page_is_a_wrong_command_line(run):
    done = run("show", "alpha", "--open", "-f", "json", data=SMALL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "leave out --format json" in done.stderr


@pytest.mark.parametrize("form", ["tsv", "csv", "json", "jsonl", "ids"])
def test_open_never_pours_a_stream_out_as_data(run, tmp_path, form):
    stream = tmp_path / "list.jsonl"
    stream.write_text(run("data", "export", "--section", "clinics", "-f", "jsonl", data=SMALL).stdout, "utf-8")
    done = run("filter", "--open", "-f", form, data=stream)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"stemfind: --open shows a page: leave out --format {form}, or ask for html\n"


def test_a_long_read_is_shown_on_a_terminal_and_never_in_the_answer():
    """The bar comes after a second, where somebody watches; what is piped on holds ids alone."""
    watched, terminal = pty.openpty()
    child = subprocess.Popen(
        [PROGRAM, "filter", "--data", "-", "-f", "ids", "--city", "nowhere"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=terminal, env=environment(TERM="xterm-256color"),
    )  # fmt: skip
    os.close(terminal)
    line = (LINE % (1, "x" * 900)).encode()
    for _ in range(3):
        child.stdin.write(line * 1500)
        child.stdin.flush()
        time.sleep(0.7)
    out, _ = child.communicate(timeout=30)
    shown = b""
    while True:
        try:
            part = os.read(watched, 65536)
        except OSError:
            break
        shown += part
    os.close(watched)
    assert (child.returncode, out) == (1, b"")
    assert b"reading clinics" in shown


def test_a_short_read_on_a_terminal_draws_nothing():
    watched, terminal = pty.openpty()
    done = subprocess.run(
        [PROGRAM, "filter", "--data", "-", "-f", "ids"],
        input=(LINE % (1, "short")).encode(), stdout=subprocess.PIPE, stderr=terminal, env=environment(), check=True,
    )  # fmt: skip
    os.write(terminal, b"end")
    assert done.stdout == b"n000001\n"
    assert os.read(watched, 1024) == b"end"
    os.close(terminal)
    os.close(watched)


@pytest.mark.parametrize("form", ["jsonl", "ids"])
def test_a_reader_that_leaves_ends_a_stream_with_141_and_no_word(tmp_path, form):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(LINE % (number, "x" * 100) for number in range(20000)), encoding="utf-8")
    script = f"{PROGRAM} filter --data {path} -f {form} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout.splitlines()[-1] == "141"
    assert done.stderr == ""


def test_an_empty_line_in_a_stream_is_passed_over(run):
    lines = (LINE % (1, "a"), "\n", "  \n", LINE % (2, "b"))
    assert run("filter", "--data", "-", "-f", "ids", stdin="".join(lines)).stdout == "n000001\nn000002\n"


def test_a_stream_that_is_not_there_is_one_line(run, tmp_path):
    done = run("filter", "--data", str(tmp_path / "none.jsonl"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "no such file" in done.stderr


def test_a_stream_that_is_closed_is_one_line():
    script = f"{PROGRAM} filter --data - <&-; echo $?"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), check=False)
    assert done.stdout == "3\n"
    assert "stdin: it is closed" in done.stderr


def test_an_encoding_without_blocks_gets_its_bars_in_equals_signs(run):
    text = run("compare", "mexico", "-f", "table", data=SMALL, COLUMNS="80", PYTHONIOENCODING="ascii").stdout
    assert "====" in text
    assert "█" not in text
    assert "█" in run("compare", "mexico", "-f", "table", data=SMALL, COLUMNS="80").stdout


@pytest.mark.parametrize("form", ["markdown", "table"])
def test_a_source_that_a_line_has_no_room_to_declare_is_named_by_its_id(run, tmp_path, form):
    path = tmp_path / "mine.jsonl"
    offer = {"id": "o", "name": "O", "indication": "sci", "source": "my-notes",
             "price": {"low": 5, "high": 5, "currency": "USD", "unit": "session"}}  # fmt: skip
    clinic = {"id": "one", "name": "One", "country": "mexico", "source": "my-notes", "offers": [offer]}
    path.write_text(json.dumps(clinic) + "\n", encoding="utf-8")
    assert "my-notes" in run("show", "one", "-f", form, data=path).stdout


def test_an_interrupt_before_the_command_has_begun_is_130(monkeypatch, capsys):
    from stemfind.cli import app

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "application", interrupted)
    assert app.run(["filter"]) == 130
    assert capsys.readouterr() == ("", "")


def test_what_was_begun_beside_a_file_is_cleared_away_when_the_disk_is_full(tmp_path):
    path = tmp_path / "answer.txt"
    path.write_bytes(b"old")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limit[1]))
    try:
        with pytest.raises(OutputUnwritable):
            emit_bytes(b"x" * (2 << 20), str(path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("answer.txt", b"old")]


def turned(envs, commands):
    """Return each environment with all commands where everything is tried, else every other one with one of them."""
    if FULL:
        return [(env, commands) for env in envs]
    return [(env, [commands[at % len(commands)]]) for at, env in enumerate(envs[::2])]


SPOKEN = ("--help", "--version", "--show-completion", "filter --help", "data --help", "data export --help")
"""What Typer has to say of its own."""
NUMBERS = ("COLUMNS", "LINES", "TERMINAL_WIDTH", "JUPYTER_COLUMNS", "JUPYTER_LINES")
"""Variables that somebody reads as a number."""


def shell(script, **env):
    """Run a bash script in which `stemfind` is the program."""
    text = f'stemfind() {{ "{PROGRAM}" "$@"; }}\n{script}'
    return subprocess.run(["bash", "-c", text], capture_output=True, env=environment(**env), timeout=60, check=False)


@pytest.mark.process
class TestHelp:
    @pytest.mark.parametrize("unbuffered", ["", "1"] if FULL else [""])
    @pytest.mark.parametrize("asked", sample(SPOKEN, 3))
    def test_help_on_a_full_disk_is_3_and_one_line(self, tmp_path, asked, unbuffered):
        done = shell(f"(ulimit -f 0; stemfind {asked} > {tmp_path}/full); echo $?", PYTHONUNBUFFERED=unbuffered)
        assert (done.stdout, done.stderr) == (b"3\n", b"stemfind: can't write stdout: File too large\n")

    @pytest.mark.parametrize("asked", sample(SPOKEN, 3, 1))
    def test_help_whose_reader_left_is_141_and_silence(self, asked):
        done = shell(f"stemfind {asked} | true; echo ${{PIPESTATUS[0]}}")
        assert (done.stdout, done.stderr) == (b"141\n", b"")

    @pytest.mark.parametrize("asked", sample(SPOKEN, 3, 2))
    def test_help_on_a_closed_stdout_is_3_and_one_line(self, asked):
        done = shell(f"stemfind {asked} >&-")
        assert (done.returncode, done.stderr) == (3, b"stemfind: can't write stdout: it is closed\n")

    @pytest.mark.parametrize(
        ("hostile", "commands"),
        turned([
            {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "utf-16"},
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "nonsense", "LANG": "nonsense"},
            {"TERM": ""}, {"TERM": "nonsense"}, {"PYTHONOPTIMIZE": "2"}, {"HOME": ""}, {"TMPDIR": "/nowhere/at/all"},
            *(dict.fromkeys(NUMBERS, value) for value in
              ("9" * 5000, "-5", "0", "\u00b2", "x", "", "\uff11\uff12", "1", "100000000")),
        ], [("filter", "--help"), ("compare", "mexico", "-f", "table"), ("--show-completion",)]),
        ids=lambda given: "{}={:.9}".format(*next(iter(given.items()))) if isinstance(given, dict) else "",
    )  # fmt: skip
    def test_no_environment_is_a_bug(self, run, hostile, commands):
        for command in commands:
            if command == ("--show-completion",):  # asked by a shell, which may have a word to say on such a locale
                done = shell("stemfind --show-completion; exit $?", **hostile)
                said = [line for line in done.stderr.decode().splitlines() if "setlocale" not in line]
            else:
                done = run(*command, **hostile)
                said = done.stderr.splitlines()
            assert (done.returncode, said) == (0, []), command
            assert done.stdout

    def test_columns_of_thousands_of_digits_are_as_wide_as_a_page_gets(self, run):
        wide = run("compare", "mexico", "turkey", "-f", "table", COLUMNS="9" * 5000).stdout
        assert wide == run("compare", "mexico", "turkey", "-f", "table", COLUMNS="1000").stdout

    @pytest.mark.parametrize(
        ("command", "env"),
        pairs(
            [("--help",), ("filter", "--help"), ("data", "--help")],
            [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}],
        ),
        ids=str,
    )
    def test_no_color_is_no_bold_either_in_help_on_a_terminal(self, command, env):
        shown = on_terminal(command, **{"TERM": "xterm-256color", **env})
        assert "Usage: stemfind" in shown
        assert "\x1b" not in shown

    @pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "0"}, {"GITHUB_ACTIONS": "true"}, {"PY_COLORS": "1"}], ids=str)
    def test_help_in_a_pipe_has_no_escape(self, run, env):
        assert "\x1b" not in run("filter", "--help", **env).stdout

    def test_help_is_in_colour_where_that_is_wanted(self, run):
        assert "\x1b[" in on_terminal(["filter", "--help"], TERM="xterm-256color")
        assert "\x1b[" in run("filter", "--help", FORCE_COLOR="1").stdout
        assert "\x1b" not in on_terminal(["filter", "--color", "never", "--help"], TERM="xterm-256color")
        assert "\x1b" not in on_terminal(["filter", "--color=never", "--help"], TERM="xterm-256color")

    @pytest.mark.parametrize(
        "command",
        ["", *COMMANDS, "data check", "data export", "data schema", "data changes", "data path"]
        if FULL
        else ["", "data export"],
    )
    def test_help_without_docstrings_is_the_same_help(self, run, tmp_path_factory, command):
        asked = (*command.split(), "--help")
        compiled = str(tmp_path_factory.getbasetemp() / "compiled")
        optimized = {"PYTHONOPTIMIZE": "2", "PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
        assert run(*asked, **optimized).stdout == run(*asked).stdout

    def test_a_group_without_its_command_is_2_and_nothing_on_stdout(self, run):
        done = run("data")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "stemfind: Missing command. (stemfind data --help lists what there is)\n"

    @pytest.mark.parametrize("asked", ["nonsense", "source_nonsense", "nonsense_bash"])
    def test_a_completion_that_does_not_exist_is_a_wrong_command_line(self, run, asked):
        done = run(_STEMFIND_COMPLETE=asked)
        assert (done.returncode, done.stdout) == (2, "")

    def test_completion_that_was_asked_for_is_written(self, run):
        assert "compare" in run(_STEMFIND_COMPLETE="complete_bash", COMP_WORDS="stemfind com", COMP_CWORD="1").stdout


def on_terminal(arguments, *, stream=1, columns=80, **env):
    """Run the program with one stream on a terminal of its own, and return what that showed."""
    watched, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    streams = {("stdin", "stdout", "stderr")[stream]: terminal}
    other = {name: subprocess.DEVNULL for name in ("stdout", "stderr") if name not in streams}
    child = subprocess.Popen([PROGRAM, *arguments], **streams, **other, env=environment(**env))
    os.close(terminal)
    shown = b""
    while True:
        try:
            shown += (part := os.read(watched, 65536))
        except OSError:
            break
        if not part:
            break
    child.wait(timeout=30)
    os.close(watched)
    return shown.decode("utf-8").replace("\r\n", "\n")


class TestRemarks:
    @pytest.mark.parametrize("columns", [30, 40, 50])
    def test_a_remark_on_a_terminal_breaks_between_words(self, run, columns):
        asked = ("filter", "--max-cost", "4000", "--limit", "0")
        whole = run(*asked).stderr
        shown = on_terminal(asked, stream=2, columns=columns)
        assert max(map(len, shown.splitlines())) <= columns
        assert shown.split() == whole.split()
        assert len(whole.splitlines()) < len(shown.splitlines())

    def test_a_remark_in_a_pipe_is_one_line_at_any_width(self, run):
        assert len(run("filter", "--max-cost", "4000", COLUMNS="30").stderr.splitlines()) == 1

    def test_a_long_name_in_a_remark_is_left_whole(self):
        name = "no-clinic-of-this-name-is-anywhere-on-record"
        assert name in on_terminal(["show", name], stream=2, columns=30)

    def test_a_remark_that_cant_be_written_changes_no_exit_code(self, tmp_path):
        assert shell(f"ulimit -f 0; stemfind filter --nonsense 2> {tmp_path}/full").returncode == 2


class TestNamesOnStdin:
    @pytest.mark.parametrize("endless", ["yes mexico", "yes ''", "yes | tr -d '\\n'"])
    def test_an_endless_list_of_names_is_refused_with_its_bound(self, endless):
        done = shell(f"ulimit -v 2000000; {endless} | stemfind compare -")
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"at most 1 MiB of names from stdin" in done.stderr

    def test_too_many_names_are_refused_with_their_bound(self, run):
        done = run("show", "-", stdin="mexico\n" * 10_001)
        assert (done.returncode, done.stdout) == (2, "")
        assert "at most 10,000 names from stdin" in done.stderr
        most = 10_000 if FULL else 1_000
        assert run("show", "-", stdin="mexico\n" * most).stdout == run("show", "mexico").stdout

    @pytest.mark.parametrize(
        ("command", "how"),
        pairs(
            ["compare", "show", "checklist", "estimate"],
            [("0> written", b"stdin can't be read: Bad file descriptor"), ("<&-", b"stdin is closed")],
        ),
    )
    def test_a_stdin_that_cant_be_read_is_a_wrong_command_line(self, tmp_path, command, how):
        done = shell(f"cd {tmp_path}; stemfind {command} - {how[0]}")
        assert (done.returncode, done.stdout) == (2, b"")
        assert how[1] in done.stderr

    def test_a_pipe_that_does_not_wait_is_read_to_its_end(self, run):
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        child = subprocess.Popen([PROGRAM, "compare", "-"], stdin=reader, stdout=subprocess.PIPE, env=environment())
        for name in (b"mexico\n", b"turkey\n"):
            os.write(writer, name)
            wait_until_read(reader)
        os.close(writer)
        os.close(reader)
        assert child.communicate(timeout=30)[0].decode() == run("compare", "mexico", "turkey").stdout

    def test_a_byte_order_mark_is_no_part_of_a_name(self, run):
        assert run("show", "-", stdin="\ufeffmexico\n").stdout == run("show", "mexico").stdout


TAKING_A_NAME = (
    "compare", "show", "filter -c", "filter --data", "filter --fields", "why liv", "letter", "checklist --answers",
    "checklist liv --answers", "guide", "data check", "data changes", "data export --section", "filter --as-of",
)  # fmt: skip


@pytest.mark.parametrize(
    ("command", "name"),
    pairs(TAKING_A_NAME, [os.fsdecode(b"\xff"), "n" * 300, "a" * 100_000, "\x1b[2J"]),
    ids=lambda word: repr(word[:24]),
)
def test_no_argument_is_a_bug(run, command, name):
    if len(name) > 1000 and command.endswith(("--data", "--answers", "check", "changes")):
        name = "n" * 1000
    done = run(*command.split(), name)
    assert done.returncode in (2, 3)
    assert done.stdout == ""
    assert "\x1b" not in done.stderr


def test_an_empty_name_of_a_file_of_answers_is_not_passed_over(run):
    assert run("checklist", "liv", "--answers", "").returncode == 3


def test_open_into_stdout_is_a_wrong_command_line(run):
    done = run("show", "alpha", "--open", "-o", "-", data=SMALL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "name one with --output" in done.stderr


def test_too_little_memory_is_3_and_one_line(monkeypatch, capsys):
    from stemfind.cli import app

    def starve(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(app, "application", starve)
    assert app.run(["filter"]) == 3
    assert capsys.readouterr().err == "stemfind: there is not enough memory for this\n"


def interrupted_at(module, signal_number, *, interrupt="os.kill(os.getpid(), {number})", ignored=False):
    """Run the program, and send it a signal at the moment when it looks for a module."""
    script = f"""
import os, sys, weakref
class Moment:
    pass
class Hook:
    def find_spec(self, name, *_):
        if name == {module!r}:
            {interrupt.format(number=int(signal_number))}
sys.modules.pop("gc", None)
from stemfind.cli import main
sys.meta_path.insert(0, Hook())
main()
"""
    how = signal.SIG_IGN if ignored else signal.SIG_DFL
    return subprocess.run(
        [sys.executable, "-c", script, "compare", "mexico", "turkey", "-f", "table"], capture_output=True, text=True,
        env=environment(), check=False, preexec_fn=lambda: signal.signal(signal.SIGINT, how),
    )  # fmt: skip


MOMENTS = ("stemfind.cli.app", "typer", "stemfind.errors", "msgspec", "stemfind.dataset.read", "rich.console")


@pytest.mark.process
class TestInterrupts:
    @pytest.mark.parametrize("moment", ["gc", *sample(MOMENTS, 2)])
    def test_ctrl_c_while_modules_are_imported_is_130_and_silence(self, moment):
        done = interrupted_at(moment, signal.SIGINT)
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "")

    @pytest.mark.parametrize("moment", sample(MOMENTS, 2, 1))
    def test_an_end_while_modules_are_imported_is_143_and_silence(self, moment):
        done = interrupted_at(moment, signal.SIGTERM)
        assert (done.returncode, done.stdout, done.stderr) == (143, "", "")

    @pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
    def test_ctrl_c_within_a_callback_of_the_interpreter_is_no_traceback(self, sent, code):
        within = "held = Moment(); seen = weakref.ref(held, lambda _: os.kill(os.getpid(), {number})); del held"
        done = interrupted_at("typer", sent, interrupt=within)
        assert (done.returncode, done.stdout, done.stderr) == (code, "", "")

    def test_what_fails_within_a_callback_otherwise_changes_nothing(self, run):
        within = "held = Moment(); seen = weakref.ref(held, lambda _: 1 / 0); del held"
        done = interrupted_at("typer", 0, interrupt=within)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == run("compare", "mexico", "turkey", "-f", "table").stdout

    def test_ctrl_c_for_the_foreground_leaves_one_in_the_background_alone(self):
        done = interrupted_at("typer", signal.SIGINT, ignored=True)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The program in one file that Python runs, as zipapp and its kin make them."""
    folder = tmp_path_factory.mktemp("archive")
    root = Path(__file__).parent.parent
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "src" / "stemfind", folder / "tree" / "stemfind", ignore=skipped)
    shutil.copytree(root / "data", folder / "tree" / "stemfind" / "data", ignore=skipped)
    for file in (root / "data").glob("*.toml"):
        packed = folder / "tree" / "stemfind" / "data" / file.with_suffix(ENDING).name
        packed.write_bytes(pack(file.read_bytes(), parse(file)))
    zipapp.create_archive(folder / "tree", folder / "stemfind.pyz", main="stemfind.cli:main")
    shutil.rmtree(folder / "tree")
    return folder / "stemfind.pyz"


@pytest.mark.process
class TestArchive:
    @staticmethod
    def start(archive, *arguments):
        return subprocess.run(
            [sys.executable, archive, *arguments], capture_output=True, encoding="utf-8", env=environment(),
            check=False, cwd=archive.parent,
        )  # fmt: skip

    @pytest.mark.parametrize(
        "command",
        sample([("compare", "mexico", "turkey"), ("show", "liv", "-f", "html"), ("checklist", "liv", "--lang", "tr"),
                ("data", "export"), ("data", "check"), ("filter", "--help")], 3),
        ids=" ".join,
    )  # fmt: skip
    def test_an_archive_answers_as_an_installation_does(self, run, archive, command):
        done = self.start(archive, *command)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == run(*command).stdout

    def test_an_archive_says_that_its_dataset_lies_inside_it(self, archive):
        done = self.start(archive, "data", "path")
        assert (done.returncode, done.stdout) == (0, f"{archive}/stemfind/data/\n")
        assert "inside an archive; stemfind data export writes out" in done.stderr


def test_a_database_is_never_written_on_a_terminal():
    watched, terminal = pty.openpty()
    done = subprocess.run(
        [PROGRAM, "data", "export", "-f", "sqlite"], stdout=terminal, stderr=subprocess.PIPE, env=environment(),
        check=False,
    )  # fmt: skip
    os.write(terminal, b"end")
    assert (done.returncode, os.read(watched, 1024)) == (2, b"end")
    assert b"an SQLite database is no text: name a file with --output" in done.stderr
    os.close(terminal)
    os.close(watched)
