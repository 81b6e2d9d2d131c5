"""How long stemfind takes to start, beside a bare two-command Typer program, in one run.

`python benchmarks/start.py [RUNS]`, with the Python of an environment that stemfind was installed in as a wheel (an
editable install pays for its import hook and reads the TOML itself). Prints medians of wall time and the ratio pair by
pair.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import typer
app = typer.Typer()
@app.command()
def one() -> None:
    {body}
@app.command()
def two() -> None:
    print("two")
app()
"""
PRINTS = 'print("[]")'
DRAWS = """from rich.console import Console
    from rich.table import Table
    table = Table("a", "b")
    table.add_row("1", "2")
    Console().print(table)"""
STEMFIND = str(Path(sys.executable).with_name("stemfind"))
GOAL = 1.20


def seconds(command: list[str]) -> float:
    """Return how long a command takes as a whole process."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def pair(name: str, ours: list[str], bare: list[str], runs: int) -> None:
    """Time two commands in turn and print one row."""
    seconds(ours), seconds(bare)
    times = [(seconds(ours), seconds(bare)) for _ in range(runs)]
    our, their = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(a / b for a, b in times)
    print(f"{name:<42}{our * 1000:>8.0f} ms{their * 1000:>8.0f} ms{ratio:>8.2f}  (goal {GOAL:.2f})")


def main() -> None:
    """Time both pairs."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        for name, body, command in (
            ("filter -f json", PRINTS, [STEMFIND, "filter", "-f", "json"]),
            ("compare mexico turkey -f table", DRAWS, [STEMFIND, "compare", "mexico", "turkey", "-f", "table"]),
        ):
            program = Path(folder) / f"{len(body)}.py"
            program.write_text(BARE.format(body=body), encoding="utf-8")
            pair(name, command, [sys.executable, str(program), "one"], runs)


if __name__ == "__main__":
    print(f"{'':<42}{'stemfind':>11}{'bare':>11}{'ratio':>8}")
    main()
