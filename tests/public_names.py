"""The text of the family functions and of ``__all__``, made from the catalogue and the imports.

A type checker reads source text and runs nothing. The functions of the families are therefore in
``pybrms_mix/family/calls.py``, and the public names in ``pybrms_mix/__init__.py``.
``pytest --approve tests/family/test_public_names.py`` writes both from the records of the catalogue
and the imports of ``__init__.py``.
"""

from __future__ import annotations

import ast
from pathlib import Path

from pybrms_mix.family.catalogue import function_names

PACKAGE = Path(__file__).parents[1] / "pybrms_mix"
CALLS = PACKAGE / "family" / "calls.py"
INIT = PACKAGE / "__init__.py"
_MODULE = "pybrms_mix.family.calls"
_HEADER = '''
"""The families as Python functions. Written by ``tests/public_names.py``: do not edit."""

from __future__ import annotations

from pybrms_mix.family.family_call import FamilyCall

'''


def python_names() -> dict[str, str]:
    """Return the Python names of the family functions, each with the name in R."""
    found = {name.replace(".", "_"): name for name in function_names()}
    return dict(sorted(found.items(), key=lambda pair: pair[0].lower()))


def calls() -> str:
    """Return the text of the module of the family functions."""
    lines = (f'{name} = FamilyCall("{said}")' for name, said in python_names().items())
    return _HEADER.lstrip() + "\n".join(lines) + "\n"


def init(text: str) -> str:
    """Return the text of ``__init__.py`` with the imports of families and ``__all__`` renewed."""
    families = f"from {_MODULE} import ({', '.join(python_names())},)\n"
    tree = ast.parse(text)
    own = [n for n in tree.body if isinstance(n, ast.ImportFrom) and n.module == _MODULE]
    imports = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom) if n not in own]
    names = {a.asname or a.name for node in imports for a in node.names} | set(python_names())
    (listed,) = (n for n in tree.body if isinstance(n, ast.Assign))
    everything = "__all__ = [" + "".join(f'"{name}", ' for name in sorted(names)) + "]\n"
    lines = text.splitlines(keepends=True)
    for node, new in sorted([(own[0], families), (listed, everything)], key=lambda p: -p[0].lineno):
        lines[node.lineno - 1 : node.end_lineno] = [new]
    return "".join(lines)
