"""Population-level coefficients of one parameter's linear predictor, on centred columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from pybrms_mix.base.dialect import warn_refused
from pybrms_mix.base.errors import InvalidData, InvalidFormula
from pybrms_mix.design.design import Design
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import ROWS, Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Element, Less
from pybrms_mix.model.ir import Cells, PredictorPiece
from pybrms_mix.model.parts import Default, Key, Parameter, Slot, Variable
from pybrms_mix.pieces.designed import Designed
from pybrms_mix.syntax.nodes import Infix, Name, Node, Number, variables


@dataclass(frozen=True)
class PopulationTerm:
    """All population-level terms of a formula, as one expression."""

    node: Node

    def variables(self) -> tuple[Name, ...]:
        """Return the columns it reads; the reserved ``Intercept`` is none."""
        return tuple(v for v in variables(self.node) if v.text not in ("Intercept", "intercept"))


def read(node: Node | None) -> tuple[list[PopulationTerm], None]:
    """Return what is left of a right-hand side when every other kind took its own."""
    rest = Number("1") if node is None else node
    if isinstance(rest, Infix) and rest.op in ("|", "||"):
        raise InvalidFormula(
            "A group-level term must stand in parentheses.", span=rest.span, hint="(1 | g)"
        )
    return [PopulationTerm(rest)], None


@dataclass(frozen=True, eq=False)
class Population(Designed, PredictorPiece):
    """Coefficients ``b`` of one parameter, and its Intercept if columns are centred.

    Attributes:
        place: the parameter.
        design: its columns.
        means: of the columns beside the intercept over the rows of the fit; empty when not centred.
        ordered: of which element of an ordered vector a coefficient has its value.
        offset: the mean of the offsets: brms's default prior of the Intercept takes it off.
        cut: whether the intercept is elsewhere, thresholds or that of each component, and has
            neither a column nor a parameter here; columns may be centred all the same.
        back: from coefficients on orthogonal columns (``decomp = "QR"``) to those on the columns as
            they are: (coefs, coefs); None where the latter are sampled themselves.
        beside: the coefficients that this parameter has in common with others.
        common: the parameters to whose predictors it adds, where these are several.
        counted: whether the program sees equal rows once, with how many they are.
    """

    centered: bool
    means: np.ndarray
    ordered: Mapping[str, Element] = field(default_factory=dict)
    offset: float = 0.0
    cut: bool = False
    back: np.ndarray | None = None
    beside: Population | None = None
    common: tuple[str, ...] = ()
    counted: bool = False

    @classmethod
    def of(cls, place: PlacedDpar, design: Design, *, center: bool) -> Population:
        """Return the coefficients of ``place``; centred if an intercept can take it up."""
        centered = center and design.intercept
        means = design.matrix[:, 1:].mean(axis=0) if centered else np.zeros(0)
        return cls(place, design, centered, means)

    def orthogonal(self) -> Population:
        """Return the same columns, of which orthogonal ones are made: X = Q R, Q of unit spread.

        As in brms a single column stays as it is.

        Raises:
            InvalidData: if a column is a sum of others, or there are fewer rows than columns.
        """
        if not [n for n in self.columns if n != "Intercept"]:
            warn_refused("QR")
        if len(self.columns) < 2:
            return self
        x = self._slopes()
        triangle = np.linalg.qr(x, mode="r") if len(x) >= x.shape[1] else np.zeros((1, 1))
        size = np.abs(np.diag(triangle))
        if size.min() <= 1e-10 * max(1.0, float(size.max())):
            raise InvalidData(
                f"The columns of {self.place.name} are linearly dependent: they have no QR "
                "decomposition.",
                hint='Leave a column out, or leave out decomp = "QR".',
            )
        # The signs of R's diagonal are arbitrary; Stan has them positive.
        triangle = np.sign(np.diag(triangle))[:, None] * triangle
        back = np.linalg.inv(triangle / np.sqrt(len(x) - 1))
        return replace(self, back=back)

    def _slopes(self) -> np.ndarray:
        """Return the columns of the coefficients as the program sees them: centred, if they are."""
        if not self.centered:
            return self.matrix
        return np.asarray(self.design.matrix[:, 1:] - self.means)

    @property
    def template(self) -> str:
        """Return the template: columns and intercept, either alone, or nothing at all."""
        if self.back is not None:
            kind = "" if self.has_intercept else "_slopes" if self.centered else "_uncentered"
            return f"population_orthogonal{kind}"
        if self.cut and self.centered and self.has_coefs:
            return "population_slopes"
        if self.has_intercept:
            return "population" if self.has_coefs else "population_intercept"
        if self.single:
            return "population_single"
        return "population_uncentered" if self.has_coefs else "population_empty"

    @property
    def averaged(self) -> str:
        """Return how the program averages a column: the block of ``mean.stan.jinja``."""
        return "counted" if self.counted else "rows"

    @property
    def suffix(self) -> str:
        """Return what is put behind Stan names."""
        return self.place.suffix

    @property
    def single(self) -> bool:
        """Return whether there is but an intercept, which is a coefficient like others."""
        return self.design.intercept and not self.centered and self.columns == ("Intercept",)

    @property
    def has_intercept(self) -> bool:
        """Return whether there is an ``Intercept`` beside ``b``."""
        return self.centered and not self.cut

    @property
    def first(self) -> int:
        """Return the number of columns that the program does not see: an intercept cut up."""
        return 1 if self.cut else 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns that the program sees."""
        return self.design.columns[self.first :]

    @property
    def matrix(self) -> np.ndarray:
        """Return the columns that the program sees."""
        return self.design.matrix[:, self.first :]

    @property
    def coefs(self) -> tuple[str, ...]:
        """Return the names of the coefficients in ``b``."""
        return self.columns[1:] if self.has_intercept else self.columns

    @property
    def has_coefs(self) -> bool:
        """Return whether there is a ``b`` at all."""
        return bool(self.coefs)

    @property
    def count(self) -> str:
        """Return the name of the number of coefficients."""
        return f"{'Kc' if self.centered else 'K'}{self.suffix}"

    @property
    def owner(self) -> str:
        """Return whose coefficients they are, in words."""
        return "all components" if self.common else self.place.name

    @property
    def sampled(self) -> str:
        """Return Stan's name of the coefficients, which may be on orthogonal columns."""
        return f"{'b' if self.back is None else 'bQ'}{self.suffix}"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return ``b`` and the Intercept."""
        found = []
        if self.has_coefs:
            keys = tuple(Key.of(self.place, "b", c) for c in self.coefs)
            where = "" if self.back is None else ", on orthogonal columns"
            found.append(
                Parameter(
                    self.sampled, "vector", (self.count,), (len(keys),),
                    f"coefficients of {self.owner}{where}", keys=keys,
                    boundable=self.back is None, ordered=self._elements(self.coefs),
                )
            )  # fmt: skip
        if self.has_intercept:
            found.append(
                Parameter(
                    f"Intercept{self.suffix}", "real",
                    comment=f"intercept of {self.place.name} at the columns' means",
                    keys=(Key.of(self.place, "Intercept"),),
                    ordered=self._elements(("Intercept",)),
                )
            )  # fmt: skip
        return tuple(found)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the columns that the program reads and of their number."""
        if not self.has_coefs:
            return ()
        size = f"K{self.suffix}"
        count = Declaration.count(size, f"columns of {self.owner}")
        if self.single:
            return (count,)
        if self.back is None:
            return (count, Declaration(f"X{self.suffix}", "matrix", (ROWS, size)))
        if self.has_intercept:
            made, slopes = "those beside the intercept's, made orthogonal", (ROWS, Less(size, 1))
            return (count, Declaration(f"XQ{self.suffix}", "matrix", slopes, made))
        made = "the columns, made orthogonal"
        return (count, Declaration(f"XQ{self.suffix}", "matrix", (ROWS, size), made))

    def _elements(self, coefs: Iterable[str]) -> tuple[Element | None, ...]:
        return tuple(self.ordered.get(c) for c in coefs) if self.ordered else ()

    def defaults(self) -> tuple[Default, ...]:
        """Return the rows of ``b``, of its coefficients, and of the Intercept."""
        place = self.place
        rows = []
        if self.has_coefs:
            rows += [Default(Key.of(place, "b"))]
            rows += [Default(Key.of(place, "b", c)) for c in self.coefs]
        if self.has_intercept:
            key, text = Key.of(place, "Intercept"), place.dpar.intercept(place.link)
            rows.append(Default(key, text, link=place.link, offset=self.offset))
        return tuple(rows)

    def data(self) -> dict[str, Any]:
        """Return the columns, the intercept's among them unless thresholds stand for it."""
        found = {f"K{self.suffix}": len(self.columns), f"X{self.suffix}": self.matrix}
        if self.back is not None:
            found[f"XQ{self.suffix}"] = self._slopes() @ self.back
        return found

    def predicts(self) -> tuple[str, ...]:
        """Return the one parameter, or those that have the coefficients in common."""
        return self.common or (self.place.name,)

    def varies(self, name: str) -> bool:
        """Return whether the rows differ."""
        return self.has_coefs and not self.single

    def _name(self, coef: str) -> str:
        return f"b_{self._label(coef)}"

    def _label(self, coef: str) -> str:
        return f"{self.place.key}_{coef}" if self.place.key else coef

    def _slot(self, coef: str) -> Slot:
        return Slot("", coef) if self.common else Slot.of(self.place, coef)

    def variables(self) -> tuple[Variable, ...]:
        """Return the coefficients, that of the un-centred intercept first."""
        return tuple(
            Variable(self._name(c), "b", self._label(c), slots=(self._slot(c),))
            for c in self.columns
        )

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the coefficients on the columns as they are, not centred."""
        b = self._coefficients(cells) if self.has_coefs else None
        found = {}
        if b is not None:
            found = {self._name(c): b[:, :, i] for i, c in enumerate(self.coefs)}
        if self.has_intercept:
            intercept = cells[f"Intercept{self.suffix}"]
            found[self._name("Intercept")] = intercept - self.shift(cells)
        return found

    def shift(self, cells: Cells) -> np.ndarray | float:
        """Return what centring takes off the predictor: (chains, draws), or 0 without columns."""
        also = self.beside.shift(cells) if self.beside else 0.0
        if not (self.centered and self.has_coefs):
            return also
        return np.asarray(self._coefficients(cells) @ self.means + also)

    def _coefficients(self, cells: Cells) -> np.ndarray:
        """Return the coefficients on the columns as they are: (chains, draws, coefs)."""
        b = cells[self.sampled]
        return b if self.back is None else np.asarray(b @ self.back.T)

    def start(self, b: np.ndarray) -> np.ndarray:
        """Return what is sampled where the coefficients are ``b``: (coefs,)."""
        return b if self.back is None else np.linalg.solve(self.back, b)

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Return the columns times the coefficients: (draws, N), or (draws, 1) without columns."""
        names = [self._name(c) for c in self.columns]
        if not names:
            return np.zeros((1, 1))
        b = draws.matrix(names)
        if not self.varies(name):
            return b
        return np.asarray(b @ self.matrix.T)
