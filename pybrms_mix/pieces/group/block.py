"""A block of group-level coefficients in the program: parameters, data and templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import POSITIVE, Bounds
from pybrms_mix.design.belonging import Belonging
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.family.endings import ending
from pybrms_mix.model.declarations import Declaration, Rows
from pybrms_mix.model.fragments import Expression
from pybrms_mix.model.ir import Piece
from pybrms_mix.model.parts import Default, Key, Parameter
from pybrms_mix.pieces.group.facets import Strata, Tail
from pybrms_mix.pieces.group.location import Location
from pybrms_mix.pieces.group.multipliers import Columns, Effect


@dataclass(frozen=True)
class Share:
    """The share of one group-level coefficient in a predictor, for one membership of the rows.

    Attributes:
        effect: the coefficient.
        mark: the ending of the names of data, for the response and the membership: "_y_1".
        factors: the vectors that multiply the coefficient.
    """

    effect: Effect
    mark: str
    factors: tuple[Expression, ...]


@dataclass(frozen=True, eq=False)
class Block(Piece):
    """Uncorrelated group-level coefficients, each with a standard deviation of its own.

    Attributes:
        id: brms's number of the block.
        belonging: the grouping factor.
        columns: the terms of the block in order, each as (place, columns).
        effects: the coefficients.
        strata: the sets of levels that have standard deviations of their own.
        partition: the sets of levels with the same distribution; they may come from another block
            of the same grouping factor.
        kin: the Cholesky factor of the known covariance of the levels, (levels, levels).
        tail: the parameters of Student's distribution; None for the normal distribution.
        own: the grouping factor on the rows of a response, by its name, if these rows are not those
            of ``belonging``.
        location: the location of the coordinates in the program of the sampler; None if the
            parameters are the standardised coefficients.
    """

    template: ClassVar[str] = "group"
    id: int
    belonging: Belonging
    columns: tuple[tuple[PlacedDpar, Columns], ...]
    effects: tuple[Effect, ...]
    strata: Strata
    partition: Strata
    kin: np.ndarray | None = None
    tail: Tail | None = None
    own: Mapping[str, Belonging] = field(default_factory=dict)
    location: Location | None = None

    def belonging_of(self, resp: str) -> Belonging:
        """Return the grouping factor on the rows of a response."""
        return self.own.get(resp, self.belonging)

    @property
    def responses(self) -> tuple[str, ...]:
        """Return the responses whose predictors contain the block; "" for a single response."""
        return tuple(dict.fromkeys(e.place.resp for e in self.effects))

    @property
    def group(self) -> str:
        """Return the name of the grouping factor."""
        return self.belonging.name

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels that the fit knows."""
        return self.belonging.levels

    @property
    def size(self) -> int:
        """Return the number of coefficients."""
        return len(self.effects)

    @property
    def spreading(self) -> str:
        """Return the template that multiplies coefficients by their standard deviations."""
        return "group_by" if self.strata.of else "group_alike"

    @property
    def related(self) -> str:
        """Return the template for a known covariance of the levels; "" without one."""
        return "" if self.kin is None else "group_cov"

    @property
    def stretched(self) -> str:
        """Return the template of Student's distribution; "" for the normal distribution."""
        return self.tail.template if self.tail else ""

    @property
    def chain(self) -> tuple[str, ...]:
        """Return the templates of the factors of standardised coefficients, in reverse order."""
        return tuple(f for f in (self.stretched, self.spreading, self.related) if f)

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the templates of the factors that concern all levels together."""
        return tuple(f for f in (self.related, self.stretched) if f)

    def _read_columns(self) -> Iterator[tuple[str, Effect]]:
        """Yield the name of each column that the program reads, with its coefficient."""
        names = self.column_names()
        for effect in self.effects:
            if effect.has_column:
                yield from ((n, effect) for n in names[effect.number])

    @property
    def adding(self) -> dict[str, list[Share]]:
        """Return the shares in predictors, by the names of their parameters."""
        return {
            name: [s for e in self._general if e.place.name == name for s in self._shares(e)]
            for name in self.predicts()
        }

    def specific_shares(self, place: PlacedDpar) -> list[Share]:
        """Return the shares in the predictors of separate thresholds of ``place``."""
        effects = (e for e in self.effects if e.place == place and e.threshold)
        return [s for e in effects for s in self._shares(e)]

    @property
    def _general(self) -> tuple[Effect, ...]:
        """Return the coefficients that add to the predictor with one value for all thresholds."""
        return tuple(e for e in self.effects if not e.threshold)

    def _shares(self, effect: Effect) -> list[Share]:
        columns = self.column_names()[effect.number]
        shares = []
        for mark, column in zip(self.belonging.marks, columns, strict=True):
            end = f"{effect.place.mark}{mark}"
            weight = (f"W_{self.id}{end}",) if self.belonging.several else ()
            multipliers: tuple[Expression, ...] = (column,) if effect.has_column else ()
            if effect.special is not None:
                multipliers = (effect.special.vectors[effect.coef].vector,)
            shares.append(Share(effect, end, (*weight, *multipliers)))
        return shares

    def column_names(self) -> dict[int, tuple[str, ...]]:
        """Return the names of the columns in the data, by the number of the coefficient."""
        marks = self.belonging.marks
        return {e.number: tuple(f"Z_{self.id}{e.ending}{m}" for m in marks) for e in self.effects}

    @property
    def coordinates(self) -> str:
        """Return the name of the parameter with the coordinates of the levels."""
        return f"free_{self.id}" if self.location else f"z_{self.id}"

    @property
    def about_coordinates(self) -> str:
        """Return the comment on this parameter."""
        return "located coordinates" if self.location else "standardised coefficients"

    @property
    def turn(self) -> int:
        """Return the turn of the block among those whose coordinates are located."""
        return 0 if self.location is None else self.location.turn

    @property
    def functions(self) -> tuple[str, ...]:
        """Return the Stan function that computes the coefficients from located coordinates."""
        return ("located",) if self.location else ()

    @property
    def spread(self) -> Parameter:
        """Return the record of the Stan parameter with the standard deviations."""
        keys = tuple(Key.of(e.place, "sd", e.coef, self.group) for e in self.effects)
        kind, sizes, shape = "vector", [f"M_{self.id}"], [self.size]
        if self.strata.of:
            kind = "matrix"
            sizes.append(f"Nby_{self.id}")
            shape.append(len(self.strata.sets))
        return Parameter(
            f"sd_{self.id}", kind, tuple(sizes), tuple(shape),
            f"standard deviation of each coefficient over the levels of {self.group}",
            bounds=POSITIVE, keys=keys,
        )  # fmt: skip

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the standard deviations and the standardised coefficients."""
        return (
            self.spread,
            Parameter(
                self.coordinates, "matrix", (f"M_{self.id}", f"N_{self.id}"),
                (self.size, len(self.levels)),
                f"{self.about_coordinates} of each level of {self.group}",
            ),
        )  # fmt: skip

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of sizes, the level of each row, and the columns."""
        i, at_least_one = self.id, Bounds("1")
        levels, comment = f"N_{i}", "weight of the level in each row"
        ends = [
            (f"{ending(resp)}{mark}", Rows.of(resp))
            for resp in self.responses
            for mark in self.belonging.marks
        ]
        weighted = ends if self.belonging.several else ()
        records = [
            Declaration.count(levels, "number of levels", heading=f"group {i}: {self.group}"),
            Declaration.count(f"M_{i}", "number of coefficients of each level"),
            *(Declaration(f"J_{i}{end}", "int", (), "the level of each row", (rows,), at_least_one)
              for end, rows in ends),
            *(Declaration.column(f"W_{i}{end}", comment=comment, rows=rows)
              for end, rows in weighted),
        ]  # fmt: skip
        if self.strata.of:
            records.append(Declaration.count(f"Nby_{i}", "number of sets of levels"))
            records.append(
                Declaration(f"Jby_{i}", "int", (), "the set of each level", (levels,), at_least_one)
            )
        if self.kin is not None:
            about = "Cholesky factor of the covariance of the levels"
            records.append(Declaration(f"Lcov_{i}", "matrix", (levels, levels), about))
        columns = (
            Declaration.column(name, comment=f"column of {e.words}", rows=Rows.of(e.place.resp))
            for name, e in self._read_columns()
        )
        located = () if self.location is None else self.location.declarations(i)
        return (*records, *columns, *located)

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of the standard deviations, overall and by coefficient."""
        rows: dict[Key, Default] = {}
        for effect in self.effects:
            place, group = effect.place, self.group
            keys = (
                Key.of(place, "sd"),
                Key.of(place, "sd", group=group),
                Key.of(place, "sd", effect.coef, group),
            )
            rows.setdefault(
                keys[0],
                Default(keys[0], "student_t(3, 0, {scale})", POSITIVE, link=None, all_rows=True),
            )
            rows.update({key: Default(key) for key in keys[1:]})
        return tuple(rows.values())

    def data(self) -> dict[str, Any]:
        """Return sizes, the level of each row, and the columns."""
        i, names = self.id, self.column_names()
        data: dict[str, Any] = {
            name: values
            for e in self.effects
            if e.special is None
            for name, values in zip(names[e.number], e.values, strict=True)
        }
        for resp in self.responses:
            belonging = self.belonging_of(resp)
            for mark, part, share in zip(
                belonging.marks, belonging.parts, belonging.shares(), strict=True
            ):
                end = f"{ending(resp)}{mark}"
                data[f"J_{i}{end}"] = part.index + 1
                if belonging.several:
                    data[f"W_{i}{end}"] = share
        count = self.size * (self.size - 1) // 2
        data |= {f"N_{i}": len(self.levels), f"M_{i}": self.size, f"NC_{i}": count}
        if self.strata.of:
            data |= {f"Nby_{i}": len(self.strata.sets), f"Jby_{i}": self.strata.index + 1}
        return data if self.kin is None else {**data, f"Lcov_{i}": self.kin}

    def predicts(self) -> tuple[str, ...]:
        """Return the names of the parameters to whose predictors the block adds."""
        return tuple(dict.fromkeys(e.place.name for e in self._general))

    def varies(self, name: str) -> bool:
        """Return True, since rows belong to different levels."""
        return True
