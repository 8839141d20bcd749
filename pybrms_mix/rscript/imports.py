"""Write the head of a ported script: its imports, and a random number generator if needed."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.allowed import IMPORTS
from pybrms_mix.rscript.names import FILES
from pybrms_mix.rscript.remarks import remark

_SCIPY = ("special", "stats")
_FILES = "from pybrms_mix.rscript.data_files"


def _used(statements: Sequence[ast.stmt]) -> list[ast.Name]:
    return [n for s in statements for n in ast.walk(s) if isinstance(n, ast.Name)]


def generator(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the statement that makes a generator, if one is used before any ``set.seed()``."""
    for each in statements:
        match each:
            case ast.Assign([ast.Name("rng")], _):
                return []
            case ast.FunctionDef():
                continue
        if any(n.id == "rng" for n in _used([each])):
            break
    if any(n.id == "rng" for n in _used(statements)):
        return list(ast.parse("rng = RRandom()").body)
    return []


def imports(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the imports that the statements need, sorted as isort sorts them."""
    names = {n.id for n in _used(statements)}
    lines = [
        line for name, line in IMPORTS.items() if name in names and not line.startswith("from")
    ]
    scipy = [name for name in _SCIPY if name in names]
    lines += [f"from scipy import {', '.join(scipy)}"] if scipy else []
    ours = [line for line in lines if "pybrms_mix" in line]
    # isort puts ``import module`` before ``from module import name``.
    lines = sorted((x for x in lines if x not in ours), key=lambda x: (x.startswith("from"), x))
    files = [n for n in FILES if n in names]
    ours += [IMPORTS["r"]] if "r" in names else []
    ours += [f"{_FILES} import {', '.join(files)}"] if files else []
    ours += [IMPORTS["RRandom"]] if "RRandom" in names else []
    gap = [remark("")] if lines and ours else []
    made = [*ast.parse("\n".join(lines)).body, *gap, *ast.parse("\n".join(ours)).body]
    return [*made, remark("")] if made else []
