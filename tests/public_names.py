"""The text of the family functions and of the public names, made from catalogue and imports.

A type checker reads source text and runs nothing. The functions of the families are therefore in
``pybrms_mix/family/calls.py``, and the public names in ``pybrms_mix/__init__.py``, whose imports
only a type checker runs. ``pybrms_mix/base/public_names.py`` holds the module of each name, so that
the package imports the module when the name is first used.
``pytest --approve tests/family/test_public_names.py`` writes these files from the records of the
catalogue and the imports of ``__init__.py``.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable
from pathlib import Path

from pybrms_mix.family.catalogue import function_names
from tests import stubs

PACKAGE = Path(__file__).parents[1] / "pybrms_mix"
CALLS = PACKAGE / "family" / "calls.py"
INIT = PACKAGE / "__init__.py"
MODULES = PACKAGE / "base" / "public_names.py"
_MODULE = "pybrms_mix.family.calls"
_HEADER = '''
"""The families as Python functions. Written by ``tests/public_names.py``: do not edit."""

from __future__ import annotations

from pybrms_mix.family.family_call import FamilyCall

'''
_NAMES = '''
"""The modules of the public names. Written by ``tests/public_names.py``: do not edit."""

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
    families = f"    from {_MODULE} import ({', '.join(python_names())},)\n"
    tree = ast.parse(text)
    own = [n for n in _for_checkers(tree) if n.module == _MODULE]
    at_once = [n for n in tree.body if isinstance(n, ast.ImportFrom) and n.module != "typing"]
    imports = [n for n in [*at_once, *_for_checkers(tree)] if n not in own]
    names = {a.asname or a.name for node in imports for a in node.names} | set(python_names())
    (everything,) = (n for n in tree.body if isinstance(n, ast.Assign))
    new = _listed({n for n in names if n == "__version__" or not n.startswith("_")})
    lines = text.splitlines(keepends=True)
    for node, line in sorted([(own[0], families), (everything, new)], key=lambda p: -p[0].lineno):
        lines[node.lineno - 1 : node.end_lineno] = [line]
    return "".join(lines)


def _listed(names: set[str]) -> str:
    """Return the assignment of ``__all__``, with many names a line."""
    lines = _lines(sorted(names, key=_constants_and_classes_first))
    return f"__all__ = [\n{lines}\n]  # fmt: skip\n"


def _lines(names: Iterable[str]) -> str:
    """Return lines of names in quotes."""
    text = " ".join(f'"{name}",' for name in names)
    return textwrap.fill(text, 100, initial_indent="    ", subsequent_indent="    ")


def _constants_and_classes_first(name: str) -> tuple[bool, bool, str]:
    """Return a key of ruff's order of names."""
    return not name.isupper(), not name[0].isupper(), name


def _for_checkers(tree: ast.Module) -> list[ast.ImportFrom]:
    """Return the imports that only type checkers run."""
    (block,) = (n for n in tree.body if isinstance(n, ast.If))
    assert ast.unparse(block.test) == "TYPE_CHECKING"
    return [n for n in block.body if isinstance(n, ast.ImportFrom)]


def modules() -> str:
    """Return the text of the module with the modules of the public names, and the methods."""
    imports = _for_checkers(ast.parse(INIT.read_text("utf-8")))
    names = {a.name: str(node.module) for node in imports for a in node.names}
    methods = stubs.modules_of_methods()
    assert methods.items() <= names.items(), "a method is a public function"
    entries = "".join(f'    "{name}": "{names[name]}",\n' for name in sorted(names))
    text = f"{_NAMES.lstrip()}MODULES = {{\n{entries}}}\n"
    return text + "METHODS = (\n" + _lines(sorted(methods)) + "\n)  # fmt: skip\n"
