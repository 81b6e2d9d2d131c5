"""What tests share: a small dataset, and the program as its users start it."""

import compileall
import faulthandler
import fcntl
import io
import os
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from stemfind.dataset.read import check
from stemfind.model.dataset import Dataset

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Case = TypeVar("Case")
Other = TypeVar("Other")
HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "stemfind"
SMALL = HERE / "small.toml"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PROGRAM = Path(sys.executable).parent / "stemfind"
FULL = os.environ.get("STEMFIND_TESTS") == "full"
"""Whether everything is tried, as `.ci/run` asks, and not a fair sample of what is slow."""


def sample(cases: Iterable[Case], every: int, first: int = 0) -> list[Case]:
    """Return all cases where everything is tried, else one of them and each so manieth after it."""
    return list(cases) if FULL else list(cases)[first::every]


def pairs(ones: Iterable[Case], others: Iterable[Other]) -> list[tuple[Case, Other]]:
    """Return each with each where everything is tried, else so many pairs that all of both are in some."""
    one, other = list(ones), list(others)
    if FULL:
        return list(product(one, other))
    return [(one[at % len(one)], other[at % len(other)]) for at in range(max(len(one), len(other)))]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once, as its installation does: it is started some hundred times."""
    if not hasattr(config, "workerinput"):  # before pytest-xdist starts its own
        compileall.compile_dir(SOURCE, quiet=2)


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def small() -> Dataset:
    return check(str(SMALL))


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    return check()


def environment(**more: str) -> dict[str, str]:
    """Return an environment without anything that steers the program, but for `more`."""
    steering = ("STEMFIND_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "LC_", "LANG", "TERM")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(steering)}
    return {**kept, "LC_ALL": "C.UTF-8", "PAGER": "cat", **more}  # a pager would wait for a key


OWN_PROCESS = ("PYTHON", "LC_", "LANG", "PATH", "BROWSER", "HOME", "TMPDIR")
"""What is read before the program begins, or by programs that it starts."""


class _Bytes(io.BytesIO):
    """Holds what was written after the program has closed it."""

    held = b""

    def close(self) -> None:
        self.held = self.getvalue()
        super().close()


def nothing(*_: object, **__: object) -> None:
    """Do nothing."""


def in_process(arguments: Sequence[str], stdin: bytes, env: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Run a command line here, with streams and an environment of its own: a tenth of what a process costs."""
    from stemfind.cli import app

    out, err = _Bytes(), _Bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", dict(env))
        patch.setattr(faulthandler, "dump_traceback_later", nothing)  # a completion that lasts ends its process
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8", newline=""))
        patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="utf-8", newline=""))
        try:
            code = app.run(list(arguments))
        except SystemExit as left:
            code = int(left.code or 0)
        sys.stdout.close()
        sys.stderr.close()
    return subprocess.CompletedProcess(list(arguments), code, out.held, err.held)


def started(
    arguments: Sequence[str], stdin: bytes, env: Mapping[str, str], cwd: Path | None
) -> subprocess.CompletedProcess[bytes]:
    """Run the installed program in a process of its own."""
    return subprocess.run(
        [str(PROGRAM), *arguments], input=stdin, capture_output=True, env=env, timeout=60, check=False, cwd=cwd
    )


def asked(
    arguments: Sequence[str], env: Mapping[str, str], *, stdin: str = "", cwd: Path | None = None, alone: bool = FULL
) -> subprocess.CompletedProcess[str]:
    """Run a command line in a process of its own, or in this one where not everything is tried."""
    done = started(arguments, stdin.encode(), env, cwd) if alone else in_process(arguments, stdin.encode(), env)
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def wait_until_read(pipe: int) -> None:
    """Wait until nothing is left in a pipe, so that who reads it has begun."""
    while struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0]:
        time.sleep(0.02)
    time.sleep(0.2)


@pytest.fixture(scope="session")
def run() -> Run:
    """Return a function that runs a command line, in this process unless a process is the point.

    A process of its own is started for what is read before the program begins (`PYTHONOPTIMIZE`, a locale), for help,
    which Typer sets up once, and where `process=True` asks for it.
    """

    def start(
        *arguments: str,
        data: Path | None = None,
        stdin: str = "",
        process: bool = False,
        cwd: Path | None = None,
        **env: str,
    ) -> subprocess.CompletedProcess[str]:
        steered = environment(**({**env, "STEMFIND_DATA": str(data)} if data else env))
        alone = process or cwd is not None or any(name.startswith(OWN_PROCESS) for name in env)
        alone = alone or bool({"--help", "-h"} & set(arguments))
        return asked(arguments, steered, stdin=stdin, cwd=cwd, alone=alone)

    return start


@pytest.fixture(scope="session")
def full(run) -> Run:
    """Return a function that runs a command line and asks for everything, where `run` gets what fits a screen."""
    return lambda *arguments, **more: run(*arguments, "--full", **more)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Return Chromium, in which pages are opened as their readers open them."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()
