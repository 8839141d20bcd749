"""Read R text, nodes or Python values of a family into a Mixture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pybrms_mix.base.errors import InvalidFamily, Span, did_you_mean
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.catalogue import function, named
from pybrms_mix.family.choice import Choice, LinkText, argument_names, by_function, by_string
from pybrms_mix.family.custom_family import from_call
from pybrms_mix.family.family_call import FamilyCall
from pybrms_mix.family.mix import mixed, repeated, single
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Prefix,
    String,
    Tilde,
    called,
)
from pybrms_mix.syntax.parse import parse
from pybrms_mix.syntax.spelling import value as number_value

_WORD = re.compile(r"[A-Za-z][\w.]*")
# Values of ``order`` in R text besides strings.
_FLAGS = {"TRUE": True, "T": True, "FALSE": False, "F": False, "NA": float("nan"), "NULL": None}
# The names that other packages give to the number of components.
_COUNTS = ("k", "n", "ncomp", "n_components", "components", "nclass", "g")
_OPTIONS = ("nmix", "order", "flist", "gr", "refcat", "shared", "class")
_NODES = (Name, Number, String, Infix, Prefix, Parens, Tilde, Call)


def read(family: Node | str | object) -> Mixture:
    """Return the mixture that ``family`` describes: R text, nodes, or a value of this package.

    A text of one word counts as brms's *string*: ``"gamma"`` has the link "log", while ``Gamma`` in
    R text is R's function with the link "inverse". A mixture logs its default order (logger
    "pybrms_mix", level INFO).

    Raises:
        InvalidFamily: with brms's message, for everything that brms refuses.
        NotSupported: for a family of brms that this package lacks.
    """
    if isinstance(family, Mixture):
        return family
    node = _node(family)
    if isinstance(node, Call) and called(node) == "mixture":
        return _mixture(node)
    return single(choice(family))


def read_all(family: Node | str | object, count: int) -> tuple[Mixture, ...]:
    """Return the mixtures of ``count`` responses: one family for all, or a list of families.

    Raises:
        InvalidFamily: if the list has another length. See ``read``.
    """
    node = _node(family) if isinstance(family, (str, *_NODES)) else None
    families: Sequence[object] = [family] * count
    if isinstance(node, Call) and called(node) == "list":
        families = [a.value for a in node.arguments]
    elif isinstance(family, list | tuple):
        families = family
    if len(families) != count:
        raise InvalidFamily(
            "If 'family' is a list, it has to be of the same length as the number of response "
            "variables.",
            hint=f"There are {count} responses, but {len(families)} families.",
        )
    return tuple(read(item) for item in families)


def choice(family: Node | str | object) -> Choice:
    """Return the single family that ``family`` describes, with its links. See ``read``.

    Raises:
        InvalidFamily: for anything other than a single family, nested mixtures included.
    """
    if isinstance(family, FamilyCall):
        return family.choice()
    node = _node(family)
    match node:
        case String(text, span):
            return by_string(text, {}, span)
        case Name(text, span) | Infix(_, "::", Name(text), span):
            return by_function(text, {}, span)
        case Call():
            return _call(node, called(node))
    if isinstance(node, Tilde):
        raise _invalid(node.span, f'This is a formula. Add it as bf("{write(node)}").')
    raise _invalid(getattr(node, "span", None), _remedy(family))


_SPELT = (str, FamilyCall, Mixture)


def _remedy(family: object) -> str:
    if isinstance(family, (list, tuple)) and all(isinstance(f, _SPELT) for f in family):
        return f"Write mixture({', '.join(map(str, family))})."
    return 'Give a family, such as "gaussian", or a mixture: mixture("gaussian", nmix=2).'


def _node(family: object) -> Node | None:
    if isinstance(family, str):
        text = family.strip()
        if _WORD.fullmatch(text):
            return String(text, Span(text, 0, len(text)))
        return parse(family)
    return family if isinstance(family, _NODES) else None


def _invalid(span: Span | None, hint: str = "") -> InvalidFamily:
    return InvalidFamily("Argument 'family' is invalid.", span=span, hint=hint)


def _call(node: Call, name: str | None) -> Choice:
    if name == "custom_family":
        return from_call(node)
    if name == "brmsfamily":
        return _brmsfamily(node)
    if name == "c":
        return _pair(node)
    if name == "mixture":
        raise _invalid(node.span, "Mixtures cannot be nested: name all families in one mixture().")
    if name == "list":
        raise _invalid(
            node.span, "A list of families is passed as flist: mixture(flist = list(...))."
        )
    if name is None:
        raise _invalid(node.span)
    parameters = argument_names(function(name, node.function.span))
    return by_function(name, _links(node.arguments, parameters), node.span)


def _brmsfamily(node: Call) -> Choice:
    """Read ``brmsfamily("gaussian", "log", link_sigma = "identity")``."""
    place = next((i for i, a in enumerate(node.arguments) if a.name == "family"), None)
    if place is None:
        place = next((i for i, a in enumerate(node.arguments) if a.name is None), None)
    value = node.arguments[place].value if place is not None else None
    if place is None or not isinstance(value, String):
        raise _invalid(
            node.span,
            'brmsfamily() needs the name of the family as a string: brmsfamily("student").',
        )
    rest = node.arguments[:place] + node.arguments[place + 1 :]
    parameters = argument_names(named(value.text, value.span))
    return by_string(value.text, _links(rest, parameters), value.span)


def _pair(node: Call) -> Choice:
    """Read ``c("gaussian", "log")``: a family and its link."""
    texts = [a.value for a in node.arguments]
    match texts:
        case [String(text, span)]:
            return by_string(text, {}, span)
        case [String(text, span), String(link, place)]:
            return by_string(text, {"link": LinkText(link, place)}, span)
    raise _invalid(node.span)


def _links(arguments: Sequence[Argument], parameters: Sequence[str]) -> dict[str, LinkText]:
    """Return the links by argument name.

    As in R, unnamed arguments fill the free places from the left.
    """
    named_links = {a.name for a in arguments if a.name}
    free = [p for p in parameters if p not in named_links]
    links: dict[str, LinkText] = {}
    for argument in arguments:
        link = _link(argument)
        if argument.name is None and not free:
            raise InvalidFamily(f'unused argument ("{link.text}")', span=argument.span)
        links[argument.name or free.pop(0)] = link
    return links


def _link(argument: Argument) -> LinkText:
    match argument.value:
        case String(text, span) | Name(text, span):
            return LinkText(text, span)
        case Infix(span=Span() as span):
            # R's stats package accepts an unquoted 1/mu^2.
            return LinkText(re.sub(r"\s", "", span.text[span.start : span.end]), span)
    raise InvalidFamily("Argument 'link' must be of length 1.", span=argument.span)


def _mixture(node: Call) -> Mixture:
    options = {a.name: a for a in node.arguments if a.name in _OPTIONS}
    families = [a.value for a in node.arguments if a.name not in options]
    _check_named(node.arguments)
    choices = [choice(f) for f in (*families, *_listed(options.get("flist")))]
    if "nmix" in options:
        nmix = options["nmix"]
        choices = repeated(choices, _numbers(nmix.value, nmix.span), nmix.span)
    order = options.get("order")
    value = _flag(order) if order else None
    groups = _column(options["gr"]) if "gr" in options else None
    free = _is_free(options["refcat"]) if "refcat" in options else False
    shared = _names(options["shared"]) if "shared" in options else []
    places = {n: a.span for n, a in options.items()}
    at = order.span if order else node.span
    class_ = _class(options["class"]) if "class" in options else None
    return mixed(choices, value, at, groups, free, shared, places, class_)


def _check_named(arguments: Sequence[Argument]) -> None:
    """Refuse a named number, which is no family: ``mixture(gaussian, K = 2)``.

    R passes an argument with any other name on as a family.
    """
    for argument in arguments:
        if argument.name not in (None, *_OPTIONS) and isinstance(argument.value, Number):
            alike = did_you_mean(argument.name, _OPTIONS, "Its arguments are")
            count = "The number of components is nmix: mixture(gaussian, nmix = 2)."
            raise InvalidFamily(
                f"'mixture()' has no argument '{argument.name}'.",
                span=argument.span,
                hint=count if argument.name.casefold() in _COUNTS else alike,
            )


def _is_free(refcat: Argument) -> bool:
    """Return whether no component is the reference: ``refcat = NA`` (brms >= 2.24)."""
    if refcat.value in (Name("NA"), Name("NULL")):
        return refcat.value == Name("NA")
    raise InvalidFamily(
        "For mixture models, 'refcat' can only be NULL or NA.", span=refcat.span,
        hint="The reference is the component whose theta has no formula.",
    )  # fmt: skip


def _column(gr: Argument) -> str | None:
    match gr.value:
        case String(text):
            return text
        case Name("NULL"):
            return None
    raise InvalidFamily(
        "Argument 'gr' must be the name of a column.", span=gr.span, hint='For instance gr = "id".'
    )


def _class(name: Argument) -> str | None:
    match name.value:
        case String(text) | Name(text) if text != "NULL":
            return text
        case Name("NULL"):
            return None
    raise InvalidFamily(
        "Argument 'class' must be a name.", span=name.span, hint='For instance class = "shared".'
    )


def _names(shared: Argument) -> list[str]:
    """Return the strings of ``"x"`` or ``c("x", "z")``; "" for an element that is not a string."""
    match shared.value:
        case Name("NULL"):
            return []
        case Call(_, arguments) if called(shared.value) == "c":
            values = [a.value for a in arguments]
        case value:
            values = [value]
    return [v.text if isinstance(v, String) else "" for v in values]


def _listed(flist: Argument | None) -> list[Node | None]:
    value = flist.value if flist else None
    if value is None or value == Name("NULL"):
        return []
    if isinstance(value, Call) and called(value) == "list":
        return [a.value for a in value.arguments]
    raise _invalid(value.span, "flist must be a list: flist = list(gaussian, student).")


def _numbers(node: Node | None, span: Span | None) -> list[float | str]:
    match node:
        case Number(text):
            return [text.rstrip("L")]
        case String(text):
            return [text]
        case Prefix("-" | "+" as sign, Number(text)):
            return [sign + text.rstrip("L")]
        case Parens(body):
            return _numbers(body, span)
        case Call(_, arguments) if called(node) == "c":
            return [n for a in arguments for n in _numbers(a.value, span)]
    # Any other value is not a count, and the caller refuses it with brms's message.
    return ["NA"]


def _flag(order: Argument) -> str | bool | float | None:
    match order.value:
        case String(text):
            return text
        case Name(text) if text in _FLAGS:
            return _FLAGS[text]
        case Number(text):
            return float(number_value(text))
    raise InvalidFamily("Argument 'order' must be of length 1.", span=order.span)
