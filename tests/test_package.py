"""What is published: exactly what belongs there, from a workplace in any state, with a manual page that is current."""

import email
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest
import typer.main
from packaging.version import Version

from conftest import environment
from stemfind import __version__
from stemfind.cli.app import application
from stemfind.cli.output import DATA_FORMATS, WORD_FORMATS
from stemfind.cli.scripts import SCRIPTS
from stemfind.errors import ExitCode

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import manual  # noqa: E402

pytestmark = pytest.mark.slow

WORKPLACE = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "build", "dist", "*.egg-info")
LITTER = (
    ".coverage", ".env", ".hypothesis/examples/one", ".pytest_cache/README.md", ".venv/bin/activate.py",
    "build/lib/stemfind/gone.py", "data/__pycache__/gone.pyc", "dist/stemfind-0.0.1.tar.gz",
    "src/stemfind/__pycache__/gone.pyc", "src/stemfind/render/templates/page.html~", "tests/test_gone.py",
)  # fmt: skip
"""What a workplace may hold besides what belongs to the project, all of it on the list of an earlier build."""
SHARED = {
    "share/bash-completion/completions/stemfind": SCRIPTS["bash"],
    "share/fish/vendor_completions.d/stemfind.fish": SCRIPTS["fish"],
    "share/man/man1/stemfind.1": manual.page(),
    "share/zsh/site-functions/_stemfind": SCRIPTS["zsh"],
}
"""What is made when a wheel is built, from the program as it is."""
TEMPLATES = {"render/templates/page.css", "render/templates/page.html"}


class Built(NamedTuple):
    tree: Path
    wheel: Path
    sdist: Path


