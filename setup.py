"""What pyproject.toml can't say: the dataset compiled besides the TOML, the README with links that hold elsewhere."""

import re
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "src"))

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


def described() -> str:
    """Return the README with links and pictures of this version in the repository, for a page that stands elsewhere."""
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    return RELATIVE.sub(lambda at: f"{at[1]}{at[2]}({PICTURES if at[1] else FILES}{at[3]})", readme)


setup(
    cmdclass={"build_py": BuildWithDataset},
    long_description=described(),
    long_description_content_type="text/markdown",
)
