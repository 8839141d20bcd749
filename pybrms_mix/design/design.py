"""The design matrix of a right-hand side, with the columns and column names of R and brms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula, UnknownVariable
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.contrasts import columns_of
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import RESERVED, Frame
from pybrms_mix.design.rvalues import Factor, Matrix, Rows, quoted
from pybrms_mix.design.terms import Term, Terms
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Name, Node, called, children

NO_UNIT: frozenset[str] = frozenset()

_INTERCEPT = "(Intercept)"

# brms replaces these characters in names of columns, in this order.
_RENAMED = (
    *((mark, "") for mark in " ()[],\"'?"),
    ("+", "P"), ("-", "M"), ("*", "MU"), ("/", "D"), ("^", "E"), ("=", "EQ"),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Design:
    """A design matrix under the column names of brms, with the recipe that applies to other rows.

    Attributes:
        matrix: the matrix, shape (N, K), float64.
        columns: the names ("Intercept", "x", "fb", "x:fb", "IxE2"); an intercept comes first.
        intercept: whether there is an intercept; ``0 + Intercept`` is a column, not an intercept.
        recipe: the construction of the columns.
        picked: the positions of the columns among those of the recipe; None selects all columns.
        owners: the position of the term of each column in the recipe; -1 for the intercept.
    """

    matrix: np.ndarray
    columns: tuple[str, ...]
    intercept: bool
    recipe: Recipe
    picked: tuple[int, ...] | None = None
    owners: tuple[int, ...] = ()

    @classmethod
    def of(
        cls, node: Node | None, frame: Frame, *, cmc: bool = True, unit: frozenset[str] = NO_UNIT
    ) -> Design:
        """Build the design matrix of a right-hand side without group-level terms and offsets.

        Args:
            node: the right-hand side; None is an empty one, which has an intercept only.
            frame: the rows of the data.
            cmc: whether a factor without an intercept is coded by cell means; otherwise by
                contrasts.
            unit: the functions whose calls count as a column of ones, because the program
                multiplies the column by a quantity of its own: ``mo`` of ``mo(x):z``. A variable
                with such a call in it, such as ``exp(mi(x))``, counts as well.

        Raises:
            InvalidFormula: if ``node`` is not a formula, or if two columns have the same name.
            InvalidData: if a factor has a single level, or if an expression is not finite.
        """
        key = (cls, node, cmc, unit)
        if key not in frame.cache:
            frame.cache[key] = _computed(_recipe(node, frame, cmc, unit))
        design: Design = frame.cache[key]
        return design

    def only(self, columns: Collection[str]) -> Design:
        """Return the design with the columns in ``columns`` only, in the order of the design."""
        return self._only(tuple(i for i, name in enumerate(self.columns) if name in columns))

    def _only(self, picked: tuple[int, ...]) -> Design:
        names = tuple(self.columns[i] for i in picked)
        intercept = self.intercept and 0 in picked
        owners = tuple(self.owners[i] for i in picked)
        return Design(self.matrix[:, list(picked)], names, intercept, self.recipe, picked, owners)

    @property
    def reads(self) -> frozenset[str]:
        """Return the names of the variables from which the columns are computed."""
        return frozenset(name for e in self.recipe.expressions for name in e.columns)

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the variables of each term, those of fewer variables first."""
        expressions = self.recipe.expressions
        terms = (
            dict.fromkeys(name for place in sorted(term) for name in expressions[place].columns)
            for term in self.recipe.terms
        )
        return tuple(sorted((tuple(names) for names in terms if names), key=len))

    def discrete(self) -> frozenset[str]:
        """Return the variables that calls such as ``factor(m)`` make discrete."""
        discrete_calls = (e for e in self.recipe.expressions if isinstance(e.result, Factor))
        return frozenset(name for e in discrete_calls for name in e.columns)

    def at(self, frame: Frame) -> Design:
        """Return the same columns on other rows, with the bases, centres and levels of the fit.

        Raises:
            UnknownLevel: if an expression such as ``factor(m)`` has a level that the fit does not
                have.
        """
        key = (Design, self.recipe)
        if key not in frame.cache:
            frame.cache[key] = _computed(self.recipe.at(frame))
        design: Design = frame.cache[key]
        return design if self.picked is None else design._only(self.picked)


