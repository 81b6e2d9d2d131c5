"""Damaged datasets: always exit 0, 1, 2 or 3, never a traceback."""

import io
import random
import sys
from pathlib import Path

import pytest

from conftest import SMALL
from stemfind.cli import app

CASES = 400
"""Damaged files a seed; the whole run takes some seconds."""
KEYS = (b"low", b"high", b"id", b"name", b"price", b"source", b'"USD"', b"country", b"offers", b"indication")
VALUES = (b"lw", b"", b"0", b"nan", b'"x"', b"[]", b"{}", b"-1", b"1e400", b"true", b"2025-13-45")
SNIPPETS = (
    b"\x00", b"\xef\xbb\xbf", b"[[clinics]]\n", b"[[[" * 50, b"{" * 60, b'"""', b"\\ud800", b"=inf",
    b"99999999999999999999", b"\r\n", b"\xff",
)  # fmt: skip
COMMANDS = (
    ("filter",), ("filter", "--max-cost", "5000", "--for", "sci"), ("compare",), ("show", "alpha"), ("why", "alpha"),
    ("checklist", "alpha"), ("filter", "-f", "table"), ("compare", "-f", "plain"), ("estimate", "alpha"),
)  # fmt: skip
LINES = b'{"id":"a-%d","name":"A","country":"mexico","source":"x","offers":[{"id":"o","name":"O","indication":"sci",'
LINES += b'"source":"x","price":{"low":1,"high":2,"currency":"USD","unit":"session"}}]}\n'


def damaged(whole, chance):
    """Return bytes cut, inserted, swapped or renamed in one to three places."""
    data = bytearray(whole)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                del data[at : at + chance.randrange(1, 40)]
            case 1:
                data[at:at] = chance.randbytes(chance.randrange(1, 5))
            case 2:
                data[at:at] = data[at : at + 60]
            case 3:
                data = data.replace(chance.choice(KEYS), chance.choice(VALUES), chance.randrange(1, 3))
            case _:
                data[at:at] = chance.choice(SNIPPETS)
    return bytes(data)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("ending", ["toml", "jsonl"])
def test_a_damaged_dataset_is_refused_or_read_and_never_a_traceback(seed, ending, tmp_path, monkeypatch):
    monkeypatch.setenv("STEMFIND_DEBUG", "1")
    chance = random.Random(seed)  # noqa: S311 - damage that can be repeated
    whole = SMALL.read_bytes() if ending == "toml" else b"".join(LINES % number for number in range(8))
    path = tmp_path / f"damaged.{ending}"
    for _ in range(CASES):
        path.write_bytes(damaged(whole, chance))
        command = chance.choice(COMMANDS)
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
        monkeypatch.setattr(sys, "stderr", io.StringIO())
        code = app.run([*command, "--data", str(path)])
        assert code in (0, 1, 2, 3), command
        if code == 3:
            assert sys.stderr.getvalue().startswith("stemfind: ")


@pytest.mark.parametrize(
    "text", ["[" * 5000, "{" * 5000, 'x = "' + "a" * 50_000_000 + '"', "a." * 5000 + "b = 1", "[about]\nname = '\x00'"]
)
def test_deep_nesting_and_endless_text_end_in_one_clear_error(run, tmp_path, text):
    path = Path(tmp_path) / "odd.toml"
    path.write_text(text, encoding="utf-8")
    done = run("filter", "--data", str(path))
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr
    assert len(done.stderr) < 5000
