"""The classes Formula, of one response, and Formulas, of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, TypeAlias

from pybrms_mix.base.errors import InvalidFormula, Span
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.base.value_kinds import Takes
from pybrms_mix.design.response_names import response_name
from pybrms_mix.family.read import read as read_family
from pybrms_mix.formula.formula_parts import (
    UNRELATED,
    calls_of,
    declared,
    lines_of_several,
    of_response,
    text_of_several,
    with_parts,
    with_parts_of,
)
from pybrms_mix.formula.predictors import Mecor, Nonlinear, Parts, Predictor, Rescor, shown
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.dots import has_dot, with_columns
from pybrms_mix.syntax.nodes import Call, Node, variables

__all__ = ["Formula", "Formulas", "Predictor", "Source", "declared", "together", "with_parts"]


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
    mecor : bool
        Whether variables with measurement error are correlated.
    """

    response: Node | None
    additions: dict[str, Call]
    predictors: dict[str, Predictor]
    constants: dict[str, float | str] = field(default_factory=dict)
    family: object = None  # the family of the formula; None if the formula has none
    left: Node | None = None  # the left side with its addition terms, as written
    spans: dict[str, Span | None] = field(default_factory=dict)
    mecor: bool = True

    def lines(self) -> list[str]:
        """Return the formulas as brms prints them.

        Returns
        -------
        list of str
            One line for each formula.

        Examples
        --------
        >>> from pybrms_mix import bf
        >>> bf("y ~ x", "sigma ~ z").lines()
        ['y ~ x', 'sigma ~ z']
        """
        predicted = [f"{n} ~ {write(p.node)}" for n, p in self.predictors.items() if n]
        fixed = [f"{n} = {shown(v)}" for n, v in self.constants.items()]
        response = f"{write(self.left)} ~ " if self.left is not None else "~"
        return [f"{response}{write(self.predictors[''].node)}", *predicted, *fixed]

    def text(self) -> str:
        """Return R text that parses to the same formula.

        Returns
        -------
        str
            A call of ``bf()``, or the formula alone.

        Examples
        --------
        >>> from pybrms_mix import bf
        >>> bf("y ~ x", "sigma ~ z").text()
        'bf(y ~ x) + lf(sigma ~ z)'
        """
        return " + ".join([*calls_of(self), *([] if self.mecor else [UNRELATED])])

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

        Examples
        --------
        >>> from pybrms_mix import bf
        >>> bf("y ~ x", theta1=1, theta2=3).normalised(["theta1", "theta2"]).constants
        {'theta1': 0.25, 'theta2': 0.75}
        """
        fixed = [self.constants.get(name) for name in names]
        total = sum(v for v in fixed if isinstance(v, (int, float)))
        if not fixed or not all(isinstance(v, (int, float)) for v in fixed) or not total > 0:
            return self
        shares = {n: float(v) / total for n, v in zip(names, fixed, strict=True)}  # type: ignore[arg-type]
        return replace(self, constants={**self.constants, **shares})

    @property
    def has_dot(self) -> bool:
        """Return whether the name ``.`` of R occurs in some right-hand side.

        Returns
        -------
        bool
            True if a formula has to be ``expanded()``.

        Examples
        --------
        >>> from pybrms_mix import bf
        >>> bf("y ~ .").has_dot, bf("y ~ x").has_dot
        (True, False)
        """
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

        Examples
        --------
        >>> from pybrms_mix import bf
        >>> bf("y ~ .").expanded(["y", "x", "z"])
        y ~ x + z
        """
        in_response = {v.text for v in variables(self.left)}
        expanded = {}
        for name, predictor in self.predictors.items():
            if has_dot(predictor.node):
                excluded = () if name else in_response
                names = tuple(c for c in columns if c not in excluded)
                predictor = predictor.again(with_columns(predictor.node, names))  # noqa: PLW2901
            expanded[name] = predictor
        return replace(self, predictors=expanded)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    __repr__ = __str__

    def __add__(self, other: object) -> Formula | Formulas:
        """Return the formula with added parts, with another family, or beside another formula.

        Parameters
        ----------
        other : Parts, Nonlinear, Mecor, Formula, Formulas or family
            The result of ``lf()``, ``nlf()``, ``set_nl()``, ``set_mecor()``, ``bf()`` or
            ``mvbf()``, or a family.

        Returns
        -------
        Formula or Formulas
            A new formula; the present one stays as it is. Together with the formula of another
            response it is a model of several responses.

        Raises
        ------
        InvalidFamily
            If ``other`` is neither a part of a formula nor a family.
        """
        if isinstance(other, Parts):
            return with_parts(self, other)
        if isinstance(other, Nonlinear):
            return declared(self, other)
        if isinstance(other, Formula | Formulas):
            return together(self, other)
        if isinstance(other, Mecor):
            return replace(self, mecor=other.mecor)
        if isinstance(other, Rescor):
            raise InvalidFormula("Setting 'rescor' is only possible in multivariate models.")
        return replace(self, family=read_family(other))


