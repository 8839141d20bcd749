"""Write the head of a ported script: its imports, and a random number generator if needed."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.trees.names import FILES
from pybrms_mix.rscript.trees.remarks import remark
from pybrms_mix.rscript.writing.allowed import IMPORTS

_SCIPY = ("special", "stats")
_JOINED = frozenset({*_SCIPY, *FILES})
_PYTHON = frozenset({"copy", "os"})  # modules of Python itself
_FILES = "from pybrms_mix.rscript.data_files"


def _used(statements: Sequence[ast.stmt]) -> list[ast.Name]:
    return [n for s in statements for n in ast.walk(s) if isinstance(n, ast.Name)]


def generator(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the statement that makes a generator, if one is used before any ``set.seed()``."""
    drawing = {"rng"}  # the generator, and the functions that draw
    for statement in statements:
        match statement:
            case ast.Assign([ast.Name("rng")], _):
                return []
        reads = bool(drawing & {n.id for n in _used([statement])})
        if isinstance(statement, ast.FunctionDef):
            drawing |= {statement.name} if reads else set()
        elif reads:
            break
    if any(n.id == "rng" for n in _used(statements)):
        return list(ast.parse("rng = RRandom()").body)
    return []


def imports(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the imports that the statements need, sorted as isort sorts them."""
    names = {n.id for n in _used(statements)}
    lines = [line for name, line in IMPORTS.items() if name in names and name not in _JOINED]
    for names_of, module in ((_SCIPY, "from scipy"), (FILES, _FILES)):
        joined = [name for name in names_of if name in names]
        lines += [f"{module} import {', '.join(joined)}"] if joined else []
    # isort puts ``import module`` before ``from module import name``.
    lines.sort(key=lambda line: (line.startswith("from"), line))
    python = [line for line in lines if line.split()[1] in _PYTHON]
    other_lines = [line for line in lines if line not in python]
    gap = [remark("")] if python and other_lines else []
    import_nodes = [
        *ast.parse("\n".join(python)).body,
        *gap,
        *ast.parse("\n".join(other_lines)).body,
    ]
    return [*import_nodes, remark("")] if import_nodes else []
