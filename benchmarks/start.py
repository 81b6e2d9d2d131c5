"""How long stemfind takes to start, beside a bare two-command Typer program, in one run.

`python benchmarks/start.py [RUNS]`, with the Python of an environment that stemfind was installed in as a wheel (an
editable install pays for its import hook and reads the TOML itself). Beside `compare` the bare program prints one Rich
table of the same rows and cells with the same words. Prints medians of wall time and the ratio pair by pair.
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
    table = Table(*{titles!r})
    for row in {rows!r}:
        table.add_row(*row)
    Console().print(table)"""
STEMFIND = str(Path(sys.executable).with_name("stemfind"))
GOAL = 1.20


def drawing(command: list[str]) -> str:
    """Return the body of a program that prints the tables of a command's answer as one, as Rich draws it."""
    page = subprocess.run([*command, "-f", "markdown"], capture_output=True, check=True, encoding="utf-8").stdout
    lines = [line for line in page.splitlines() if line.startswith("|") and "---" not in line]
    titles, *rows = [[cell.strip().replace("<br>", "\n") for cell in line.split("|")[1:-1]] for line in lines]
    return DRAWS.format(titles=titles, rows=rows)


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
    compare = [STEMFIND, "compare", "mexico", "turkey"]
    with tempfile.TemporaryDirectory() as folder:
        for name, body, command in (
            ("filter -f json", PRINTS, [STEMFIND, "filter", "-f", "json"]),
            ("compare mexico turkey -f table", drawing(compare), [*compare, "-f", "table"]),
        ):
            program = Path(folder) / f"{len(body)}.py"
            program.write_text(BARE.format(body=body), encoding="utf-8")
            pair(name, command, [sys.executable, str(program), "one"], runs)


if __name__ == "__main__":
    print(f"{'':<42}{'stemfind':>11}{'bare':>11}{'ratio':>8}")
    main()
