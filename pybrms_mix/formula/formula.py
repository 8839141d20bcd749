"""Nodes to a Formula: the response, its additions, and the terms of each parameter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from pybrms_mix.base.errors import InvalidFamily, InvalidFormula, NotSupported, Span, did_you_mean
from pybrms_mix.base.shown import Shown
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.family.family_text import write as family_text
from pybrms_mix.family.read import read as read_family
from pybrms_mix.formula.predictors import (
    ATTRIBUTES,
    Parts,
    Predictor,
    attributes,
    helper,
    parts,
    predictor_of,
)
from pybrms_mix.prior.numbers import rounded
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.dots import has_dot, with_columns
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.made_text import made as text_made
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    Parens,
    String,
    Tilde,
    called,
    variables,
)
from pybrms_mix.syntax.parse import parse
from pybrms_mix.syntax.summands import summands

__all__ = ["Formula", "Predictor", "Source", "bf", "lf", "nlf", "read", "set_nl"]

# The addition terms of brms; a family says which of them it takes.
ADDITIONS = (
    "weights", "se", "cens", "trunc", "subset", "mi", "trials", "rate", "thres", "cat", "dec",
    "index", "vint", "vreal",
)  # fmt: skip


@dataclass(frozen=True)
class Formula(Shown):
    """What ``bf()`` says: ``predictors`` has the shared formula under "", others by parameter."""

    response: Node | None
    additions: dict[str, Call]
    predictors: dict[str, Predictor]
    constants: dict[str, float | str] = field(default_factory=dict)
    family: object = None  # whatever says one; None if the formula does not
    left: Node | None = None  # with the additions, as written
    spans: dict[str, Span | None] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Return the formulas as brms prints them, one a line."""
        own = [f"{n} ~ {write(p.node)}" for n, p in self.predictors.items() if n]
        given = [f"{n} = {_shown(v)}" for n, v in self.constants.items()]
        left = f"{write(self.left)} ~ " if self.left is not None else "~"
        return [f"{left}{write(self.predictors[''].node)}", *own, *given]

    def text(self) -> str:
        """Return R text that is read as the same formula."""
        main = self.predictors[""]
        said = [f"{write(self.left)} ~ {write(main.node)}" if self.left is not None else ""]
        said += [f"{n} = {_quoted(v)}" for n, v in self.constants.items()]
        if self.family is not None:
            said.append(f"family = {family_text(read_family(self.family))}")
        said += ["nl = TRUE"] if main.nl else []
        whole = f"bf({', '.join([*said, *main.said()])})"
        for name, predictor in self.predictors.items():
            if name:
                own = [f"{name} ~ {write(predictor.node)}", *predictor.said()]
                whole += f" + {'nlf' if predictor.nl else 'lf'}({', '.join(own)})"
        return whole

    def normalised(self, names: Sequence[str]) -> Formula:
        """Return the formula with the values of ``names`` divided by their sum, if all are given.

        So brms prints mixing proportions that are fixed.
        """
        given = [self.constants.get(name) for name in names]
        total = sum(v for v in given if isinstance(v, (int, float)))
        if not given or not all(isinstance(v, (int, float)) for v in given) or not total > 0:
            return self
        shares = {n: float(v) / total for n, v in zip(names, given, strict=True)}  # type: ignore[arg-type]
        return replace(self, constants={**self.constants, **shares})

    @property
    def has_dot(self) -> bool:
        """Return whether R's ``.`` stands in some right-hand side."""
        return any(has_dot(p.node) for p in self.predictors.values())

    def expanded(self, columns: Sequence[str]) -> Formula:
        """Return the formula with R's ``.`` as the columns of the data that it stands for.

        In the shared formula these are all columns that its left side does not name; brms takes
        all of them, the response too, in a formula of another parameter.

        Raises:
            InvalidFormula: if ``.`` stands in a group-level term, or no column is left.
        """
        named = {v.text for v in variables(self.left)}
        found = {}
        for name, predictor in self.predictors.items():
            if has_dot(predictor.node):
                left = () if name else named
                names = tuple(c for c in columns if c not in left)
                predictor = predictor.again(with_columns(predictor.node, names))  # noqa: PLW2901
            found[name] = predictor
        return replace(self, predictors=found)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    __repr__ = __str__

    def __add__(self, other: object) -> Formula:
        """Return the formula with what ``lf()``, ``nlf()`` or ``set_nl()`` says, or with a family.

        Raises:
            InvalidFamily: if ``other`` is neither.
        """
        if isinstance(other, Parts):
            return _with(self, other)
        if isinstance(other, Nonlinear):
            return _declared(self, other)
        return replace(self, family=read_family(other))


