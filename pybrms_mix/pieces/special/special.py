"""Special effects in one parameter's predictor: those of ``mo()``, ``me()`` and ``mi()``.

Special terms multiply a coefficient by values that depend on parameters. For monotonic effects,
source: Bürkner and Charpentier (2020). The effect of a variable with J steps is b * J times the sum
of the first x elements of a simplex: b is the mean effect of a step, and the simplex says which
share of the whole effect belongs to each step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import Grouping
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Element
from pybrms_mix.model.ir import Cells, LatentPiece, Piece
from pybrms_mix.model.parts import Default, Key, Parameter, Regressors, Slot, Variable
from pybrms_mix.model.term_kinds import Placed, TermKind
from pybrms_mix.pieces.designed import Designed
from pybrms_mix.pieces.special.imputed import Imputed
from pybrms_mix.pieces.special.indexed import Indexed, is_indexed, names_of_positions
from pybrms_mix.pieces.special.noise_free import measured_of, noise_free
from pybrms_mix.pieces.special.special_coefficients import Coefficient, Simplex, coefficients
from pybrms_mix.pieces.special.special_terms import (
    UNIT,
    SpecialTerm,
    arguments,
    is_special,
    read,
)
from pybrms_mix.pieces.special.special_variables import SpecialVariable
from pybrms_mix.pieces.special.steps import Steps
from pybrms_mix.pieces.special.transformed import Transformed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Node, called


@dataclass(frozen=True, eq=False)
class Special(Designed, LatentPiece):
    """The special effects in the predictor of ``place``.

    Attributes:
        place: the parameter.
        design: the columns that multiply the effects. A call of ``mo()``, ``me()`` or ``mi()`` is a
            column of ones.
        special: the variables of these calls, by their positions in the recipe of the design.
    """

    template: ClassVar[str] = "special"
    special: Mapping[int, SpecialVariable]

    @classmethod
    def of(
        cls, place: PlacedDpar, term: SpecialTerm, frame: Frame, earlier: Sequence[Piece]
    ) -> Special:
        """Return the effects of the terms of one formula.

        Raises:
            InvalidData: if a variable of ``mo()`` is neither an ordered factor nor integer.
            InvalidFormula: if variables of different numbers of steps share a simplex, or if no
                response belongs to a variable of ``mi()``.
        """
        design = Design.of(term.node, frame, unit=UNIT)
        design = design.only(design.columns[1:])
        recipe = design.recipe
        nodes = {k: recipe.expressions[k].node for k in sorted(recipe.units)}
        names = names_of_positions(nodes.values(), place.suffix)
        variables = {k: _variable(node, names, frame, earlier) for k, node in nodes.items()}
        special = cls(place, design, variables)
        special._check_ids()
        return special

    def _check_ids(self) -> None:
        for simplex in self.simplexes:
            if simplex.steps.count != self.simplexes[simplex.source - 1].steps.count:
                raise InvalidFormula(
                    f"Variables that share the simplex '{simplex.coef}' must have the same number "
                    "of categories.",
                    span=simplex.steps.expression.node.span,
                    hint="Give each variable a different id.",
                )

    @property
    def suffix(self) -> str:
        """Return the ending of Stan's names."""
        return self.place.suffix

    @cached_property
    def coefs(self) -> tuple[Coefficient, ...]:
        """Return the special coefficients in the order of the columns."""
        return coefficients(self.place, self.design, self.special)

    @property
    def simplexes(self) -> tuple[Simplex, ...]:
        """Return the simplexes of all coefficients, in order."""
        return tuple(p for c in self.coefs for p in c.parts if isinstance(p, Simplex))

    @property
    def own(self) -> tuple[Simplex, ...]:
        """Return the simplexes that are parameters."""
        return tuple(s for s in self.simplexes if s.own)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the coefficients and the simplexes."""
        s, place = self.suffix, self.place
        keys = tuple(Key.of(place, "b", c.name) for c in self.coefs)
        comment = f"special coefficients of {place.name}"
        parameters = [
            Parameter(
                f"bsp{s}", "vector", (f"Ksp{s}",), (len(keys),), comment, keys=keys, label="bsp"
            )
        ]
        for simplex in self.own:
            stan = simplex.stan
            parameters.append(
                Parameter(
                    stan, "simplex", (Element(f"Jmo{s}", simplex.number),), (simplex.steps.count,),
                    f"shares of the steps of {simplex.coef}",
                    keys=(Key.of(place, "simo", simplex.coef),), concentration=f"con_{stan}",
                    label=simplex.array,
                )
            )  # fmt: skip
        return tuple(parameters)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of sizes, the steps of each row, and the columns."""
        s, name = self.suffix, self.place.name
        count = f"Imo{s}"
        records = [Declaration.count(f"Ksp{s}", f"number of special coefficients of {name}")]
        if self.simplexes:
            records += [
                Declaration.count(count, f"number of monotonic variables of {name}"),
                Declaration(
                    f"Jmo{s}", "int", (), "number of steps of each variable", (count,), Bounds("1")
                ),
            ]
        for x in self.simplexes:
            steps = f"Xmo{s}_{x.number}"
            records.append(
                Declaration(
                    steps, "int", (), f"step of {x.coef} in each row", (self.n_rows,), Bounds("0")
                )
            )
        about, sizes = "row from which each value is taken", (self.n_rows,)
        for stan in self._positions():
            records.append(Declaration(stan, "int", (), about, sizes, Bounds("1")))
        return (
            *records,
            *(
                Declaration.column(
                    c.column,
                    comment=f"column that multiplies coefficient {c.number}",
                    rows=self.n_rows,
                )
                for c in self.coefs
                if c.column
            ),
        )

    def _positions(self) -> dict[str, np.ndarray]:
        """Return the positions of values that rows take from other rows, by Stan's names."""
        return {n: a for v in self.special.values() for n, a in v.positions_by_name().items()}

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of the coefficients and of the simplexes."""
        place = self.place
        rows = [
            Default(Key.of(place, "b")),
            *(Default(Key.of(place, "b", c.name)) for c in self.coefs),
        ]
        simplexes = (Default(Key.of(place, "simo", s.coef), "dirichlet(1)") for s in self.own)
        return (*rows, *simplexes)

    def data(self) -> dict[str, Any]:
        """Return sizes, the steps of each row, and the columns."""
        s, simplexes = self.suffix, self.simplexes
        data: dict[str, Any] = {f"Ksp{s}": len(self.coefs)}
        data |= {c.column: c.values for c in self.coefs if c.column}
        data |= self._positions()
        if not simplexes:
            return data
        data |= {f"Xmo{s}_{x.number}": x.steps.codes for x in simplexes}
        counts = np.array([x.steps.count for x in simplexes])
        return data | {f"Imo{s}": len(simplexes), f"Jmo{s}": counts}

    def predicts(self) -> tuple[str, ...]:
        """Return the name of the parameter whose predictor contains the effects."""
        return (self.place.name,)

    def varies(self, name: str) -> bool:
        """Return True: the effects differ between rows."""
        return True

    def _label(self, coef: str) -> str:
        return f"{self.place.key}_{coef}" if self.place.key else coef

    @property
    def slopes(self) -> tuple[Variable, ...]:
        """Return the coefficients as variables."""
        return tuple(
            Variable(f"bsp_{self._label(c.name)}", "bsp", self._label(c.name),
                     slots=(Slot.of(self.place, c.name),))
            for c in self.coefs
        )  # fmt: skip

    def variables(self) -> tuple[Variable, ...]:
        """Return the coefficients, and the shares of the steps."""
        shares = (
            Variable(
                name, "simo", f"{self._label(s.name)}[{i}]", slots=(Slot.of(self.place, s.name),),
                level=str(i), array=s.array, cell=(str(i),),
            )
            for s in self.simplexes
            for i, name in enumerate(s.cells, start=1)
        )  # fmt: skip
        return (*self.slopes, *shares)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the variables. Simplexes with a common id have equal draws."""
        b = cells[f"bsp{self.suffix}"]
        report = {v.name: b[:, :, i] for i, v in enumerate(self.slopes)}
        for simplex in self.simplexes:
            shares = cells[simplex.stan]
            report |= {name: shares[:, :, i] for i, name in enumerate(simplex.cells)}
        return report

    def regressors(self, name: str) -> Regressors:
        """Return the columns that the coefficients multiply if all steps are equal."""
        x = np.column_stack([c.slope for c in self.coefs])
        names = tuple(v.name for v in self.slopes)
        return Regressors(self.place, x, self.design.columns, names, f"bsp{self.suffix}")

    def startable(self) -> tuple[str, ...]:
        """Return the names of the coefficients and of the shares."""
        return tuple(v.name for v in self.variables())

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return coefficients and simplexes; coefficients that are left out start at 0.

        A simplex is left out if one of its cells has no value.
        """
        slopes = [v.name for v in self.slopes]
        starts: dict[str, Any] = {}
        if any(name in values for name in slopes):
            starts[f"bsp{self.suffix}"] = np.array([values.get(name, 0.0) for name in slopes])
        for simplex in self.own:
            if all(name in values for name in simplex.cells):
                starts[simplex.stan] = np.array([values[name] for name in simplex.cells])
        return starts

    @property
    def vectors(self) -> dict[str, Coefficient]:
        """Return the coefficients by name."""
        return {c.name: c for c in self.coefs}

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the sum of the effects: (draws, N)."""
        b = draws.matrix([v.name for v in self.slopes])
        products = (b[:, [i]] * c.multiplied(draws) for i, c in enumerate(self.coefs))
        return np.asarray(sum(products))

    def effects(self) -> tuple[tuple[str, ...], ...]:
        """Return the variables of each term."""
        recipe = self.design.recipe
        variables_shown = {k: e.columns for k, e in enumerate(recipe.expressions)}
        variables_shown |= {k: variable.shown for k, variable in self.special.items()}
        terms = (
            dict.fromkeys(n for k in sorted(term) for n in variables_shown[k])
            for term in recipe.terms
        )
        return tuple(tuple(names) for names in terms if names)

    def discrete(self) -> frozenset[str]:
        """Return the columns that calls make discrete."""
        return self.design.discrete().union(*(v.discrete() for v in self.special.values()))

    def integers(self) -> frozenset[str]:
        """Return the numeric columns that can have every integer within the range of the fit."""
        return frozenset[str]().union(*(v.integers() for v in self.special.values()))

    @property
    def groupings(self) -> tuple[Grouping, ...]:
        """Return the grouping factors of ``me(gr = )``."""
        grouping_of_each = (variable.grouped_by for variable in self.special.values())
        return tuple(grouping for grouping in grouping_of_each if grouping is not None)

    def at_positions(self, frame: Frame) -> Special:
        """Return the effects with latent values of their own on other rows."""
        return replace(self, special={k: v.at_positions(frame) for k, v in self.special.items()})

    def lost(self, draws: Draws) -> bool:
        """Return whether ``draws`` lacks latent values of the rows of the fit."""
        return any(v.lost(draws) for v in self.special.values())

    def drawn(self, draws: Draws, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Return draws of latent values of other rows, by name, each of shape (draws,)."""
        values: dict[str, np.ndarray] = {}
        for variable in self.special.values():
            values |= variable.drawn(draws, rng)
        return values

    def reads(self) -> frozenset[str]:
        """Return the variables of the columns and of the special terms."""
        numbered = enumerate(self.design.recipe.expressions)
        columns_read = (
            self.special[k].columns_of(e.columns) if k in self.special else frozenset(e.columns)
            for k, e in numbered
        )
        return frozenset[str]().union(*columns_read, *(v.reads() for v in self.special.values()))

    def borrows(self) -> frozenset[str]:
        """Return the names of the latent values that the effects read."""
        return frozenset[str]().union(*(v.borrows() for v in self.special.values()))

    def at(self, frame: Frame) -> Special:
        """Return the same effects on other rows."""
        special = {k: s.at(frame) for k, s in self.special.items()}
        return replace(self, design=self.design.at(frame), special=special)


def _variable(
    node: Node, names: Mapping[tuple[str, str], str], frame: Frame, earlier: Sequence[Piece]
) -> SpecialVariable:
    """Return the variable of a call of ``mo()``, ``me()`` or ``mi()``, or of a function of one.

    ``names`` has the names of the positions of ``mi(x, idx = )``.
    """
    if not (isinstance(node, Call) and is_special(node)):
        return Transformed.of(node, lambda call: _variable(call, names, frame, earlier))
    match called(node):
        case "mi" if is_indexed(node):
            by_name = arguments(node)
            name = names[write(by_name["x"]), write(by_name["idx"])]
            return Indexed.of(node, name, frame, earlier)
        case "mi":
            return Imputed.of(node, frame, earlier)
        case "me":
            return measured_of(node, earlier)
    return Steps.of(node, frame)


def names_of(term: SpecialTerm, frame: Frame) -> tuple[str, ...]:
    """Return brms's names of the coefficients of special terms."""
    return Design.of(term.node, frame, unit=UNIT).columns[1:]


def resolve(placed: list[Placed], frame: Frame, earlier: Sequence[Piece]) -> list[Piece]:
    """Return the special effects of each parameter that has such terms.

    The latent values of variables with measurement error, which parameters share, come first.
    """
    placed_terms = [(place, term) for place, terms in placed for term in terms]
    latent = noise_free([term for _, term in placed_terms], frame)
    earlier_pieces = (*earlier, *latent)
    return [
        *latent,
        *(
            Special.of(place, term, frame.of_response(place.resp), earlier_pieces)
            for place, term in placed_terms
        ),
    ]


KIND = TermKind(SpecialTerm, read, resolve)
