"""Reading of R text or nodes as a Formula, or as the Formulas of several responses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pybrms_mix.base.errors import (
    InvalidFamily,
    InvalidFormula,
    NotSupported,
    Span,
    did_you_mean,
    one_response_only,
)
from pybrms_mix.family.read import read as read_family
from pybrms_mix.formula.formula import (
    Formula,
    Formulas,
    Source,
    together,
    with_parts,
)
from pybrms_mix.formula.predictors import (
    ATTRIBUTES,
    Mecor,
    Nonlinear,
    Rescor,
    attributes,
    helper,
    parts,
    predictor_of,
)
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.made_text import evaluated as text_made
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Node,
    Parens,
    String,
    Tilde,
    called,
)
from pybrms_mix.syntax.parse import parse
from pybrms_mix.syntax.summands import summands

# All addition terms of brms. Each family declares which of them it accepts.
ADDITIONS = (
    "weights", "se", "cens", "trunc", "subset", "mi", "trials", "rate", "thres", "cat", "dec",
    "index", "vint", "vreal",
)  # fmt: skip
_BINDING = ("mvbind", "cbind")
_SEVERAL = ("mvbf", "mvbrmsformula")
_ONE = ("bf", "brmsformula")
_FLAGS: Mapping[str | None, type[Rescor | Mecor]] = {"set_rescor": Rescor, "set_mecor": Mecor}


def read(source: Source) -> Formula:
    """Return the formula of one response that R text or a node describes.

    Raises:
        NotSupported: for the formulas of several responses.
    """
    formula = read_any(source)
    if isinstance(formula, Formulas):
        raise one_response_only(formula.span)
    return formula


def read_any(source: Source) -> Formula | Formulas:
    """Return the formulas that R text or a node describes; formula objects stay unchanged."""
    if isinstance(source, Formula | Formulas):
        return source
    node = _formula_of(parse(source) if isinstance(source, str) else source)
    shape = "A formula has the form y ~ x + (1 | g)."
    match node:
        case Parens(body):
            return read_any(body)
        case Tilde(Infix(left, "|") | left) if left and called(left) in _BINDING:
            return _bound(node, left)
        case Tilde():
            return _main(node)
        case Infix(left, "+", right) if called(right) in ("lf", "nlf"):
            return _sum(read_any(left), helper(right))
        case Infix(left, "+", right) if called(right) == "set_nl":
            return _sum(read_any(left), _read_set_nl(right))
        case Infix(left, "+", right) if (name := called(right)) in _FLAGS:
            return _sum(read_any(left), _FLAGS[name](*_flag(right)))
        case Infix(Call() | Infix() as left, "+", right) if called(right) in (*_ONE, *_SEVERAL):
            return replace(together(read_any(left), read_any(right)), span=node.span)
        case Infix(Call() | Infix() as left, "+", right):
            return _with_family(read_any(left), _added_family(right))
        case Call(_, arguments) if called(node) in _SEVERAL:
            return _read_mvbf(node)
        case Call(_, arguments) if called(node) in _ONE:
            first = next((a for a in arguments if a.name in (None, "formula")), None)
            if first is None or first.value is None:
                raise InvalidFormula("'bf()' needs a formula.", span=node.span, hint=shape)
            rest = [a for a in arguments if a is not first]
            return read_call(read_any(first.value), rest)
    span = getattr(node, "span", None)
    raise InvalidFormula("This is not a formula.", span=span, hint=shape)


def _sum(left: Formula | Formulas, right: object) -> Formula | Formulas:
    """Return ``left + right``; an error points at the place of ``right`` in the text."""
    return left + right


def _with_family(base: Formula | Formulas, family: Node) -> Formula | Formulas:
    if isinstance(base, Formulas):
        return replace(base, forms=tuple(replace(form, family=family) for form in base.forms))
    return replace(base, family=family)


def _bound(node: Tilde, left_side: Node) -> Formulas:
    """Return a formula of each response in ``mvbind(y, z) ~ x``, with the same right side."""
    assert isinstance(left_side, Call) and node.left is not None
    responses = [a.value for a in left_side.arguments if a.value is not None]
    if not responses:
        raise InvalidFormula(f"'{called(left_side)}()' needs responses.", span=left_side.span)
    above = node.left if isinstance(node.left, Infix) else None
    lefts = (
        responses if above is None else [replace(above, left=response) for response in responses]
    )
    forms = [Formulas((_main(Tilde(response, node.right, node.span)),)) for response in lefts]
    bound = forms[0]
    for form in forms[1:]:
        bound = together(bound, form)
    return replace(bound, span=left_side.span)


def _read_mvbf(node: Call) -> Formulas:
    """Return the formulas of ``mvbf(y ~ x, z ~ x, rescor = FALSE)``."""
    combined: Formula | Formulas | None = None
    rescor: Rescor | None = None
    for argument in node.arguments:
        if argument.value is None:
            continue
        if argument.name == "rescor":
            rescor = Rescor(_truth(argument, "rescor"), argument.span)
        elif argument.name in (None, "formula"):
            formula = read_any(argument.value)
            combined = formula if combined is None else together(combined, formula)
        else:
            raise NotSupported(
                f"The argument '{argument.name}' of '{called(node)}()' is not supported.",
                span=argument.span,
                hint="The arguments are formulas and rescor.",
            )
    if combined is None:
        raise InvalidFormula(f"'{called(node)}()' needs formulas.", span=node.span)
    formulas = combined if isinstance(combined, Formulas) else Formulas((combined,))
    return replace(formulas, span=node.span, rescor=rescor.rescor if rescor else formulas.rescor)


def _flag(node: Node) -> tuple[bool, Span | None]:
    """Return the value of a call such as ``set_rescor(FALSE)``, TRUE by default, and its place."""
    assert isinstance(node, Call)
    if not node.arguments:
        return True, node.span
    return _truth(node.arguments[0], (called(node) or "").removeprefix("set_")), node.span


def _truth(argument: Argument, name: str) -> bool:
    value = None if argument.value is None else literal(argument.value)
    if not isinstance(value, bool):
        raise InvalidFormula(f"Argument '{name}' must be TRUE or FALSE.", span=argument.span)
    return value


def _formula_of(node: Node) -> Node:
    """Return the formula inside text or ``as.formula()`` of text; otherwise ``node`` itself."""
    inner = text_made(node)
    if isinstance(inner, String):
        return _formula_of(parse(inner.text))
    if isinstance(inner, Call) and called(inner) in ("as.formula", "formula"):
        first = inner.arguments[0].value if inner.arguments else None
        return inner if first is None else _formula_of(first)
    return inner


def _read_set_nl(node: Node) -> Nonlinear:
    assert isinstance(node, Call)
    names = iter(("nl", "dpar", "resp"))
    values = {
        a.name or next(names): literal(a.value) for a in node.arguments if a.value is not None
    }
    dpar = values.get("dpar")
    if isinstance(dpar, list):
        raise InvalidFormula("Cannot coerce 'dpar' to a single character value.", span=node.span)
    resp = None if values.get("resp") is None else str(values["resp"])
    return Nonlinear(
        bool(values.get("nl", True)), "" if dpar is None else str(dpar), node.span, resp
    )


def _added_family(node: Node) -> Node:
    try:
        read_family(node)
    except InvalidFamily as error:
        raise InvalidFormula(
            "Only 'lf()' or a family can be added to a formula.", span=node.span
        ) from error
    return node


def _main(node: Tilde) -> Formula:
    if node.left is None:
        raise InvalidFormula(
            "The formula has no response.",
            span=node.span,
            hint="The response is written before the '~'.",
        )
    response, additions = _response(node.left)
    predictor = predictor_of(node.right)
    return Formula(response, additions, {"": predictor}, left=node.left)


def _response(node: Node) -> tuple[Node, dict[str, Call]]:
    """Split a left side such as ``y | weights(w) + cens(c)`` into response and addition terms."""
    if not (isinstance(node, Infix) and node.op == "|"):
        return node, {}
    additions: dict[str, Call] = {}
    for part in summands(node.right):
        name = called(part)
        if name is not None and name.startswith("resp_"):
            name = name.removeprefix("resp_")
        if not isinstance(part, Call) or name not in ADDITIONS:
            raise InvalidFormula(
                f"The following addition terms are invalid:\n'{write(part)}'",
                span=part.span,
                hint=did_you_mean(name or "", ADDITIONS) or f"There are: {', '.join(ADDITIONS)}.",
            )
        if name in additions:
            raise InvalidFormula(
                f"Each addition term may only be defined once: '{name}'.", span=part.span
            )
        additions[name] = part
    return node.left, additions


def read_call(base: Formula | Formulas, arguments: Iterable[Argument]) -> Formula | Formulas:
    """Return ``base`` with the further arguments of a call of ``bf()``."""
    arguments = list(arguments)
    if isinstance(base, Formulas):
        forms = tuple(_read_call(form, arguments) for form in base.forms)
        return replace(base, forms=forms)
    return _read_call(base, arguments)


def _read_call(base: Formula, arguments: list[Argument]) -> Formula:
    for argument in arguments:
        if argument.name == "family":
            base = replace(base, family=argument.value)
    main_attributes = attributes(a for a in arguments if a.name in ATTRIBUTES)
    rest = [a for a in arguments if a.name not in (*ATTRIBUTES, "family")]
    if main_attributes:
        main = base.predictors[""]
        base = replace(
            base, predictors={**base.predictors, "": main.again(main.node, **main_attributes)}
        )
    return with_parts(base, parts(rest))