def can_build_here() -> bool:
    """Whether what the build needs is installed; else it is fetched into an environment of its own."""
    try:
        return Version(importlib.metadata.version("setuptools")) >= Version("77")
    except importlib.metadata.PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    """Build both from a copy of the tree, littered as a workplace is."""
    folder = tmp_path_factory.mktemp("package")
    tree, dist = folder / "tree", folder / "dist"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*WORKPLACE))
    for name in LITTER:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("gone = True\n", encoding="utf-8")
    (tree / "stemfind.egg-info").mkdir()
    (tree / "stemfind.egg-info" / "SOURCES.txt").write_text("\n".join((*LITTER, "tests/conftest.py")), encoding="utf-8")
    how = ("--no-isolation",) if can_build_here() else ()
    command = [sys.executable, "-m", "build", *how, "--outdir", str(dist), str(tree)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return Built(tree, *sorted(dist.glob("*.whl")), *sorted(dist.glob("*.tar.gz")))


@pytest.fixture(scope="module")
def metadata(built) -> Message:
    with zipfile.ZipFile(built.wheel) as wheel:
        return email.message_from_bytes(wheel.read(f"stemfind-{__version__}.dist-info/METADATA"))


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory) -> Path:
    """Return a new environment with the wheel; what it depends on is lent by the one that runs the tests."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = str(folder / "bin" / "python")
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    (Path(site) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", *options, str(built.wheel)], check=True)
    return folder


def modules(tree: Path) -> set[str]:
    return {path.relative_to(tree / "src").as_posix() for path in (tree / "src").rglob("*.py")}


def datasets(tree: Path) -> set[str]:
    return {path.stem for path in (tree / "data").glob("*.toml")}


class TestContents:
    def test_the_wheel_holds_exactly_what_runs_and_what_is_read(self, built):
        info = f"stemfind-{__version__}.dist-info"
        expected = (
            modules(built.tree)
            | {f"stemfind/data/{name}{end}" for name in datasets(built.tree) for end in (".toml", ".msgpack")}
            | {f"stemfind/{name}" for name in ("data/__init__.py", "py.typed", *TEMPLATES)}
            | {f"stemfind-{__version__}.data/data/{name}" for name in SHARED}
            | {f"{info}/licenses/{name}" for name in ("LICENSE", "LICENSE-DATA")}
            | {f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "top_level.txt")}
        )
        with zipfile.ZipFile(built.wheel) as wheel:
            names = wheel.namelist()
            assert "stemfind = stemfind.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
            for name, text in SHARED.items():
                held = wheel.read(f"stemfind-{__version__}.data/data/{name}")
                assert held == text.encode(), name
        assert sorted(names) == sorted(expected)

    def test_the_sdist_holds_exactly_what_the_wheel_is_built_from(self, built):
        expected = (
            {f"src/{name}" for name in modules(built.tree)}
            | {f"data/{name}.toml" for name in datasets(built.tree)}
            | {f"src/stemfind/{name}" for name in ("py.typed", *TEMPLATES)}
            | {"CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-DATA", "MANIFEST.in", "PKG-INFO", "README.md"}
            | {"data/__init__.py", "pyproject.toml", "setup.cfg", "setup.py", "stemfind.egg-info/SOURCES.txt"}
            | {"docs/contract.md", "tools/manual.py"}
        )
        with tarfile.open(built.sdist) as sdist:
            names = {member.name.partition("/")[2] for member in sdist if member.isfile()}
            listed = sdist.extractfile(f"stemfind-{__version__}/stemfind.egg-info/SOURCES.txt").read().decode()
        assert names == expected
        assert not {line for line in listed.splitlines() if line in LITTER}

    def test_no_path_of_the_machine_that_built_it_is_in_the_wheel(self, built):
        with zipfile.ZipFile(built.wheel) as wheel:
            for name in wheel.namelist():
                held = wheel.read(name)
                assert str(built.tree).encode() not in held, name
                assert str(ROOT).encode() not in held, name


class TestChecks:
    def test_the_index_would_take_both(self, built):
        pytest.importorskip("twine", reason="twine is not installed")
        command = [sys.executable, "-m", "twine", "check", "--strict", str(built.wheel), str(built.sdist)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "WARNING" not in done.stdout + done.stderr

    def test_the_wheel_has_none_of_the_common_faults(self, built):
        pytest.importorskip("check_wheel_contents", reason="check-wheel-contents is not installed")
        command = [sys.executable, "-m", "check_wheel_contents", "--toplevel", "stemfind", str(built.wheel)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=built.tree, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def test_pyproject_is_valid_and_each_classifier_known(self):
        pytest.importorskip("validate_pyproject", reason="validate-pyproject is not installed")
        pytest.importorskip("trove_classifiers", reason="trove-classifiers is not installed")
        command = [sys.executable, "-m", "validate_pyproject", str(ROOT / "pyproject.toml")]
        alone = {**os.environ, "VALIDATE_PYPROJECT_NO_NETWORK": "1"}
        done = subprocess.run(command, capture_output=True, text=True, env=alone, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


class TestMetadata:
    def test_it_says_where_to_read_on_and_where_to_report(self, metadata):
        urls = dict(line.split(", ") for line in metadata.get_all("Project-URL"))
        assert set(urls) == {"Source", "Issues", "Documentation", "Changelog"}
        assert all(url.startswith("https://github.com/stemfind/stemfind") for url in urls.values())

    def test_it_says_for_whom_it_is_and_what_it_runs_on(self, metadata):
        classifiers = set(metadata.get_all("Classifier"))
        assert classifiers >= {
            "Environment :: Console",
            "Intended Audience :: End Users/Desktop",
            "Intended Audience :: Healthcare Industry",
            "Operating System :: OS Independent",
            "Typing :: Typed",
        }
        assert "spinal cord injury" in metadata["Keywords"].split(",")

    def test_the_licence_is_an_expression_and_so_no_classifier(self, metadata):
        assert metadata["License-Expression"] == "MIT AND CC-BY-4.0"
        assert not [line for line in metadata.get_all("Classifier") if line.startswith("License ::")]

    def test_each_python_that_it_names_is_tested(self, metadata):
        named = re.findall(r"Python :: (3\.\d+)$", "\n".join(metadata.get_all("Classifier")), re.MULTILINE)
        tested = re.search(r"python: \[(.*)\]", workflow("ci"))[1]
        assert named == re.findall(r'"([\d.]+)"', tested)
        assert metadata["Requires-Python"] == f">={named[0]}"

    def test_every_link_of_the_description_leads_somewhere_from_any_page(self, metadata):
        links = re.findall(r"\]\(([^)]*)\)", metadata.get_payload())
        assert len(links) > 5
        assert [link for link in links if not link.startswith("https://")] == []

    def test_one_version_everywhere(self, run, metadata):
        citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        assert re.findall(r"^version: (.*)$", citation, re.MULTILINE) == [__version__]
        assert run("--version").stdout == f"stemfind {__version__}\n"
        assert metadata["Version"] == __version__
        assert f'"stemfind {__version__}"' in manual.page()

    def test_no_person_and_no_release_is_made_up(self, metadata):
        citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        assert re.search(r"^authors:\n((?:  .*\n)+)", citation, re.MULTILINE)[1] == "  - name: the stemfind authors\n"
        assert metadata["Author"] == metadata["Maintainer"] == "the stemfind authors"
        changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        assert ("date-released:" in citation) <= (f"## {__version__}" in changelog)


@pytest.mark.parametrize("script", ["citation.py"])
def test_what_a_script_writes_is_current(script):
    done = subprocess.run([sys.executable, str(ROOT / "tools" / script), "--check"], check=False)
    assert done.returncode == 0, f"run tools/{script}"


def section(title: str) -> str:
    """Return a section of the manual page, as it is read."""
    page = manual.page().replace("\\-", "-")
    return re.search(rf"^\.S[HS] {re.escape(title)}\n(.*?)(?=^\.S[HS] |\Z)", page, re.MULTILINE | re.DOTALL)[1]


def commands(command, name=""):
    """Yield every command that has no commands of its own."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    for sub, held in (inner or {}).items():
        yield from commands(held, f"{name} {sub}".strip())


