"""Completion: live names in the real shells, and never an error."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PROGRAM, environment


def asked(shell, words, **more):
    """Ask the program as a shell would."""
    text = " ".join(words)
    protocol = {
        "bash": {"COMP_WORDS": text, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": text},
        "fish": {"_TYPER_COMPLETE_ARGS": text, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "powershell": {"_TYPER_COMPLETE_ARGS": text, "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]},
        "pwsh": {"_TYPER_COMPLETE_ARGS": text, "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]},
    }[shell]
    env = environment(_STEMFIND_COMPLETE=f"complete_{shell}", **protocol, **more)
    return subprocess.run([PROGRAM], capture_output=True, text=True, env=env, check=False)


SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("stemfind", "compare", "mex"), "mexico"),
        (("stemfind", "show", "liv"), "liv-ulus"),
        (("stemfind", "filter", "--country", "tur"), "turkey"),
        (("stemfind", "filter", "--for", "sc"), "sci"),
        (("stemfind", "filter", "--sort", "price_low_u"), "price_low_usd"),
        (("stemfind", "filter", "--format", "md"), ""),
        (("stemfind", "filter", "--format", "mark"), "markdown"),
        (("stemfind", "guide", "rou"), "routes"),
        (("stemfind", "fil"), "filter"),
    ],
)
def test_every_shell_is_offered_live_names(shell, words, offered):
    done = asked(shell, words)
    assert offered in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("shell", SHELLS)
def test_a_broken_dataset_offers_nothing_and_says_nothing(shell, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("[[[", encoding="utf-8")
    done = asked(shell, ("stemfind", "compare", "mex"), STEMFIND_DATA=str(broken))
    assert (done.stdout.strip().removeprefix("_files"), done.stderr) == ("", "")  # zsh falls back to files


def script(shell):
    env = environment(_STEMFIND_COMPLETE=f"source_{shell}")
    return subprocess.run([PROGRAM], capture_output=True, text=True, env=env, check=True).stdout


def in_path():
    return environment(PATH=f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin", HOME="/tmp")  # noqa: S108


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_itself_completes(tmp_path):
    source = tmp_path / "complete.bash"
    source.write_text(script("bash"), encoding="utf-8")
    ask = (
        f"source {source}; COMP_WORDS=(stemfind compare mex); COMP_CWORD=2; "
        "$(complete -p stemfind | sed -E 's/.*-F ([^ ]+).*/\\1/') stemfind mex compare; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(["bash", "--norc", "-c", ask], capture_output=True, text=True, env=in_path(), check=False)
    assert done.stdout.split() == ["mexico"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_itself_completes(tmp_path):
    source = tmp_path / "complete.fish"
    source.write_text(script("fish"), encoding="utf-8")
    ask = f"source {source}; complete -C 'stemfind compare mex'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", ask], capture_output=True, text=True, env=in_path(), check=False
    )
    assert done.stdout.startswith("mexico")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_reads_the_script(tmp_path):
    source = tmp_path / "_stemfind"
    source.write_text(script("zsh"), encoding="utf-8")
    ask = f"autoload -U compinit; compinit -u -d {tmp_path}/dump; source {source}; print $_comps[stemfind]"
    done = subprocess.run(["zsh", "-f", "-c", ask], capture_output=True, text=True, env=in_path(), check=False)
    assert "stemfind" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("stemfind", "checklist", "--group", "mon"), "money"), (("stemfind", "why", "mayo"), "mayo-celltop"),
        (("stemfind", "why", "nct0684"), "nct06841770"),
    ],
)  # fmt: skip
def test_groups_and_records_of_evidence_are_offered_too(words, offered):
    assert offered in asked("bash", words).stdout
