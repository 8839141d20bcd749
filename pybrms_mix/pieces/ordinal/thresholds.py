"""The thresholds of an ordinal component, which take the place of the intercept of mu."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import FREE, POSITIVE, Bounds
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Size
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Element, Expression, Fragment
from pybrms_mix.model.ir import Cells
from pybrms_mix.model.parts import Default, Key, Parameter, Slot, Variable
from pybrms_mix.model.start_kinds import CutsPiece
from pybrms_mix.pieces.ordinal.categories import Categories
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.spaced import spaced

# As for group-level standard deviations, brms computes the scale from the response.
_PRIOR = "student_t(3, 0, {scale})"


@dataclass(frozen=True)
class Cuts:
    """The thresholds of one group of rows, with Stan's names.

    Attributes:
        group: the group; "" if rows are not grouped.
        count: the number of thresholds.
        size: the number of thresholds in the program.
        intercept: the name of the sampled vector.
        delta: the name of the distance between equidistant thresholds.
        kind: the block of ``cuts.stan.jinja`` that computes the thresholds of the density.
        value: the name of the thresholds that the density takes.
    """

    group: str
    count: int
    size: Size
    intercept: str
    delta: str
    kind: str
    value: str


@dataclass(frozen=True)
class ThresholdsOfRow(Fragment):
    """The thresholds of row n among those of all groups of rows, between its two ``ends``."""

    template: ClassVar[str] = "thresholds"
    block: ClassVar[str] = "row"
    vector: str
    ends: str


@dataclass(frozen=True, eq=False)
class Thresholds(CutsPiece):
    """The thresholds of the component of ``place``.

    Attributes:
        place: the mu of the component.
        slopes: the coefficients of the component; centred columns shift the thresholds. None for a
            non-linear mu.
        categories: the numbers of thresholds.
        kind: "flexible", "equidistant" or "sum_to_zero".
        ascending: whether the thresholds ascend.
        shared: whether all components have the same thresholds (brms: ``order = "mu"``).
    """

    template: ClassVar[str] = "thresholds"
    place: PlacedDpar
    slopes: Population | None
    categories: Categories
    kind: str
    ascending: bool
    shared: bool = False

    @property
    def key(self) -> str:
        """Return the dpar column of the thresholds in prior tables; "" for shared thresholds."""
        return "" if self.shared else self.place.column

    @property
    def cuts(self) -> tuple[Cuts, ...]:
        """Return the thresholds of each group of rows."""
        return tuple(self._cuts())

    def _cuts(self) -> Iterator[Cuts]:
        shared = f"fixed_Intercept{self.categories.suffix}"
        stem = shared if self.shared else f"Intercept{self.place.suffix}"
        stem_of_kind = {"flexible": stem}.get(self.kind, f"{self.kind}{self.place.suffix}")
        if not self.categories.groups:
            count = self.categories.counts[0]
            yield Cuts(
                "",
                count,
                self.categories.size,
                stem,
                f"delta{self.place.suffix}",
                self.kind,
                stem_of_kind,
            )
        numbered = enumerate(zip(self.categories.groups, self.categories.counts, strict=False), 1)
        for i, (group, count) in numbered:
            yield Cuts(
                group, count, Element(self.categories.size, i), f"{stem}_{i}",
                f"delta{self.place.suffix}_{i}", self.kind, f"{stem_of_kind}_{i}",
            )  # fmt: skip

    @property
    def merged(self) -> str:
        """Return the name of the vector with the thresholds of all groups; "" without groups."""
        return f"merged_Intercept{self.place.suffix}" if self.categories.groups else ""

    @property
    def row(self) -> Expression:
        """Return the thresholds of row n."""
        return (
            ThresholdsOfRow(self.merged, self.categories.rows)
            if self.merged
            else self.cuts[0].value
        )

    @property
    def declares(self) -> bool:
        """Return whether this piece declares the parameters.

        If components share thresholds, the first component declares them.
        """
        return not self.shared or self.place.component == 1

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return a vector for each group of rows, or the first threshold and the distance."""
        if not self.declares:
            return ()
        which = self._equidistant if self.kind == "equidistant" else self._vectors
        return tuple(which())

    def _vectors(self) -> Iterator[Parameter]:
        for c in self.cuts:
            keys = tuple(self._key(c, str(k)) for k in range(1, c.count + 1))
            yield Parameter(
                c.intercept, "ordered" if self.ascending else "vector", (c.size,), (c.count,),
                f"thresholds of {self.place.name} at the means of the columns", keys=keys,
            )  # fmt: skip

    def _equidistant(self) -> Iterator[Parameter]:
        for c in self.cuts:
            yield Parameter(
                f"first_{c.intercept}",
                "real",
                comment=f"first threshold of {self.place.name}",
                keys=(self._key(c),),
            )
            yield Parameter(
                c.delta, "real",
                comment=f"distance between adjacent thresholds of {self.place.name}",
                bounds=self._distance, keys=(self._key(c, kind="delta"),),
            )  # fmt: skip

    @property
    def _distance(self) -> Bounds:
        return POSITIVE if self.ascending else FREE

    def _key(self, cuts: Cuts, coef: str = "", kind: str = "Intercept") -> Key:
        return Key(kind, coef, cuts.group, self.place.resp, self.key)

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of all thresholds, of each group and of each threshold."""
        kinds = {"equidistant": ("Intercept", "delta")}.get(self.kind, ("Intercept",))
        rows = []
        for kind in kinds:
            text, bounds = (_PRIOR, FREE) if kind == "Intercept" else ("", self._distance)
            all_thresholds = Key(kind, resp=self.place.resp, dpar=self.key)
            rows.append(Default(all_thresholds, text, bounds, link=None))
            for c in self.cuts:
                if c.group:
                    rows.append(Default(self._key(c, kind=kind), "", bounds))
                if len(kinds) == 1:
                    rows += [Default(self._key(c, str(k))) for k in range(1, c.count + 1)]
        return tuple(rows)

    def _name(self, cuts: Cuts, k: int) -> str:
        return f"b_{self._label(cuts, k)}"

    def _label(self, cuts: Cuts, k: int) -> str:
        return f"{self._head}[{','.join(self._cell(cuts, k))}]"

    @property
    def _head(self) -> str:
        return f"{self.place.key}_Intercept" if self.place.key else "Intercept"

    def _cell(self, cuts: Cuts, k: int) -> tuple[str, ...]:
        return (cuts.group, str(k)) if cuts.group else (str(k),)

    @property
    def named(self) -> tuple[tuple[Cuts, tuple[str, ...]], ...]:
        """Return the thresholds of each group of rows with brms's names of them."""
        numbered_cuts = ((c, range(1, c.count + 1)) for c in self.cuts)
        return tuple((c, tuple(self._name(c, k) for k in numbers)) for c, numbers in numbered_cuts)

    def _start(self, cuts: Cuts, values: np.ndarray) -> dict[str, np.ndarray]:
        """Return the program's parameters, given the thresholds ``values``: (count,).

        Raises:
            InvalidArgument: if the thresholds do not ascend although they must.
        """
        if self.ascending and (np.diff(values) <= 0).any():
            raise InvalidArgument(
                "The thresholds must start in increasing order.",
                hint=f"At the means of the predictors they are {_listed(values)}.",
            )
        if self.kind != "equidistant":
            return {cuts.intercept: values}
        step = np.diff(values).mean() if cuts.count > 1 else np.array(1.0)
        return {f"first_{cuts.intercept}": values[0], cuts.delta: np.asarray(step)}

    @property
    def count(self) -> int:
        """Return the largest number of thresholds that a row has."""
        return max(self.categories.counts)

    @property
    def threshold_names(self) -> tuple[tuple[str, ...], ...]:
        """Return brms's names of the thresholds of each group of rows."""
        return tuple(names for _, names in self.named)

    def startable(self) -> tuple[str, ...]:
        """Return the names of the thresholds."""
        return tuple(n for names in self.threshold_names for n in names)

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return starting values of the sampled thresholds, which belong to centred columns."""
        starts: dict[str, Any] = {}
        for cuts, names in self.named if self.declares else ():
            values_of_cuts = [values.get(n) for n in names]
            if any(v is not None for v in values_of_cuts):
                shift = 0.0 if self.slopes is None else self.slopes.at_means(values)
                starts |= self._start(cuts, spaced(values_of_cuts) - shift)
        return starts

    def variables(self) -> tuple[Variable, ...]:
        """Return the thresholds for columns that are not centred, and the distances."""
        numbered = ((c, k) for c in self.cuts for k in range(1, c.count + 1))
        at = (self._slot("Intercept"),)
        variables = [
            Variable(
                self._name(c, k), "b", self._label(c, k), "", at, str(k), c.group,
                f"b_{self._head}", self._cell(c, k), base=self._head,
            )
            for c, k in numbered
        ]  # fmt: skip
        if self.kind == "equidistant":
            at = (self._slot(),)
            variables += [
                Variable(c.delta, "delta", c.delta, slots=at, part=c.group) for c in self.cuts
            ]
        return tuple(variables)

    def _slot(self, coef: str = "") -> Slot:
        return Slot("", coef) if self.shared else Slot.of(self.place, coef)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return draws of the thresholds for columns that are not centred, and of the distances."""
        shift = np.asarray(0.0 if self.slopes is None else self.slopes.shift(cells))[..., None]
        report: dict[str, np.ndarray] = {}
        for c in self.cuts:
            values = _thresholds_of_draws(c, cells) + shift
            report |= {self._name(c, k + 1): values[:, :, k] for k in range(c.count)}
            if self.kind == "equidistant":
                report[c.delta] = cells[c.delta]
        return report

    def thresholds(self, draws: Draws) -> list[np.ndarray]:
        """Return the thresholds in their order; missing thresholds of a row are infinite."""
        return [self._kth(k, draws) for k in range(1, max(self.categories.counts) + 1)]

    def _kth(self, k: int, draws: Draws) -> np.ndarray:
        thresholds = [
            draws[self._name(c, k)]
            if k <= c.count
            else np.full(draws.chains * draws.per_chain, np.inf)
            for c in self.cuts
        ]
        by_group = np.stack(thresholds, axis=1)
        return by_group[:, self.categories.index] if self.categories.groups else by_group

    def at(self, frame: Frame) -> Thresholds:
        """Return the thresholds of other rows."""
        return replace(self, categories=self.categories.at(frame))


def _listed(values: np.ndarray) -> str:
    return ", ".join(f"{v:g}" for v in values)


def _thresholds_of_draws(cuts: Cuts, cells: Cells) -> np.ndarray:
    """Return the thresholds that the density takes: (chains, draws, count)."""
    if cuts.kind == "equidistant":
        first, delta = cells[f"first_{cuts.intercept}"], cells[cuts.delta]
        return np.asarray(first[..., None] + np.arange(cuts.count) * delta[..., None])
    thresholds = cells[cuts.intercept]
    return (
        thresholds - thresholds.mean(axis=-1, keepdims=True)
        if cuts.kind == "sum_to_zero"
        else thresholds
    )
