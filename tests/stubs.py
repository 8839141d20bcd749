"""The type stub of ``Fit``: its methods are functions of other modules, which ``@method`` adds.

A type checker does not run ``@method``. This module reads the package's source with ``ast`` and
writes ``pybrms_mix/results/fit.pyi``, in which each of these functions stands as a method with its
own signature. ``pytest --approve tests/results/test_stub.py`` writes the file again.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "pybrms_mix"
SOURCE = PACKAGE / "results" / "fit.py"
STUB = SOURCE.with_suffix(".pyi")
_HEADER = '''"""Types of ``Fit`` and of its methods. Written by ``tests/stubs.py``: do not edit."""
'''
_KNOWN = set(dir(builtins))
_CHOOSING = ("method", "joint_method", "mixture_method")  # these take the argument resp
_DECORATORS = (*_CHOOSING, "outcome_method", "class_method", "whole_method", "averaging_method")


@dataclass(frozen=True)
class Origin:
    """The module that a name is imported from; ``name`` is empty for a whole module."""

    module: str
    name: str


def stub() -> str:
    """Return the text of the stub."""
    tree = ast.parse(SOURCE.read_text("utf-8"))
    origins: dict[str, Origin] = {}
    own = _names_of(tree, "pybrms_mix.results.fit")
    body: list[ast.stmt] = []
    for node in tree.body:
        match node:
            case ast.ClassDef(name="Fit"):
                methods = [_method(f, names, origins) for f, names in _methods()]
                body.append(_declared(node, methods))
            case ast.ClassDef():
                body.append(_declared(node, []))
            case ast.FunctionDef(name=name) if not name.startswith("_"):
                body.append(_bare(node))
            case ast.Assign():
                body.append(node)
    for node in body:
        _note(node, own, origins)
    defined = set(_names_of(ast.Module(body, []), ""))
    lines = [_imported(name, o) for name, o in origins.items() if name not in defined]
    text = "\n\n".join(ast.unparse(ast.fix_missing_locations(n)) for n in body)
    return _HEADER + "\n" + "\n".join(sorted(lines)) + "\n\n" + text + "\n"


def _methods() -> Iterator[tuple[ast.FunctionDef, dict[str, Origin]]]:
    """Yield the functions that are decorated as methods, and the names their modules know.

    The overloads of a function stand in its place.
    """
    for file in sorted(PACKAGE.rglob("*.py")):
        text = file.read_text("utf-8")
        if not any(f"@{name}" in text for name in _DECORATORS):  # few files are worth a tree
            continue
        tree = ast.parse(text)
        module = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        for node in (f for f in functions if any(_is_decorated(f, d) for d in _DECORATORS)):
            forms = [f for f in functions if f.name == node.name and _is_decorated(f, "overload")]
            choosing = any(_is_decorated(node, d) for d in _CHOOSING)
            for form in forms or [node]:
                yield (_taking_resp(form) if choosing else form), _names_of(tree, module)


def modules_of_methods() -> dict[str, str]:
    """Return the module of each function that becomes a method."""
    return {function.name: names[function.name].module for function, names in _methods()}


def _taking_resp(node: ast.FunctionDef) -> ast.FunctionDef:
    """Return the function with an argument ``resp``, unless its options have one."""
    own = [a.arg for a in (*node.args.args, *node.args.kwonlyargs)]
    if node.args.kwarg is None and "resp" not in own:
        text = ast.parse("def f(*, resp: str | None = None): ...").body[0]
        assert isinstance(text, ast.FunctionDef)
        node.args.kwonlyargs += text.args.kwonlyargs
        node.args.kw_defaults += text.args.kw_defaults
    return node


def _is_decorated(node: ast.FunctionDef, name: str) -> bool:
    return any(isinstance(d, ast.Name) and d.id == name for d in node.decorator_list)


def _names_of(tree: ast.Module, module: str) -> dict[str, Origin]:
    """Return where each name at the top level of a module comes from."""
    found: dict[str, Origin] = {}
    blocks = [tree.body, *(n.body for n in tree.body if isinstance(n, ast.If))]
    for node in (n for block in blocks for n in block):
        match node:
            case ast.ImportFrom(module=str(source), names=names):
                found |= {a.asname or a.name: Origin(source, a.name) for a in names}
            case ast.Import(names=names):
                found |= {a.asname or a.name: Origin(a.name, "") for a in names}
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                found[name] = Origin(module, name)
            case ast.Assign(targets=[ast.Name(name)]) | ast.AnnAssign(target=ast.Name(name)):
                found[name] = Origin(module, name)
    return found


def _method(
    node: ast.FunctionDef, names: dict[str, Origin], origins: dict[str, Origin]
) -> ast.FunctionDef:
    """Return the function as a method: ``self`` in place of the fit."""
    bare = _bare(node)
    bare.decorator_list = [ast.Name("overload")] if _is_decorated(node, "overload") else []
    _note(bare, names, origins)
    # The fit is the first argument, by position alone or not.
    arguments = bare.args.posonlyargs or bare.args.args
    assert arguments, node.name
    arguments[0] = ast.arg("self")
    return bare


def _bare(node: ast.FunctionDef) -> ast.FunctionDef:
    """Return a function without its body, its defaults as far as they are constants."""
    bare = ast.parse(ast.unparse(node)).body[0]
    assert isinstance(bare, ast.FunctionDef)
    bare.body = [ast.Expr(ast.Constant(...))]
    constant = (ast.Constant, ast.UnaryOp)
    dots = ast.Constant(...)
    bare.args.defaults = [d if isinstance(d, constant) else dots for d in bare.args.defaults]
    bare.args.kw_defaults = [
        d if d is None or isinstance(d, constant) else dots for d in bare.args.kw_defaults
    ]
    return bare


def _declared(node: ast.ClassDef, methods: list[ast.FunctionDef]) -> ast.ClassDef:
    """Return a class with its fields and bare methods, and with further methods."""
    body: list[ast.stmt] = []
    for part in node.body:
        match part:
            case ast.AnnAssign():
                default = part.value and ast.Constant(...)
                body.append(ast.AnnAssign(part.target, part.annotation, default, part.simple))
            case ast.FunctionDef():
                body.append(_bare(part))
            case ast.Assign(targets=[ast.Name(name)], value=ast.Name(other)):
                assert (name, other) == ("__repr__", "__str__")
                body.append(ast.parse("def __repr__(self) -> str: ...").body[0])
    return ast.ClassDef(
        node.name, node.bases, node.keywords, [*body, *methods], node.decorator_list
    )


def _note(node: ast.AST, names: dict[str, Origin], origins: dict[str, Origin]) -> None:
    """Add to ``origins`` where the names in ``node`` come from."""
    for part in ast.walk(node):
        if not isinstance(part, ast.Name) or part.id in _KNOWN or part.id == "self":
            continue
        if part.id not in names:
            continue
        origin = names[part.id]
        assert origins.setdefault(part.id, origin) == origin, f"two meanings of {part.id}"


def _imported(name: str, origin: Origin) -> str:
    """Return the statement that imports a name."""
    if not origin.name:
        return f"import {origin.module}" + (f" as {name}" if name != origin.module else "")
    renamed = f" as {name}" if name != origin.name else ""
    return f"from {origin.module} import {origin.name}{renamed}"
