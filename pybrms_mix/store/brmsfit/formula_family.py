"""The formula and the family of a fit of brms, as R text."""

from __future__ import annotations

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.rfile.language import node_of
from pybrms_mix.rfile.robjects import RObject, RVector, attributes, classes, named, texts
from pybrms_mix.rfile.streams import Damaged
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Node, Number, String

# Attributes of a formula, with the default values that need not be written.
_ATTRIBUTES = {"center": None, "cmc": "TRUE", "sparse": "FALSE", "decomp": '"none"',
               "loop": "TRUE"}  # fmt: skip


def formula_text(value: RObject) -> str:
    """Return the text of a ``brmsformula``: ``bf(...) + lf(...) + nlf(...)``.

    Raises:
        Damaged: if the value is not a formula.
        NotSupported: for several responses and for correlation structures.
    """
    if "mvbrmsformula" in classes(value):
        raise NotSupported("Models of several responses are not supported yet.")
    parts = named(value)
    main = _formula(parts.get("formula"))
    fixed = [f"{name} = {_value(given)}" for name, given in named(parts.get("pfix")).items()]
    nonlinear = ["nl = TRUE"] if _says(parts["formula"], "nl") else []
    found = [f"bf({', '.join([main, *fixed, *nonlinear, *_options(parts['formula'])])})"]
    for given in named(parts.get("pforms")).values():
        helper = "nlf" if _says(given, "nl") else "lf"
        found.append(f"{helper}({', '.join([_formula(given), *_options(given)])})")
    return " + ".join(found)


def _formula(value: RObject | None) -> str:
    if value is None or "formula" not in classes(value):
        raise Damaged("a formula is none")
    if "autocor" in attributes(value):
        structure = write(_bare(attributes(value)["autocor"]))
        raise NotSupported(f"Correlation structures are not supported yet: autocor = {structure}.")
    return write(_bare(value))


def _bare(value: RObject) -> Node:
    return node_of(value)


def _says(value: RObject, name: str) -> bool:
    held = attributes(value).get(name)
    return isinstance(held, RVector) and held.kind == "logical" and list(held.values) == [1]


def _options(value: RObject) -> list[str]:
    """Return the attributes of a formula that differ from their defaults."""
    found = []
    for name, usual in _ATTRIBUTES.items():
        held = attributes(value).get(name)
        text = write(node_of(held)) if held is not None else usual
        if text not in (None, usual):
            found.append(f"{name} = {text}")
    return found


def _value(given: RObject) -> str:
    if not isinstance(given, RVector) or len(given.values) != 1:
        raise Damaged("the value of a parameter is none")
    if given.kind == "character":
        return write(String(str(given.values[0])))
    if given.kind == "double" and float(given.values[0]) >= 0:
        return write(Number(repr(float(given.values[0]))))
    return write(node_of(given))


def family_text(value: RObject | None) -> str:
    """Return the text of a family with all links written out.

    Raises:
        Damaged: if the value is not a family.
    """
    parts = named(value)
    if value is None or _text(parts.get("family")) is None:
        raise Damaged("a family is none")
    if "mix" not in parts:
        return _single(parts)
    components = [_single(named(part)) for part in getattr(parts["mix"], "items", [])]
    order = _text(parts.get("order")) or "none"
    return f"mixture({', '.join(components)}, order = {write(String(order))})"


def _single(parts: dict[str, RObject]) -> str:
    name = _text(parts.get("family"))
    if name is None:
        raise Damaged("a family is none")
    known = [n for n in parts if n == "link" or n.startswith("link_") or n == "threshold"]
    said = {n: _text(parts[n]) for n in known}
    links = [f"{n} = {write(String(t))}" for n, t in said.items() if t is not None]
    return f"brmsfamily({', '.join([write(String(name)), *links])})"


def _text(value: RObject | None) -> str | None:
    found = texts(value)
    return found[0] if len(found) == 1 else None
