"""Print the figures of a source tree: sizes, shares of comments and docstrings, and what is said more than once.

`python tools/figures.py [FOLDER]`, by default `src`.
"""

import ast
import statistics
import sys
import tokenize
from collections import Counter
from pathlib import Path

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(tree: ast.Module) -> list[int]:
    """Return the lengths in lines of all functions, without their docstrings and decorators."""
    return [_lines(node) - _docstring(node) for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]


def docstrings(tree: ast.Module) -> int:
    """Return how many lines are docstrings, strings under a constant or a field among them."""
    return sum(_lines(node) for node in ast.walk(tree) if isinstance(node, ast.Expr) and _is_text(node))


def comments(path: Path) -> int:
    """Return how many lines have a comment."""
    with path.open("rb") as file:
        return sum(token.type == tokenize.COMMENT for token in tokenize.tokenize(file.readline))


def _docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return _lines(node.body[0]) if _is_text(node.body[0]) else 0


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _lines(node: ast.stmt | ast.expr) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


SUBJECTS = {"Clinic", "Country", "Benchmark", "Offer"}


def shared(trees: list[ast.Module]) -> int:
    """Return how many public or private names are defined at the top of more than one module."""
    return sum(count > 1 for count in Counter(name for tree in trees for name in _defined(tree)).values())


def _defined(tree: ast.Module) -> set[str]:
    names = {node.name for node in tree.body if isinstance(node, (*FUNCTIONS, ast.ClassDef))}
    assigned = (node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign))
    targets = (t for node in assigned for t in (node.targets if isinstance(node, ast.Assign) else [node.target]))
    return names | {target.id for target in targets if isinstance(target, ast.Name)}


def indexes(tree: ast.Module) -> int:
    """Return how many dictionaries are built by the id of a record: `{term.id: ... for term in ...}`."""
    built = (node.key for node in ast.walk(tree) if isinstance(node, ast.DictComp))
    return sum(isinstance(key, ast.Attribute) and key.attr == "id" for key in built)


def type_questions(tree: ast.Module) -> int:
    """Return how often the kind of a subject is asked for with `isinstance`."""
    return sum(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "isinstance"
        and bool({name.id for name in ast.walk(node.args[1]) if isinstance(name, ast.Name)} & SUBJECTS)
        for node in ast.walk(tree)
    )


def lambdas(tree: ast.Module) -> int:
    """Return how many lambdas there are."""
    return sum(isinstance(node, ast.Lambda) for node in ast.walk(tree))


def main() -> None:
    """Print the figures."""
    files = sorted(Path(sys.argv[1] if len(sys.argv) > 1 else "src").rglob("*.py"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    trees = [ast.parse(text) for text in texts]
    lines = [len(text.splitlines()) for text in texts]
    lengths = [length for tree in trees for length in functions(tree)]
    longest = files[lines.index(max(lines))]
    median, ninth = statistics.median(lengths), statistics.quantiles(lengths, n=10)[-1]
    outside = sum(indexes(tree) for file, tree in zip(files, trees, strict=True) if "model" not in file.parts)
    report = (
        f"files       {len(files)}, {sum(lines)} lines, the longest {max(lines)} ({longest})",
        f"functions   {len(lengths)}; median {median:.0f} lines, P90 {ninth:.0f}, longest {max(lengths)}",
        f"comments    {sum(map(comments, files)) / sum(lines):.1%} of lines",
        f"docstrings  {sum(map(docstrings, trees)) / sum(lines):.1%} of lines",
        f"said twice  {shared(trees)} names are defined in more than one module",
        f"indexes     {outside} dictionaries by id outside the model",
        f"kinds       {sum(map(type_questions, trees))} times isinstance on a kind of subject",
        f"lambdas     {sum(map(lambdas, trees))}",
    )
    sys.stdout.write("\n".join(report) + "\n")


if __name__ == "__main__":
    main()