@dataclass(frozen=True)
class Nonlinear:
    """What ``set_nl()`` says: whether a formula is non-linear; the shared one if ``dpar`` is ""."""

    nl: bool
    dpar: str
    span: Span | None = None


Source: TypeAlias = "Formula | str | Node"


def _quoted(value: float | str) -> str:
    return write(String(value)) if isinstance(value, str) else repr(value)


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else number_text(rounded(value, 2))


def bf(formula: Source, *others: str | Parts, **options: Any) -> Formula:
    """Return the formula of a model: brms's ``bf()``.

    Args:
        formula: R text, ``"y ~ x + (1 | g)"``, or the whole call, ``"bf(y ~ x, sigma1 ~ z)"``.
        others: formulas of further parameters, ``"sigma1 ~ z"``, or ``lf(...)``, ``nlf(...)``.
        options: ``center``, ``cmc``, ``sparse``, ``decomp``, ``nl``, ``family``; any other name
            is a parameter that is given a value (``theta1=1``), equated to another
            (``sigma2="sigma1"``, or ``mu2="mu1"`` for a whole predictor) or predicted
            (``sigma1="~ z"``).

    Raises:
        RSyntaxError: if a text is not R.
        InvalidFormula: if it is not a formula, or a parameter is given twice over.

    >>> print(bf("y ~ x + (1 | g)", "sigma1 ~ x", sigma2=1.5))
    y ~ x + (1 | g)
    sigma1 ~ x
    sigma2 = 1.5
    >>> print(bf("y ~ a * exp(b * x)", "a + b ~ 1", nl=True))
    y ~ a * exp(b * x)
    a ~ 1
    b ~ 1
    """
    made = read(formula)
    if options.get("family") is not None:
        made = made + options.pop("family")
    named = [Argument(name, _node(value)) for name, value in options.items()]
    for other in others:
        made = _with(made, other if isinstance(other, Parts) else _text_parts(other))
    return _read_call(made, named)


def _text_parts(text: str) -> Parts:
    if not isinstance(text, str):
        raise InvalidFormula(
            f"This is neither a formula nor a named value: {text!r}.",
            hint='Write it as "sigma1 ~ x" or sigma1=1.5.',
        )
    return parts([Argument(None, parse(text))])


def lf(*formulas: str, **options: Any) -> Parts:
    """Return formulas to be added to a ``bf()``: brms's ``lf()``, with attributes of their own.

    >>> print(bf("y ~ x") + lf("sigma1 + sigma2 ~ x", cmc=False))
    y ~ x
    sigma1 ~ x
    sigma2 ~ x
    """
    return helper(_call("lf", formulas, options))


def nlf(formula: str, *others: str, **options: Any) -> Parts:
    """Return a non-linear formula to be added to a ``bf()``: brms's ``nlf()``.

    Its names are columns of the data and parameters that have formulas of their own.

    >>> print(bf("y ~ x") + nlf("sigma1 ~ exp(a) * x") + lf("a ~ 1"))
    y ~ x
    sigma1 ~ exp(a) * x
    a ~ 1
    """
    return helper(_call("nlf", (formula, *others), options))


def set_nl(nl: bool = True, dpar: str | None = None) -> Nonlinear:
    """Return what makes a formula non-linear when it is added: brms's ``set_nl()``.

    ``dpar`` names the parameter whose formula it is; None is the shared formula.

    >>> (bf("y ~ a * x", "a ~ 1") + set_nl()).text()
    'bf(y ~ a * x, nl = TRUE) + lf(a ~ 1)'
    """
    return Nonlinear(nl, dpar or "")


def _call(name: str, formulas: Iterable[str], options: dict[str, Any]) -> Call:
    arguments = [Argument(None, parse(f)) for f in formulas]
    arguments += [Argument(n, _node(v)) for n, v in options.items()]
    return Call(Name(name), tuple(arguments))


def read(source: Source) -> Formula:
    """Return the formula that R text or a node says; a Formula is returned as it is."""
    if isinstance(source, Formula):
        return source
    node = _formula_of(parse(source) if isinstance(source, str) else source)
    shape = "A formula is like y ~ x + (1 | g)."
    match node:
        case Parens(body):
            return read(body)
        case Tilde(Infix(left, "|") | left) if left and called(left) in ("mvbind", "cbind"):
            raise NotSupported("Models of several responses are not supported yet.", span=left.span)
        case Tilde():
            return _main(node)
        case Infix(left, "+", right) if called(right) in ("lf", "nlf"):
            return _with(read(left), helper(right))
        case Infix(left, "+", right) if called(right) == "set_nl":
            return _declared(read(left), _read_set_nl(right))
        case _ if _is_several(node):
            raise NotSupported("Models of several responses are not supported yet.", span=node.span)
        case Infix(Call() | Infix() as left, "+", right):
            return replace(read(left), family=_added_family(right))
        case Call(_, arguments) if called(node) in ("bf", "brmsformula"):
            first = next((a for a in arguments if a.name in (None, "formula")), None)
            if first is None or first.value is None:
                raise InvalidFormula("'bf()' needs a formula.", span=node.span, hint=shape)
            rest = [a for a in arguments if a is not first]
            return _read_call(read(first.value), rest)
    span = getattr(node, "span", None)
    raise InvalidFormula("This is not a formula.", span=span, hint=shape)


