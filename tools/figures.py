"""Print the figures of a source tree: files, lengths of files and functions, shares of comments and docstrings.

`python tools/figures.py [FOLDER]`, by default `src`.
"""

import ast
import statistics
import sys
import tokenize
from pathlib import Path

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(tree: ast.Module) -> list[int]:
    """Return the lengths in lines of all functions, without their docstrings and decorators."""
    return [
        node.end_lineno - node.lineno + 1 - _docstring(node) for node in ast.walk(tree) if isinstance(node, FUNCTIONS)
    ]


def docstrings(tree: ast.Module) -> int:
    """Return how many lines are docstrings, strings under a constant or a field among them."""
    return sum(
        node.end_lineno - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    )


def comments(path: Path) -> int:
    """Return how many lines have a comment."""
    with path.open("rb") as file:
        return sum(token.type == tokenize.COMMENT for token in tokenize.tokenize(file.readline))


def _docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    held = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return first.end_lineno - first.lineno + 1 if held else 0


def main() -> None:
    """Print the figures."""
    files = sorted(Path(sys.argv[1] if len(sys.argv) > 1 else "src").rglob("*.py"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    trees = [ast.parse(text) for text in texts]
    lines = [len(text.splitlines()) for text in texts]
    lengths = [length for tree in trees for length in functions(tree)]
    longest = files[lines.index(max(lines))]
    median, ninth = statistics.median(lengths), statistics.quantiles(lengths, n=10)[-1]
    report = (
        f"files       {len(files)}, {sum(lines)} lines, the longest {max(lines)} ({longest})",
        f"functions   {len(lengths)}; median {median:.0f} lines, P90 {ninth:.0f}, longest {max(lengths)}",
        f"comments    {sum(map(comments, files)) / sum(lines):.1%} of lines",
        f"docstrings  {sum(map(docstrings, trees)) / sum(lines):.1%} of lines",
    )
    sys.stdout.write("\n".join(report) + "\n")


if __name__ == "__main__":
    main()
