"""What pyproject.toml can't say: the wheel carries the dataset compiled besides the TOML."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent


class BuildWithDataset(build_py):
    """Compile the dataset into the built package; an editable install reads the TOML itself."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        sys.path.insert(0, str(HERE / "src"))
        from stemfind.dataset.compiled import ENDING, pack
        from stemfind.dataset.read import parse

        for file in sorted((HERE / "data").glob("*.toml")):
            target = Path(self.build_lib) / "stemfind" / "data" / file.with_suffix(ENDING).name
            target.write_bytes(pack(file.read_bytes(), parse(file)))


setup(cmdclass={"build_py": BuildWithDataset})
