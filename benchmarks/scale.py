"""How long `filter` takes over a list of any length, beside jq and DuckDB on the same question, in one run.

`python benchmarks/scale.py [RUNS]`: generates 10³ to 10⁶ clinics, asks which in Turkey have an offer for SCI whose
whole published price is at most 20,000 USD, checks that all three give the same ids, prints medians and peak memory.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
STEMFIND = str(Path(sys.executable).with_name("stemfind"))
JQ = (
    'select(.country=="turkey") | select(any(.offers[]; .indication=="sci" and .price != null and '
    '((if .price.currency=="EUR" then 1.1515 else 1 end) * .price.high <= 20000))) | .id'
)
DUCKDB = """
import duckdb
duckdb.sql("SET enable_progress_bar = false")
rows = duckdb.sql('''
    select id, any_value(row) as row from (
        select id, country, row_number() over () as row, unnest(offers) as offer
        from read_json('{file}', format='newline_delimited')
    ) where country = 'turkey' and offer.indication = 'sci'
      and offer.price.high * (case when offer.price.currency = 'EUR' then 1.1515 else 1 end) <= 20000
    group by id order by row
''').fetchall()
print(*(id for id, _ in rows), sep=chr(10))
"""
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def asked(file: Path) -> dict[str, list[str]]:
    """Return the three commands."""
    filtered = [STEMFIND, "filter", "--data", str(file), "--country", "turkey", "--for", "sci", "--max-cost", "20000"]
    return {
        "stemfind": [*filtered, "--format", "ids"],
        "jq": ["jq", "-r", JQ, str(file)],
        "duckdb": [sys.executable, "-c", DUCKDB.format(file=file)],
    }


def timed(command: list[str]) -> tuple[float, int, str]:
    """Return seconds, peak memory in KiB and what was printed."""
    began = time.perf_counter()
    done = subprocess.run(["/usr/bin/time", "-f", "%M", *command], capture_output=True, text=True, check=True)
    return time.perf_counter() - began, int(done.stderr.split()[-1]), done.stdout


def main() -> None:
    """Time the three at each size."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{'clinics':>10}  {'program':<9}{'median s':>9}{'MiB':>7}{'of jq':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            file = Path(folder) / "clinics.jsonl"
            with file.open("wb") as out:
                subprocess.run([sys.executable, str(HERE / "generate.py"), str(size)], stdout=out, check=True)
            seen: dict[str, list[tuple[float, int, str]]] = {name: [] for name in asked(file)}
            for _ in range(runs):
                for name, command in asked(file).items():
                    seen[name].append(timed(command))
            answers = {tuple(sorted(tried[0][2].split())) for tried in seen.values()}
            if len(answers) != 1:
                sys.exit(f"the three disagree on {size} clinics")
            base = statistics.median(seconds for seconds, _, _ in seen["jq"])
            for name, tried in seen.items():
                median = statistics.median(seconds for seconds, _, _ in tried)
                memory = max(peak for _, peak, _ in tried) / 1024
                print(f"{size:>10,}  {name:<9}{median:>9.2f}{memory:>7.0f}{median / base:>7.2f}")


if __name__ == "__main__":
    main()
