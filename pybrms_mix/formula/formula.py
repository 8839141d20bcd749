"""The class Formula, which holds the response, its addition terms and the predictors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, TypeAlias

from pybrms_mix.base.door import public_methods
from pybrms_mix.base.errors import InvalidFamily, InvalidFormula, NotSupported, Span, did_you_mean
from pybrms_mix.base.shown import Shown
from pybrms_mix.base.value_kinds import Takes
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
    Node,
    Parens,
    String,
    Tilde,
    called,
    variables,
)
from pybrms_mix.syntax.parse import parse
from pybrms_mix.syntax.summands import summands

__all__ = ["Formula", "Nonlinear", "Predictor", "Source", "read", "read_call", "with_parts"]

# All addition terms of brms. Each family declares which of them it accepts.
ADDITIONS = (
    "weights", "se", "cens", "trunc", "subset", "mi", "trials", "rate", "thres", "cat", "dec",
    "index", "vint", "vreal",
)  # fmt: skip


@public_methods
@dataclass(frozen=True)
class Formula(Shown):
    """The formula of a model, as ``bf()`` returns it.

    Attributes
    ----------
    response : Node or None
        The left-hand side without its addition terms; None if it has none.
    additions : dict of str to Call
        The addition terms, such as ``weights(w)``, by name.
    predictors : dict of str to Predictor
        The shared formula under the key "", and the formulas of further parameters under their
        names.
    constants : dict of str to float or str
        The parameters that are fixed to a number or equal to another parameter.
    family : object
        The family that ``bf(family = )`` names; None if it names none.
    left : Node or None
        The left-hand side as it was written.
    spans : dict of str to Span or None
        The places of the formulas in the user's text.
    """

    response: Node | None
    additions: dict[str, Call]
    predictors: dict[str, Predictor]
    constants: dict[str, float | str] = field(default_factory=dict)
    family: object = None  # the family of the formula; None if the formula has none
    left: Node | None = None  # the left side with its addition terms, as written
    spans: dict[str, Span | None] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Return the formulas as brms prints them.

        Returns
        -------
        list of str
            One line for each formula.
        """
        own = [f"{n} ~ {write(p.node)}" for n, p in self.predictors.items() if n]
        given = [f"{n} = {_shown(v)}" for n, v in self.constants.items()]
        left = f"{write(self.left)} ~ " if self.left is not None else "~"
        return [f"{left}{write(self.predictors[''].node)}", *own, *given]

    def text(self) -> str:
        """Return R text that parses to the same formula.

        Returns
        -------
        str
            A call of ``bf()``, or the formula alone.
        """
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
        """Divide the values of ``names`` by their sum, if all of them are fixed.

        Brms prints fixed mixing proportions in this form.

        Parameters
        ----------
        names : sequence of str
            The names of parameters, such as "theta1" and "theta2".

        Returns
        -------
        Formula
            The formula with these values; the same formula if one of them is not fixed.
        """
        given = [self.constants.get(name) for name in names]
        total = sum(v for v in given if isinstance(v, (int, float)))
        if not given or not all(isinstance(v, (int, float)) for v in given) or not total > 0:
            return self
        shares = {n: float(v) / total for n, v in zip(names, given, strict=True)}  # type: ignore[arg-type]
        return replace(self, constants={**self.constants, **shares})

    @property
    def has_dot(self) -> bool:
        """Return whether the name ``.`` of R occurs in some right-hand side."""
        return any(has_dot(p.node) for p in self.predictors.values())

    def expanded(self, columns: Sequence[str]) -> Formula:
        """Return the formula with ``.`` replaced by the sum of the columns that it stands for.

        In the shared formula, ``.`` stands for all columns that the left side does not name. In the
        formula of another parameter it stands for all columns, the response included, as in brms.

        Parameters
        ----------
        columns : sequence of str
            The names of the columns of the data.

        Returns
        -------
        Formula
            The formula without ``.``.

        Raises
        ------
        InvalidFormula
            If ``.`` stands in a group-level term, or if no column is left.
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
        """Return the formula with added parts or with another family.

        Parameters
        ----------
        other : Parts, Nonlinear or family
            The result of ``lf()``, ``nlf()`` or ``set_nl()``, or a family.

        Returns
        -------
        Formula
            A new formula; the present one stays as it is.

        Raises
        ------
        InvalidFamily
            If ``other`` is neither a part of a formula nor a family.
        """
        if isinstance(other, Parts):
            return with_parts(self, other)
        if isinstance(other, Nonlinear):
            return _declared(self, other)
        return replace(self, family=read_family(other))


@dataclass(frozen=True)
class Nonlinear:
    """Whether a formula is non-linear: the one of ``dpar``, or the shared formula if that is ""."""

    nl: bool
    dpar: str
    span: Span | None = None


Source: TypeAlias = Annotated[
    Formula | str | Node,
    Takes("a formula", InvalidFormula, 'A formula is a bf(), or R text such as "y ~ x + (1 | g)".'),
]


def _quoted(value: float | str) -> str:
    return write(String(value)) if isinstance(value, str) else repr(value)


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else number_text(rounded(value, 2))


def read(source: Source) -> Formula:
    """Return the formula that R text or a node describes; a Formula is returned unchanged."""
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
            return with_parts(read(left), helper(right))
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
            return read_call(read(first.value), rest)
    span = getattr(node, "span", None)
    raise InvalidFormula("This is not a formula.", span=span, hint=shape)


def _is_several(node: Node) -> bool:
    """Return whether a node describes a model of several responses."""
    if isinstance(node, Infix):
        return node.op == "+" and called(node.right) in ("bf", "brmsformula", "set_rescor")
    return called(node) in ("mvbf", "mvbrmsformula")


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
    names = iter(("nl", "dpar"))
    values = {
        a.name or next(names): literal(a.value) for a in node.arguments if a.value is not None
    }
    dpar = values.get("dpar")
    if isinstance(dpar, list):
        raise InvalidFormula("Cannot coerce 'dpar' to a single character value.", span=node.span)
    return Nonlinear(bool(values.get("nl", True)), "" if dpar is None else str(dpar), node.span)


def _declared(base: Formula, said: Nonlinear) -> Formula:
    """Return ``base`` with one of its formulas reinterpreted as non-linear or as linear."""
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


def _main(node: Tilde) -> Formula:
    if node.left is None:
        raise InvalidFormula(
            "The formula has no response.", span=node.span, hint="Write it before the '~'."
        )
    response, additions = _response(node.left)
    predictor = predictor_of(node.right)
    return Formula(response, additions, {"": predictor}, left=node.left)


def _response(node: Node) -> tuple[Node, dict[str, Call]]:
    """Split a left side such as ``y | weights(w) + cens(c)`` into response and addition terms."""
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


def read_call(base: Formula, arguments: Iterable[Argument]) -> Formula:
    """Return ``base`` with the further arguments of a call of ``bf()``."""
    arguments = list(arguments)
    for argument in arguments:
        if argument.name == "family":
            base = replace(base, family=argument.value)
    own = attributes(a for a in arguments if a.name in ATTRIBUTES)
    rest = [a for a in arguments if a.name not in (*ATTRIBUTES, "family")]
    if own:
        main = base.predictors[""]
        base = replace(base, predictors={**base.predictors, "": main.again(main.node, **own)})
    return with_parts(base, parts(rest))


def with_parts(base: Formula, added: Parts) -> Formula:
    """Return ``base`` with the formulas and constants of ``added``."""
    own = Parts(base.predictors, base.constants, base.spans).joined(added)
    return replace(base, predictors=own.predictors, constants=own.constants, spans=own.spans)
