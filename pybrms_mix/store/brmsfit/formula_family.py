"""The formula and the family of a fit of brms, as R text."""

from __future__ import annotations

from collections.abc import Mapping

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.rfile.language import node_of
from pybrms_mix.rfile.robjects import RObject, RVector, attributes, classes, named, texts
from pybrms_mix.rfile.streams import Damaged
from pybrms_mix.store.brmsfit.stan_of_user import custom_family_text
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Node, Number, String

# Attributes of a formula, with the default values that need not be written.
_ATTRIBUTES = {"center": None, "cmc": "TRUE", "sparse": "FALSE", "decomp": '"none"',
               "loop": "TRUE"}  # fmt: skip


def formula_text(value: RObject) -> str:
    """Return the text of a formula of one or several responses.

    The text of one response is ``bf(...) + lf(...) + nlf(...)``. Among several, each has its own
    family: ``bf(..., family = ...) + bf(..., family = ...) + set_rescor(FALSE)``.

    Raises:
        Damaged: if the value is not a formula.
        NotSupported: for correlation structures.
    """
    parts = named(value)
    if "mvbrmsformula" not in classes(value):
        return _of_response(parts)
    forms = {name: named(form) for name, form in named(parts.get("forms")).items()}
    if not forms:
        raise Damaged("an object that should be a formula is not one")
    texts_of_forms = [
        _of_response(form, name, f"family = {family_text(form.get('family'))}")
        for name, form in forms.items()
    ]
    correlated = "TRUE" if _is_true(parts.get("rescor")) else "FALSE"
    return " + ".join([*texts_of_forms, f"set_rescor({correlated})"])


def _of_response(parts: dict[str, RObject], resp: str = "", *family: str) -> str:
    """Return the text of the formula of one response, with its family if that is given.

    ``resp`` is the name of the response among several, to which all formulas of a parameter belong.
    """
    of_resp = [f"resp = {write(String(resp))}"] if resp else []
    main = _formula(parts.get("formula"))
    fixed = [f"{name} = {_value(constant)}" for name, constant in named(parts.get("pfix")).items()]
    nonlinear = ["nl = TRUE"] if _has_true_attribute(parts["formula"], "nl") else []
    helpers = []
    for formula in named(parts.get("pforms")).values():
        helper = "nlf" if _has_true_attribute(formula, "nl") else "lf"
        helpers.append(f"{helper}({', '.join([_formula(formula), *_options(formula), *of_resp])})")
    more = [main, *fixed, *nonlinear, *_options(parts["formula"]), *family]
    return " + ".join([f"bf({', '.join(more)})", *helpers])


def _formula(value: RObject | None) -> str:
    if value is None or "formula" not in classes(value):
        raise Damaged("an object that should be a formula is not one")
    if "autocor" in attributes(value):
        structure = write(_bare(attributes(value)["autocor"]))
        raise NotSupported(f"Correlation structures are not supported yet: autocor = {structure}.")
    return write(_bare(value))


def _bare(value: RObject) -> Node:
    return node_of(value)


def _has_true_attribute(value: RObject, name: str) -> bool:
    return _is_true(attributes(value).get(name))


def _is_true(value: RObject | None) -> bool:
    return isinstance(value, RVector) and value.kind == "logical" and list(value.values) == [1]


def _options(value: RObject) -> list[str]:
    """Return the attributes of a formula that differ from their defaults."""
    texts_ = []
    for name, usual in _ATTRIBUTES.items():
        attribute = attributes(value).get(name)
        text = write(node_of(attribute)) if attribute is not None else usual
        if text not in (None, usual):
            texts_.append(f"{name} = {text}")
    return texts_


def _value(value: RObject) -> str:
    if not isinstance(value, RVector) or len(value.values) != 1:
        raise Damaged("a fixed parameter has no valid value")
    if value.kind == "character":
        return write(String(str(value.values[0])))
    if value.kind == "double" and float(value.values[0]) >= 0:
        return write(Number(repr(float(value.values[0]))))
    return write(node_of(value))


def families_text(formula: RObject, family: RObject) -> str | None:
    """Return the text of the family of a model.

    Returns None for several responses, whose families are in the text of the formula.
    """
    return None if "mvbrmsformula" in classes(formula) else family_text(family)


def family_text(value: RObject | None) -> str:
    """Return the text of a family with all links written out.

    Raises:
        Damaged: if the value is not a family.
    """
    parts = named(value)
    if value is None or _text(parts.get("family")) is None:
        raise Damaged("an object that should be a family is not one")
    mixed = components_of(parts)
    if mixed is None:
        return _single(parts)
    components = [_single(named(part)) for part in mixed]
    order = _text(parts.get("order")) or "none"
    return f"mixture({', '.join(components)}, order = {write(String(order))})"


def components_of(parts: Mapping[str, RObject]) -> list[RObject] | None:
    """Return the families of a mixture; None for a single family.

    Raises:
        Damaged: if the mixture has fewer than two components.
    """
    if "mix" not in parts:
        return None
    components: list[RObject] = getattr(parts["mix"], "items", [])
    if len(components) <= 1:
        raise Damaged("its mixture has fewer than two components")
    return components


def _single(parts: dict[str, RObject]) -> str:
    name = _text(parts.get("family"))
    if name is None:
        raise Damaged("an object that should be a family is not one")
    if name == "custom":
        return custom_family_text(parts)
    link_names = [n for n in parts if n == "link" or n.startswith("link_") or n == "threshold"]
    texts_of_links = {n: _text(parts[n]) for n in link_names}
    links = [f"{n} = {write(String(t))}" for n, t in texts_of_links.items() if t is not None]
    return f"brmsfamily({', '.join([write(String(name)), *links])})"


def _text(value: RObject | None) -> str | None:
    strings = texts(value)
    return strings[0] if len(strings) == 1 else None