@public_methods
@dataclass(frozen=True)
class Formulas(Shown):
    """The formulas of several responses, as ``mvbf()`` or ``bf() + bf()`` return them.

    Attributes
    ----------
    forms : tuple of Formula
        The formula of each response.
    rescor : bool or None
        Whether residuals are correlated across responses; None if the user did not set it.
    common : Parts
        The formulas and values of the proportions of the latent class that the responses share.
    span : Span or None
        The place in the user's text.
    """

    forms: tuple[Formula, ...]
    rescor: bool | None = None
    common: Parts = field(default_factory=lambda: Parts({}, {}))
    span: Span | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of each response, as brms has it in the names of variables.

        Returns
        -------
        tuple of str
            The names without dots and underscores.

        Examples
        --------
        >>> from pybrms_mix import mvbf
        >>> mvbf("y_1 ~ x", "z ~ 1").names
        ('y1', 'z')
        """
        return tuple(response_name(form.response) for form in self.forms)

    @property
    def has_dot(self) -> bool:
        """Return whether the name ``.`` of R occurs in some right-hand side.

        Returns
        -------
        bool
            True if a formula has to be ``expanded()``.

        Examples
        --------
        >>> from pybrms_mix import mvbf
        >>> mvbf("y ~ x", "z ~ .").has_dot
        True
        """
        return any(form.has_dot for form in self.forms)

    def expanded(self, columns: Sequence[str]) -> Formulas:
        """Return the formulas with ``.`` replaced by columns; see ``Formula.expanded``.

        Parameters
        ----------
        columns : sequence of str
            The names of the columns of the data.

        Returns
        -------
        Formulas
            The formulas without ``.``.

        Examples
        --------
        >>> from pybrms_mix import bf
        >>> (bf("y ~ x") + bf("z ~ .")).expanded(["y", "x", "z"]).lines()
        ['y ~ x', 'z ~ y + x ']
        """
        return replace(self, forms=tuple(form.expanded(columns) for form in self.forms))

    def lines(self) -> list[str]:
        """Return the formulas as brms prints them.

        Returns
        -------
        list of str
            One line for each formula.

        Examples
        --------
        >>> from pybrms_mix import bf
        >>> (bf("y ~ x") + bf("z ~ x")).lines()
        ['y ~ x', 'z ~ x ']
        """
        return lines_of_several(self)

    def text(self) -> str:
        """Return R text that parses to the same formulas.

        Returns
        -------
        str
            A sum of calls of ``bf()`` and other functions of brms.

        Examples
        --------
        >>> from pybrms_mix import bf
        >>> (bf("y ~ x") + bf("z ~ x")).text()
        'bf(y ~ x) + bf(z ~ x)'
        """
        return text_of_several(self)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    __repr__ = __str__

    def __add__(self, other: object) -> Formulas:
        """Return the formulas with another response, with added parts or with a family for all.

        Parameters
        ----------
        other : Formula, Formulas, Rescor, Mecor, Parts or family
            The result of ``bf()``, ``mvbf()``, ``set_rescor()``, ``set_mecor()`` or
            ``lf(resp = )``, or a family.

        Returns
        -------
        Formulas
            New formulas; the present ones stay as they are.

        Raises
        ------
        InvalidFormula
            If two formulas have the same response, or if parts do not name their response.
        """
        if isinstance(other, Formula | Formulas):
            return together(self, other)
        if isinstance(other, Rescor):
            return replace(self, rescor=other.rescor)
        if isinstance(other, Mecor):
            return replace(self, forms=tuple(replace(f, mecor=other.mecor) for f in self.forms))
        if isinstance(other, Parts):
            return with_parts_of(self, other)
        if isinstance(other, Nonlinear):
            return of_response(self, other.resp, other.span, lambda form: declared(form, other))
        family = read_family(other)
        return replace(self, forms=tuple(replace(form, family=family) for form in self.forms))


Source: TypeAlias = Annotated[
    Formula | Formulas | str | Node,
    Takes(
        "a formula",
        InvalidFormula,
        'A formula is either the result of bf(), or R text such as "y ~ x + (1 | g)".',
    ),
]


def together(left: Formula | Formulas, right: Formula | Formulas) -> Formulas:
    """Return the formulas of all responses of ``left`` and ``right``.

    Raises:
        InvalidFormula: in brms's words, if two formulas have the same response.
    """
    sides = [s if isinstance(s, Formulas) else Formulas((s,)) for s in (left, right)]
    forms = tuple(form for side in sides for form in side.forms)
    names = [response_name(form.response) for form in forms]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise InvalidFormula(
                "Cannot use the same response variable twice in the same model.",
                span=getattr(forms[at].response, "span", None),
                hint=f"Without dots and underscores, two responses have the name '{name}'.",
            )
    rescors = [side.rescor for side in sides if side.rescor is not None]
    common = sides[0].common.joined(sides[1].common)
    return Formulas(forms, rescors[-1] if rescors else None, common, sides[0].span)