@dataclass(frozen=True, eq=False)
class Recipe:
    """The construction of the columns of a design matrix.

    Attributes:
        terms: the terms, in the order of the columns.
        expressions: the evaluated variables of the terms.
        full: for each term, the factors that have one dummy variable per level instead of
            contrasts.
        intercept: whether the first column is an intercept.
        size: the number of rows.
        units: the positions of the variables that are columns of ones.
    """

    terms: tuple[Term, ...]
    expressions: tuple[Expression, ...]
    full: tuple[Term, ...]
    intercept: bool
    size: int
    units: Term = frozenset()

    def at(self, frame: Frame) -> Recipe:
        """Return the recipe with its expressions evaluated on other rows."""
        expressions = tuple(
            replace(e, result=np.ones(frame.N)) if k in self.units else e.at(frame)
            for k, e in enumerate(self.expressions)
        )
        return replace(self, expressions=expressions, size=frame.N)


def _recipe(node: Node | None, frame: Frame, cmc: bool, unit: frozenset[str]) -> Recipe:
    terms = Terms.of(node)
    reserved = _check_reserved(terms, frame)
    units = frozenset(k for k, v in enumerate(terms.variables) if _calls(v, unit))
    expressions = tuple(
        Expression(variable, np.ones(frame.N), {})
        if k in units
        else Expression.of(variable, frame, repeat=False, all_rows=True)
        for k, variable in enumerate(terms.variables)
    )
    factors = frozenset(k for k, e in enumerate(expressions) if _is_factor(e.result))
    # brms codes factors beside 0 + Intercept as if there were an intercept.
    full = _fully_coded(terms, factors, has_intercept=terms.intercept or reserved or not cmc)
    return Recipe(terms.terms, expressions, full, terms.intercept, frame.N, units)


def _calls(node: Node, functions: frozenset[str]) -> bool:
    """Return whether ``node`` is, or contains, a call of one of the functions."""
    return called(node) in functions or any(_calls(child, functions) for child in children(node))


def _check_reserved(terms: Terms, frame: Frame) -> bool:
    """Return whether the formula has the reserved column ``Intercept`` and no intercept."""
    reserved_variables = [v for v in terms.variables if isinstance(v, Name) and v.text in RESERVED]
    for name in reserved_variables:
        if terms.intercept and name.text not in frame.data:
            raise UnknownVariable(
                "The following variables can neither be found in 'data' nor in 'data2':"
                f"\n'{name.text}'",
                span=name.span,
                hint=f"Write 0 + {name.text}: the intercept can be named only in a formula "
                "without its own intercept.",
            )
        if terms.intercept:
            continue
        if name.text in frame.data and not (frame.data[name.text] == 1).all():
            raise InvalidData(
                f"Variable name '{name.text}' is reserved in models without a"
                " population-level intercept.",
                span=name.span,
            )
        if name.text == "intercept":
            warn(
                "Reserved variable name 'intercept' is deprecated. Please use 'Intercept' instead."
            )
    return bool(reserved_variables) and not terms.intercept


def _is_factor(rows: Rows) -> bool:
    return isinstance(rows, Factor) or (isinstance(rows, np.ndarray) and rows.dtype == bool)


def _fully_coded(terms: Terms, factors: Term, *, has_intercept: bool) -> tuple[Term, ...]:
    """Return the factors of each term that have dummy variables, by R's rule of marginality.

    A factor is coded by contrasts if an earlier term consists of all other variables of its term. A
    factor that is alone in its term is always coded by contrasts, except the first factor of a
    model without an intercept.
    """
    full = []
    for place, term in enumerate(terms.terms):
        earlier = terms.terms[:place]
        marginal_terms = ((factor, term - {factor}) for factor in term & factors)
        full.append(
            frozenset(
                factor
                for factor, rest in marginal_terms
                if rest and not any(rest <= t for t in earlier)
            )
        )
    first = next((k for k, term in enumerate(terms.terms) if term & factors), None)
    if not has_intercept and first is not None:
        full[first] |= {min(terms.terms[first] & factors)}
    return tuple(full)


