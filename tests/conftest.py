"""What tests share: a small dataset, and the program as its users start it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stemfind.dataset.read import check
from stemfind.model.dataset import Dataset

HERE = Path(__file__).parent
SMALL = HERE / "small.toml"
PROGRAM = Path(sys.executable).parent / "stemfind"
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
    return {**kept, "LC_ALL": "C.UTF-8", **more}


@pytest.fixture(scope="session")
def run() -> Run:
    """Return a function that starts the installed program in a process of its own."""

    def start(
        *arguments: str, data: Path | None = None, stdin: str = "", **env: str
    ) -> subprocess.CompletedProcess[str]:
        steered = {**env, "STEMFIND_DATA": str(data)} if data else env
        return subprocess.run(
            [str(PROGRAM), *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env=environment(**steered),
            timeout=60,
            check=False,
        )

    return start
