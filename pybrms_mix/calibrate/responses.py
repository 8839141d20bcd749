"""Data sets simulated from draws: statistics of all of them, and some whole data sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pybrms_mix.model.ir import CategoriesPiece, Model
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.predict import posterior_predict

_SHOWN = 50  # the number of data sets that are kept as a whole
_AT_ONCE = 1 << 22  # the number of responses in memory at a time


@dataclass(frozen=True, eq=False)
class Responses:
    """Statistics of data sets, one for each draw.

    Attributes:
        sets: some of the data sets: (sets, N).
        statistics: the statistics of the finite responses of each data set, by name: (draws,) each.
        of_data: the statistics of the observed data, by name; empty without observed data.
        shares: the proportion of rows in each component: (draws, K).
        means: the mean response of each component, (draws, K); NaN for a component without rows.
        sds: the standard deviation of the responses of each component, likewise.
        infinite: the proportion of data sets with a response that is not finite.
    """

    sets: np.ndarray
    statistics: dict[str, np.ndarray]
    of_data: dict[str, float]
    shares: np.ndarray
    means: np.ndarray
    sds: np.ndarray
    infinite: float

    @classmethod
    def of(cls, fit: Fit, data: np.ndarray | None, seed: int) -> Responses:
        """Simulate responses from each draw of ``fit``; summarise them and those in ``data``."""
        ends = None if data is None else (data.min(), data.max())
        count = fit.posterior.chains * fit.posterior.per_chain
        size = max(1, _AT_ONCE // fit.nobs)
        rng = np.random.default_rng(seed)
        positions = np.linspace(0, count - 1, min(_SHOWN, count)).round().astype(int)
        parts, sets = [], []
        for start in range(0, count, size):
            ids = np.arange(start, min(start + size, count))
            y, z = posterior_predict(fit, draw_ids=ids, components=True, seed=rng)
            parts.append((*_of_sets(fit.model, y, ends), *_of_components(fit.model, y, z)))
            sets.append(y[np.isin(ids, positions)])
        statistics = {n: np.concatenate([p[0][n] for p in parts]) for n in parts[0][0]}
        arrays = [np.concatenate([p[i] for p in parts]) for i in (1, 2, 3, 4)]
        finite, shares, means, sds = arrays
        of_data = {} if data is None else _of_sets(fit.model, data[None], ends)[0]
        return cls(
            np.concatenate(sets), statistics, {n: float(v[0]) for n, v in of_data.items()},
            shares, means, sds, float(1 - finite.mean()),
        )  # fmt: skip

    @property
    def count(self) -> int:
        """Return the number of data sets."""
        return len(self.shares)


def _of_sets(
    model: Model, y: np.ndarray, ends: tuple[float, float] | None
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return the statistics of the data sets ``y``, (draws, N), and whether each is finite."""
    finite = np.isfinite(y).all(axis=1)
    if model.mixture.ordinal:
        (piece,) = model.of(CategoriesPiece)
        numbered = enumerate(piece.category_names, 1)
        return {f"share of {name}": (y == k).mean(axis=1) for k, name in numbered}, finite
    return dict(_of_numbers(model, np.ma.masked_invalid(y), ends)), finite


def _of_numbers(
    model: Model, y: np.ma.MaskedArray, ends: tuple[float, float] | None
) -> Iterator[tuple[str, np.ndarray]]:
    with np.errstate(over="ignore", invalid="ignore"):
        yield "min", _filled(y.min(axis=1))
        yield "mean", _filled(y.mean(axis=1))
        yield "sd", _filled(y.std(axis=1, ddof=1))
        yield "max", _filled(y.max(axis=1))
    if model.mixture.components[0].family.values == "int":
        yield "zeros", _filled((y == 0).mean(axis=1))
    if ends is not None:
        yield "outside", _filled(((y < ends[0]) | (y > ends[1])).mean(axis=1))


def _of_components(
    model: Model, y: np.ndarray, z: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return share, mean and sd of each component in each data set: (draws, K) each."""
    shares, means, sds = [], [], []
    for component in model.mixture.components:
        in_component = z == component.number
        responses_of_component = np.ma.array(y, mask=~(in_component & np.isfinite(y)))
        with np.errstate(over="ignore", invalid="ignore"):
            shares.append(in_component.mean(axis=1))
            means.append(_filled(responses_of_component.mean(axis=1)))
            sds.append(_filled(responses_of_component.std(axis=1, ddof=1)))
    return np.stack(shares, axis=1), np.stack(means, axis=1), np.stack(sds, axis=1)


def _filled(masked: np.ndarray) -> np.ndarray:
    """Return a masked array as a plain one, with NaN for masked elements."""
    return np.ma.filled(np.ma.asarray(masked, dtype=float), np.nan)
