"""What pyproject.toml can't say: what a build makes, and the README with links that hold elsewhere."""

import re
import sys
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

from distutils.command.install_data import install_data  # isort: skip  # setuptools brings it along

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "src"), str(HERE / "tools")]

from stemfind import __version__  # noqa: E402

FILES = f"https://github.com/stemfind/stemfind/blob/v{__version__}/"
PICTURES = f"https://raw.githubusercontent.com/stemfind/stemfind/v{__version__}/"
RELATIVE = re.compile(r"(!?)(\[[^\]]*\])\((?!https?:|#)([^)]+)\)")


class BuildWithDataset(build_py):
    """Compile the dataset into the built package; an editable install reads the TOML itself."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        from stemfind.dataset.compiled import ENDING, pack
        from stemfind.dataset.read import parse

        for file in sorted((HERE / "data").glob("*.toml")):
            target = Path(self.build_lib) / "stemfind" / "data" / file.with_suffix(ENDING).name
            target.write_bytes(pack(file.read_bytes(), parse(file)))


class InstallShared(install_data):
    """Write the manual page and the completion scripts, which the program knows, where they are looked for."""

    def run(self) -> None:
        super().run()
        from manual import page
        from stemfind.cli.scripts import BASH, FISH, ZSH

        texts = {
            "bash-completion/completions/stemfind": BASH,
            "fish/vendor_completions.d/stemfind.fish": FISH,
            "man/man1/stemfind.1": page(),
            "zsh/site-functions/_stemfind": ZSH,
        }
        for name, text in texts.items():
            target = Path(self.install_dir) / "share" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
            self.outfiles.append(str(target))


def described() -> str:
    """Return the README with links and pictures of this version in the repository, for a page that stands elsewhere."""
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    return RELATIVE.sub(lambda at: f"{at[1]}{at[2]}({PICTURES if at[1] else FILES}{at[3]})", readme)


setup(
    packages=[*find_packages(HERE / "src"), "stemfind.data", "stemfind.render.templates"],
    cmdclass={"build_py": BuildWithDataset, "install_data": InstallShared},
    data_files=[("share", [])],  # so that install_data is run
    long_description=described(),
    long_description_content_type="text/markdown",
)
