"""The columns of smooth terms in fits whose files do not hold them.

All penalised columns of a smooth have the same variance, so their order depends on rounding errors.
Other machines compute the same columns with other signs and in another order. The file holds the
log density of each draw, ``lp__``. Signs and order are right if the log density that this package
computes differs from ``lp__`` by a constant.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, NotSupported, PybrmsWarning
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.smooth.curve import Curve
from pybrms_mix.pieces.smooth.smooth import Smooth
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.engines.engine import prepare
from pybrms_mix.stan.engines.progress import progress
from pybrms_mix.stan.engines.protocol import Prepared
from pybrms_mix.start.inits import by_stan
from pybrms_mix.store.brmsfit.smooth_bases import Bases

_DRAWS = 20  # the number of draws at which log densities are compared
_STARTS = 20  # the seed of the search
# The range of a constant difference, as a share of the log density: draws of rstan are exact,
# those of cmdstan are written with six digits.
_CONSTANT, _ROUNDED = {"rstan": 1e-8}, 1e-4


def bases_by_density(model: Model, program: str, draws: Draws, backend: str) -> Bases:
    """Return the arrays of each smooth term with the columns under which draws were sampled.

    Raises:
        NotSupported: if no choice of signs and order reproduces the log density in the file up to a
            constant.
    """
    terms = {curve.key: curve for piece in model.of(Smooth) for curve in piece.curves}
    blocks = [block for term, curve in terms.items() for block in _blocks(term, curve)]
    try:
        densities = _Densities.of(model, program, draws)
        blocks_found = densities.search(blocks, _CONSTANT.get(backend, _ROUNDED))
    except InvalidArgument as error:  # the draws are outside the support of their parameters
        raise _unknown() from error
    if blocks_found is None:
        raise _unknown()
    bases = {term: dict(curve.basis.arrays) for term, curve in terms.items()}
    for block in blocks_found:
        change = terms[block.term].basis.change
        turned = bases[block.term]["change"].copy()
        turned[:, block.columns] = change[:, block.columns[block.order]] * block.signs
        bases[block.term]["change"] = turned
    return bases


def _unknown() -> NotSupported:
    return NotSupported(
        "The file does not hold the signs of the columns of its smooth terms, and its log "
        "densities do not determine them.",
        hint="brms 2.20 and later store the columns: fit the model again with such a version.",
    )


@dataclass(frozen=True, eq=False)
class _Block:
    """The exchangeable columns of a term, with a guess of their order and signs.

    Attributes:
        term: the term.
        columns: the positions of the columns in the basis.
        order: for each column in the file, the position of the matching computed column among
            ``columns``.
        signs: the sign of each column in the file.
    """

    term: str
    columns: np.ndarray
    order: np.ndarray
    signs: np.ndarray

    def moved(self) -> Iterator[_Block]:
        """Yield guesses that differ in one sign, or in the positions and signs of two columns."""
        for at in range(len(self.columns)):
            yield self._with([at], [at], [-1])
        for pair in combinations(range(len(self.columns)), 2):
            for signs in product((1, -1), repeat=2):
                yield self._with(list(pair), list(pair[::-1]), signs)

    def _with(self, to: list[int], of: list[int], signs: Sequence[int]) -> _Block:
        order, turned = self.order.copy(), self.signs.copy()
        order[to] = self.order[of]
        turned[to] = self.signs[of] * np.array(signs)
        return replace(self, order=order, signs=turned)

    def shuffled(self, rng: np.random.Generator) -> _Block:
        """Return a random guess."""
        size = len(self.columns)
        return replace(self, order=rng.permutation(size), signs=rng.choice([-1.0, 1.0], size))


def _blocks(term: str, curve: Curve) -> Iterator[_Block]:
    """Yield the columns of each penalty of a term, and those without a penalty."""
    places = np.arange(curve.basis.change.shape[1])
    for places_of_block in np.split(places, np.cumsum(curve.basis.blocks, dtype=int)):
        if places_of_block.size:
            yield _Block(
                term,
                places_of_block,
                np.arange(places_of_block.size),
                np.ones(places_of_block.size),
            )


@dataclass(frozen=True, eq=False)
class _Densities:
    """Log densities of draws: those in the file, and those that this package computes.

    Attributes:
        prepared: the program of the model with its data.
        points: some draws on the unconstrained scale: (draws, dimension).
        log_densities: their log densities in the file: (draws,).
        coordinates: by term, the coordinates of the coefficients of each of its functions.
    """

    prepared: Prepared
    points: np.ndarray
    log_densities: np.ndarray
    coordinates: dict[str, list[np.ndarray]]

    @classmethod
    def of(cls, model: Model, program: str, draws: Draws) -> _Densities:
        """Return the log densities of some draws of a model."""
        text, data = for_sampler(model, program, prior_only=False)
        prepared = prepare(text, data, "auto", progress=progress(2))
        log_densities = draws.matrix(["lp__"])[:, 0]
        at = np.linspace(0, len(log_densities) - 1, _DRAWS).astype(int)
        settable = {name for piece in model.pieces for name in piece.startable()}
        settable |= {p.stan for p in model.declared}
        names = [n for n in draws.names if n in settable]
        rows = draws.matrix(names)[at]
        middle = prepared.constrain(np.zeros(prepared.dimension))

        def point(row: np.ndarray) -> np.ndarray:
            stan = by_stan(model, dict(zip(names, row, strict=True)))
            values = {n: middle[n] for n in prepared.parameters}
            values |= {
                n: np.asarray(v, float).reshape(np.shape(values[n])) for n, v in stan.items()
            }
            return prepared.unconstrain(values)

        def coordinate(name: str) -> int:
            changed = rows[0].copy()
            changed[names.index(name)] += 1.0
            return int(np.flatnonzero(point(changed) != points[0])[0])

        coordinates: dict[str, list[np.ndarray]] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PybrmsWarning)  # draws at the boundary of their support
            points = np.array([point(row) for row in rows])
            for piece in model.of(Smooth):
                for curve in piece.curves:
                    coordinates_of_curve = np.array(
                        [coordinate(n) for n in piece.coefficients(curve)]
                    )
                    coordinates.setdefault(curve.key, []).append(coordinates_of_curve)
        return cls(prepared, points, log_densities[at], coordinates)

    def search(self, blocks: list[_Block], tolerance: float) -> list[_Block] | None:
        """Return the order and the signs for which the differences are constant, or None.

        Differences count as constant if their range is at most ``tolerance`` times the log density.
        """
        rng = np.random.default_rng(1)
        for _ in range(_STARTS):
            blocks = self._descended(blocks)
            if np.ptp(self._differences(blocks)) <= tolerance * np.abs(self.log_densities).max():
                return blocks
            blocks = [block.shuffled(rng) for block in blocks]
        return None

    def _descended(self, blocks: list[_Block]) -> list[_Block]:
        """Return guesses that no single change of a sign or exchange of columns improves."""
        least, better = float(np.var(self._differences(blocks))), True
        while better:
            better = False
            for k in range(len(blocks)):
                for variant in blocks[k].moved():
                    guess = [*blocks[:k], variant, *blocks[k + 1 :]]
                    spread = float(np.var(self._differences(guess)))
                    if spread < least:
                        blocks, least, better = guess, spread, True
        return blocks

    def _differences(self, blocks: list[_Block]) -> np.ndarray:
        """Return the log densities in the file minus the computed log densities: (draws,)."""
        points = self.points.copy()
        for block in blocks:
            for of_function in self.coordinates[block.term]:
                coordinates = of_function[block.columns]
                points[:, coordinates[block.order]] = self.points[:, coordinates] * block.signs
        logs = [self.prepared.log_density(u)[0] for u in points]
        return np.asarray(self.log_densities - np.array(logs))