groff = pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")


def rendered(page: str) -> str:
    """Return a page as a terminal shows it. Fails on any warning."""
    command = ["groff", "-man", "-ww", "-Tutf8", "-P-cbou", "-rLL=200n"]
    done = subprocess.run(command, input=page, capture_output=True, encoding="utf-8", env=environment(), check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


class TestManual:
    def test_it_names_every_command_and_option(self):
        for name, command in commands(typer.main.get_command(application())):
            text = section(name)
            for param in command.params:
                for option in (*param.opts, *param.secondary_opts):
                    assert param.param_type_name == "argument" or f"\\fB{option}\\fR" in text, (name, option)

    def test_it_names_every_exit_code_format_and_variable(self):
        assert re.findall(r"^\\fB(\d+)\\fR$", section("EXIT STATUS"), re.MULTILINE) == [str(int(c)) for c in ExitCode]
        formats = re.findall(r"^\\fB(\w+)\\fR$", section("FORMATS"), re.MULTILINE)
        assert set(formats) == {*WORD_FORMATS, *DATA_FORMATS, "sqlite"}
        for name in ("STEMFIND_FORMAT", "STEMFIND_DATA", "STEMFIND_DEBUG", "COLUMNS", "NO_COLOR"):
            assert name in section("ENVIRONMENT")

    def test_it_has_the_sections_that_readers_look_for(self):
        titles = re.findall(r"^\.SH (.*)$", manual.page(), re.MULTILINE)
        assert titles[:3] == ["NAME", "SYNOPSIS", "DESCRIPTION"]
        assert {"COMMANDS", "FORMATS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES", "SEE ALSO"} <= set(titles)
        assert section("EXAMPLES").count("stemfind") > 20

    @groff
    def test_it_is_set_without_a_warning(self):
        page = manual.page()
        assert page.isascii()
        shown = rendered(page)
        assert "stemfind compare mexico turkey" in shown
        assert "--max-cost AMOUNT" in shown

    @groff
    def test_no_text_is_taken_for_roff(self):
        hostile = '.SH it\'s \\fBnot\\fR "--a-b" ^ ~ \\n Türkiye İş'
        shown = rendered(f".TH X 1\n.SH NAME\n{manual.prose(hostile)}\n.PP\n{manual.prose(chr(39) + hostile)}\n")
        assert [line.strip() for line in shown.splitlines() if "not" in line] == [hostile, f"'{hostile}"]


class TestInstalled:
    def test_it_runs_by_its_name_and_as_a_module(self, installed):
        python = str(installed / "bin" / "python")
        ask = [python, "-c", "import stemfind; print(stemfind.__file__)"]
        for command in (["stemfind", "--version"], [python, "-m", "stemfind", "--version"], ask):
            path = f"{installed / 'bin'}:/usr/bin:/bin"
            done = subprocess.run(
                [shutil.which(command[0], path=path), *command[1:]],
                capture_output=True, text=True, cwd=installed, env=environment(PATH=path), check=True,
            )  # fmt: skip
            expected = f"stemfind {__version__}" if command != ask else str(installed)
            assert done.stdout.startswith(expected)

    def test_the_manual_page_and_the_completions_are_where_they_are_looked_for(self, installed):
        for name, text in SHARED.items():
            assert (installed / name).read_bytes() == text.encode(), name

    @pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
    def test_zsh_completes_at_the_first_tab(self, installed):
        press = (
            "zmodload zsh/zpty; zpty shell zsh -f -i; "
            f"zpty -w shell 'fpath=({installed}/share/zsh/site-functions $fpath); autoload -U compinit; "
            """compinit -u -D; bindkey "^I" complete-word; echo rea""dy'; """
            "zpty -r shell out '*ready*'; zpty -w -n shell $'stemfind compare mex\\t'; "
            "zpty -r shell out '*mexico*'; zpty -d shell; print answered"
        )
        path = f"{installed / 'bin'}:/usr/local/bin:/usr/bin:/bin"
        done = subprocess.run(
            ["zsh", "-f", "-c", press],
            capture_output=True, text=True, env=environment(PATH=path, HOME=str(installed)), timeout=60, check=False,
        )  # fmt: skip
        assert done.stdout.strip() == "answered"


class TestCompletions:
    @pytest.mark.parametrize("shell", SCRIPTS)
    def test_a_script_finds_the_program_by_its_name(self, shell):
        assert "stemfind" in SCRIPTS[shell]
        assert "/" not in SCRIPTS[shell].replace("/dev/null", "")

    def test_zsh_knows_its_script_by_the_first_line(self):
        assert SCRIPTS["zsh"].startswith("#compdef stemfind\n")

    def test_none_is_kept_in_the_repository(self):
        assert not (ROOT / "share").exists()


def workflow(name: str) -> str:
    return (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")


class TestWorkflows:
    def test_each_change_runs_what_a_contributor_runs(self):
        assert "- run: bash .ci/run\n" in workflow("ci")
        assert "pull_request:" in workflow("ci")

    def test_nothing_is_published_before_that_has_passed(self):
        text = workflow("release")
        assert 'tags: ["v*"]' in text
        assert re.search(r"\n  check:\n(?:    .*\n)*?    uses: \./\.github/workflows/ci\.yml\n", text)
        assert re.search(r"\n  build:\n    needs: check\n", text)
        assert re.search(r"\n  publish:\n    needs: build\n", text)

    @pytest.mark.parametrize("name", ["ci", "release"])
    def test_no_secret_and_no_more_rights_than_needed(self, name):
        text = workflow(name)
        assert "secrets" not in text
        assert re.findall(r"^permissions:\n((?:  .*\n)+)", text, re.MULTILINE) == ["  contents: read\n"]
        publishing = text.partition("\n  publish:\n")[2]
        assert re.findall(r"\S+: write", text) == re.findall(r"\S+: write", publishing)
        assert re.findall(r"\S+: write", publishing) == (["id-token: write"] if name == "release" else [])

    @pytest.mark.parametrize("name", ["ci", "release"])
    def test_actions_are_pinned_to_a_major_version(self, name):
        used = re.findall(r"uses: (\S+)", workflow(name))
        assert used
        assert [one for one in used if not re.search(r"@(v\d+|release/v\d+)$|^\./", one)] == []