def names_of_r(design: Design) -> tuple[str, ...]:
    """Return the names that R gives the columns of a design, such as "I(x^2)" and "fb:x"."""
    names = _blocks(design.recipe)[1]
    column_numbers = range(len(names)) if design.picked is None else design.picked
    return tuple("(Intercept)" if names[i] == _INTERCEPT else names[i] for i in column_numbers)


def _computed(recipe: Recipe) -> Design:
    blocks, names, owners = _blocks(recipe)
    matrix = np.column_stack(blocks) if blocks else np.zeros((recipe.size, 0))
    matrix.flags.writeable = False
    return Design(matrix, renamed(names), recipe.intercept, recipe, None, tuple(owners))


def _blocks(recipe: Recipe) -> tuple[list[np.ndarray], list[str], list[int]]:
    """Return the columns of a design, their names in R, and the position of the term of each."""
    blocks: list[np.ndarray] = []
    names: list[str] = []
    owners: list[int] = []
    if recipe.intercept:
        blocks.append(np.ones((recipe.size, 1)))
        names.append(_INTERCEPT)
        owners.append(-1)
    for place, (term, full) in enumerate(zip(recipe.terms, recipe.full, strict=True)):
        parts = [_columns(recipe.expressions[k], full=k in full) for k in sorted(term)]
        columns, labels = _product(parts)
        blocks.extend(columns)
        names.extend(labels)
        owners.extend([place] * len(labels))
    return blocks, names, owners


def _columns(expression: Expression, *, full: bool) -> tuple[list[np.ndarray], list[str]]:
    """Return the columns of one variable, with the names that R assigns to them."""
    label = write(expression.node)
    rows = expression.result
    if isinstance(rows, np.ndarray) and rows.dtype == bool:
        rows = Factor(rows.astype(np.int64), ("FALSE", "TRUE"))
    match rows:
        case Factor():
            try:
                values, endings = columns_of(rows, full=full)
            except InvalidData as error:
                error.span = expression.node.span
                error.hint = (
                    f"The number of levels of '{label}' is {len(rows.levels)}: leave the factor "
                    "out of the formula."
                )
                raise
        case Matrix():
            # R appends no column name to the name of a matrix with a single column.
            values, endings = rows.values, rows.names if len(rows.names) > 1 else ("",)
        case numbers:
            values, endings = numbers.astype(np.float64)[:, None], ("",)
    if not np.isfinite(values).all():
        infinite_rows = int((~np.isfinite(values).all(axis=1)).sum())
        raise InvalidData(
            f"'{label}' is infinite in {infinite_rows} of {len(values)} rows.",
            span=expression.node.span,
            hint="Remove or correct these rows.",
        )
    return list(values.T), [f"{label}{ending}" for ending in endings]


def _product(
    parts: Sequence[tuple[list[np.ndarray], list[str]]],
) -> tuple[list[np.ndarray], list[str]]:
    """Return all products of one column per variable; the first variable varies fastest."""
    if len(parts) == 1:
        return parts[0]
    columns, labels = [], []
    for choice in product(*(range(len(names)) for _, names in reversed(parts))):
        choices = list(zip(parts, reversed(choice), strict=True))
        columns.append(np.prod([values[k] for (values, _), k in choices], axis=0))
        labels.append(":".join(names[k] for (_, names), k in choices))
    return columns, labels


def renamed(names: Sequence[str]) -> tuple[str, ...]:
    """Convert column names of R to those of brms.

    Raises:
        InvalidFormula: if two columns have the same name, with the message of brms.

    >>> renamed(["(Intercept)", "I(x^2)", "x:fb"])
    ('Intercept', 'IxE2', 'x:fb')
    """
    new_names = []
    for name in names:
        for mark, word in _RENAMED:
            name = name.replace(mark, word)  # noqa: PLW2901
        new_names.append(name)
    twice = [name for name, new in zip(names, new_names, strict=True) if new_names.count(new) > 1]
    if twice:
        raise InvalidFormula(
            f"Internal renaming led to duplicated names.\nOccured for: {quoted(twice)}",
            hint="Rename one of the variables or levels.",
        )
    return tuple(new_names)
