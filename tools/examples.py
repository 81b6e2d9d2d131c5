"""Run every example of the README and of docs/: in a `console` block, a command after `$` and what it says beneath.

`python tools/examples.py` writes what the commands say today into the blocks; `--check` says whether they are current.
A command runs on a terminal of 80 columns, in a folder with some lists of one's own. `…` stands for the lines that are
left out; as many as were shown before are shown again.
"""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
COLUMNS = 80
MORE = "…"
WITH = ("mlr", "jq", "sqlite3")
"""Programs that an example may call, and that not everybody has."""


class Example(NamedTuple):
    """A command and the lines shown beneath it."""

    page: str
    command: str
    shown: tuple[str, ...]

    @property
    def needs(self) -> list[str]:
        """Programs that it calls and that are not here."""
        return [name for name in WITH if re.search(rf"\| {name}\b", self.command) and not shutil.which(name)]

    def current(self) -> tuple[str, ...]:
        """Return what should be shown: all that the command says, or its beginning where only that was shown."""
        said = tuple(real(self.command))
        cut = self.shown[-1:] == (MORE,)
        return (*said[: len(self.shown) - 1], MORE) if cut else said


def examples() -> list[Example]:
    """Return every example of every page."""
    found = []
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            found += _in(page.name, block)
    return found


def _in(page: str, block: str) -> list[Example]:
    found: list[Example] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Example(page, line[2:], ()))
        else:
            found[-1] = found[-1]._replace(shown=(*found[-1].shown, line))
    return found


@cache
def folder() -> Path:
    """Return a folder with lists of one's own: as TOML, as JSON Lines, and in two editions that differ in a price."""
    made = Path(tempfile.mkdtemp())
    small = (ROOT / "tests" / "small.toml").read_text(encoding="utf-8")
    (made / "my-clinics.toml").write_text(small, encoding="utf-8")
    for edition, low in (("last-year", 3000), ("this-year", 3500)):
        (made / edition).mkdir()
        changed = small.replace("low = 3000,", f"low = {low},").replace("high = 3000,", f"high = {low},")
        (made / edition / "clinics.toml").write_text(changed, encoding="utf-8")
    with (made / "many.jsonl").open("wb") as out:
        subprocess.run([sys.executable, ROOT / "benchmarks" / "generate.py", "2000"], stdout=out, check=True)
    return made


@cache
def real(command: str) -> list[str]:
    """Return what a command says on a terminal, line by line."""
    where = folder()
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**kept, "PATH": path, "LC_ALL": "C.UTF-8", "TERM": "xterm", "NO_COLOR": "1", "BROWSER": "true",
           "STEMFIND_PAGER": "cat"}  # fmt: skip
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
        os.chdir(where)
        os.execvpe("bash", ["bash", "-c", command], env)  # noqa: S606 - the reader's own shell
    said = b""
    while part := _read(terminal):
        said += part
    os.waitpid(child, 0)
    os.close(terminal)
    return said.decode("utf-8").replace("\r\n", "\n").splitlines()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux says so when the other end of a terminal is gone
        return b""


def rewritten(page: Path) -> str:
    """Return a page with what its commands say today."""

    def block(match: re.Match[str]) -> str:
        lines = (
            line for example in _in(page.name, match[0])
            for line in (f"$ {example.command}", *(example.shown if example.needs else example.current()))
        )  # fmt: skip
        return "".join(f"{line}\n" for line in lines)

    return BLOCK.sub(block, page.read_text(encoding="utf-8"))


def main() -> int:
    """Write or check the pages."""
    if "--check" in sys.argv:
        return int(any(e.current() != e.shown for e in examples() if not e.needs))
    for page in PAGES:
        page.write_text(rewritten(page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