def _is_several(node: Node) -> bool:
    """Return whether a call makes a model of several responses, or a sum adds one to a formula."""
    if isinstance(node, Infix):
        return node.op == "+" and called(node.right) in ("bf", "brmsformula", "set_rescor")
    return called(node) in ("mvbf", "mvbrmsformula")


def _formula_of(node: Node) -> Node:
    """Return the formula that text or ``as.formula()`` of text stands for; else ``node`` itself."""
    inner = text_made(node)
    if isinstance(inner, String):
        return _formula_of(parse(inner.text))
    if isinstance(inner, Call) and called(inner) in ("as.formula", "formula"):
        first = inner.arguments[0].value if inner.arguments else None
        return inner if first is None else _formula_of(first)
    return inner


def _read_set_nl(node: Node) -> Nonlinear:
    assert isinstance(node, Call)
    names = iter(("nl", "dpar"))
    values = {
        a.name or next(names): literal(a.value) for a in node.arguments if a.value is not None
    }
    dpar = values.get("dpar")
    if isinstance(dpar, list):
        raise InvalidFormula("Cannot coerce 'dpar' to a single character value.", span=node.span)
    return Nonlinear(bool(values.get("nl", True)), "" if dpar is None else str(dpar), node.span)


def _declared(base: Formula, said: Nonlinear) -> Formula:
    """Return ``base`` with one of its formulas read as non-linear, or as linear."""
    if said.dpar not in base.predictors:
        raise InvalidFormula(f"Parameter '{said.dpar}' has no formula.", span=said.span)
    old = base.predictors[said.dpar]
    new = {said.dpar: old.again(old.node, nl=said.nl)}
    return replace(base, predictors={**base.predictors, **new})


def _added_family(node: Node) -> Node:
    try:
        read_family(node)
    except InvalidFamily as error:
        raise InvalidFormula(
            "Only 'lf()' or a family can be added to a formula.", span=node.span
        ) from error
    return node


def _node(value: Any) -> Node:
    """Return a Python value as the node that R text would give."""
    match value:
        case bool():
            return Name("TRUE" if value else "FALSE")
        case None:
            return Name("NULL")
        case str() if "~" in value:
            return parse(value)
        case str():
            return String(value)
        case int() | float():
            return parse(repr(value))
    raise InvalidFormula(
        f"A formula has no use for {value!r}.",
        hint='A parameter takes a number, the name of another, or a formula: sigma1="~ x".',
    )


def _main(node: Tilde) -> Formula:
    if node.left is None:
        raise InvalidFormula(
            "The formula has no response.", span=node.span, hint="Write it before the '~'."
        )
    response, additions = _response(node.left)
    predictor = predictor_of(node.right)
    return Formula(response, additions, {"": predictor}, left=node.left)


def _response(node: Node) -> tuple[Node, dict[str, Call]]:
    """Take ``y | weights(w) + cens(c)`` apart."""
    if not (isinstance(node, Infix) and node.op == "|"):
        return node, {}
    found: dict[str, Call] = {}
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
        if name in found:
            raise InvalidFormula(
                f"Each addition term may only be defined once: '{name}'.", span=part.span
            )
        found[name] = part
    return node.left, found


def _read_call(base: Formula, arguments: Iterable[Argument]) -> Formula:
    """Return ``base`` with the further arguments of ``bf()``."""
    arguments = list(arguments)
    for argument in arguments:
        if argument.name == "family":
            base = replace(base, family=argument.value)
    own = attributes(a for a in arguments if a.name in ATTRIBUTES)
    rest = [a for a in arguments if a.name not in (*ATTRIBUTES, "family")]
    if own:
        main = base.predictors[""]
        base = replace(base, predictors={**base.predictors, "": main.again(main.node, **own)})
    return _with(base, parts(rest))


def _with(base: Formula, added: Parts) -> Formula:
    """Return ``base`` with ``added``."""
    own = Parts(base.predictors, base.constants, base.spans).joined(added)
    return replace(base, predictors=own.predictors, constants=own.constants, spans=own.spans)
