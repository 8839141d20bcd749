"""Stability of classes: whether they are found again when the model is fitted to other samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, PybrmsError
from pybrms_mix.base.lazy import optimize
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.base.takes import Count, Seed
from pybrms_mix.base.workers import Where
from pybrms_mix.model import values
from pybrms_mix.refits.folds import folds_of
from pybrms_mix.refits.jobs import Job, seeds
from pybrms_mix.refits.many import answered, seed_of, warn_of, warn_of_failed
from pybrms_mix.refits.resampled import Resampled, Units, started
from pybrms_mix.results.fit import Fit, class_method
from pybrms_mix.results.mixture.membership import by_unit, membership, rows_of
from pybrms_mix.results.mixture.person_columns import PersonColumns

_STABLE, _DISSOLVED = 0.75, 0.5
_MOST = 5000  # the largest number of units for a matrix of all pairs


@public_methods
@dataclass(frozen=True, eq=False, repr=False)
class Stability(Shown):
    """The result of ``stability()``: the classes of all units under fits to samples of the units.

    Attributes
    ----------
    reference : Series
        The class of each unit under the fit itself, from 1.
    assigned : DataFrame
        The class of each unit (rows) under each further fit (columns). The classes of a fit have
        the numbers under which they agree best with ``reference``.
    count : int
        The number of classes.
    errors : mapping of str to PybrmsError
        The errors of fits that failed, by name, for ``errors="keep"``.
    """

    reference: pd.Series[Any]
    assigned: pd.DataFrame
    count: int
    errors: Mapping[str, PybrmsError] = field(default_factory=dict)

    @property
    def jaccard(self) -> pd.DataFrame:
        """Return the agreement of each class with its nearest class in each fit.

        Returns
        -------
        DataFrame
            Shape (fits, K), with values from 0 to 1: the number of units in both classes, divided
            by the number of units in at least one of the two classes (Jaccard).

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import Stability
        >>> reference = pd.Series([1, 1, 2, 2])
        >>> assigned = pd.DataFrame({"s1": [1, 1, 2, 2], "s2": [1, 2, 2, 2]})
        >>> stability = Stability(reference, assigned, 2)
        >>> stability.jaccard.round(2)
        class    1     2
        s1     1.0  1.00
        s2     0.5  0.67
        """
        of_reference = _indicators(self.reference.to_numpy(), self.count)
        overlaps = [
            _overlap(of_reference, _indicators(self.assigned[name].to_numpy(), self.count)).max(
                axis=1
            )
            for name in self.assigned
        ]
        return pd.DataFrame(overlaps, index=self.assigned.columns, columns=self._numbers)

    @property
    def table(self) -> pd.DataFrame:
        """Return a line for each class.

        Returns
        -------
        DataFrame
            Shape (K, 5). ``size`` is the number of the units of a class, ``jaccard`` the mean
            agreement with the nearest class of a further fit, ``recovered`` the share of fits with
            an agreement of at least 0.75, ``dissolved`` the share of fits with an agreement of at
            most 0.5, and ``kept`` the mean share of the units that stay in the class.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import Stability
        >>> reference = pd.Series([1, 1, 2, 2])
        >>> assigned = pd.DataFrame({"s1": [1, 1, 2, 2], "s2": [1, 2, 2, 2]})
        >>> stability = Stability(reference, assigned, 2)
        >>> stability.table["kept"].tolist()
        [0.75, 1.0]
        """
        overlaps = self.jaccard
        agreement = self.assigned.eq(self.reference, axis=0).mean(axis=1)
        sizes = self.reference.value_counts().reindex(self._numbers, fill_value=0)
        return pd.DataFrame(
            {
                "size": sizes.to_numpy(),
                "jaccard": overlaps.mean(),
                "recovered": (overlaps >= _STABLE).mean(),
                "dissolved": (overlaps <= _DISSOLVED).mean(),
                "kept": agreement.groupby(self.reference).mean().reindex(self._numbers),
            },
            index=self._numbers,
        )

    def together(self) -> pd.DataFrame:
        """Return the share of the fits in which each pair of units is in the same class.

        Returns
        -------
        DataFrame
            Shape (units, units), with the labels of the units.

        Raises
        ------
        InvalidArgument
            For more than 5,000 units.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import Stability
        >>> fits = pd.DataFrame({"a": [1, 1, 2], "b": [1, 2, 2]})
        >>> Stability(pd.Series([1, 1, 2]), fits, count=2).together()
             0    1    2
        0  1.0  0.5  0.0
        1  0.5  1.0  0.5
        2  0.0  0.5  1.0
        """
        if len(self.assigned) > _MOST:
            raise InvalidArgument(
                f"A co-membership matrix of {len(self.assigned)} units is too large."
            )
        total = np.zeros((len(self.assigned),) * 2)
        for name in self.assigned:
            indicators = _indicators(self.assigned[name].to_numpy(), self.count).astype(float)
            total += indicators.T @ indicators
        index = self.assigned.index
        return pd.DataFrame(total / self.assigned.shape[1], index=index, columns=index)

    def rand(self) -> pd.Series[Any]:
        """Return the adjusted Rand index of each fit against the fit to all units.

        The index is 1 if all pairs of units agree, and 0 on average for random classes.

        Returns
        -------
        Series
            One number for each fit.

        References
        ----------
        Hubert and Arabie (1985).

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import Stability
        >>> fits = pd.DataFrame({"a": [1, 1, 2, 2], "b": [1, 2, 2, 1]})
        >>> Stability(pd.Series([1, 1, 2, 2]), fits, count=2).rand().round(2).to_dict()
        {'a': 1.0, 'b': -0.5}
        """
        of_reference = _indicators(self.reference.to_numpy(), self.count).astype(float)
        indices = {
            str(n): _rand(
                of_reference, _indicators(self.assigned[n].to_numpy(), self.count).astype(float)
            )
            for n in self.assigned
        }
        return pd.Series(indices)

    @property
    def _numbers(self) -> pd.RangeIndex:
        return pd.RangeIndex(1, self.count + 1, name="class")

    def __repr__(self) -> str:
        lines = [
            self.table.round(2).to_string(),
            f"{self.assigned.shape[1]} fits; mean adjusted Rand index {self.rand().mean():.2f}.",
            "A class with a mean agreement (jaccard) of 0.75 or more is stable; a class with "
            "0.5 or less does not recur in the samples.",
        ]
        return "\n".join([*lines, *([f"{len(self.errors)} fits failed."] if self.errors else [])])


@class_method
def stability(
    fit: Fit,
    n: Count = 50,
    *,
    method: Literal["bootstrap", "leave-out"] = "bootstrap",
    group: str | None = None,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    errors: Literal["raise", "keep"] = "raise",
    **options: Any,
) -> Stability:
    """Fit the model to samples of the units, and compare the classes of all units.

    The units are rows, or groups with ``mixture(..., gr = "id")``. Each further fit starts at a
    typical draw of ``fit``, with its metric and step size, and classifies all units, also those
    outside of its sample. For units outside of the sample, group-level effects are integrated over.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture with draws.
    n : int, default 50
        The number of fits.
    method : {"bootstrap", "leave-out"}
        "bootstrap" draws as many units as there are, with replacement. "leave-out" deals the units
        into ``n`` random parts. Each fit leaves out one part.
    group : str, optional
        A column, for "leave-out": each of its levels is left out once, and ``n`` is ignored.
    seed : int, optional
        The seed of samples and fits.
    executor, file, errors
        As in ``kfold()``.
    **options
        Settings of the fits (``chains``, ``iter``, ...; by default those of ``fit``).

    Returns
    -------
    Stability
        A line for each class with its mean Jaccard agreement, the class of each unit in each fit,
        and the share of fits in which two units stay together.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture, if several responses have no common class, if there are
        fewer units than parts, or if ``group`` divides a unit.
    PybrmsError
        If a fit fails, unless ``errors="keep"``.

    Notes
    -----
    Too many classes, too few data and posteriors with several modes all make classes unstable, and
    the numbers do not distinguish between these reasons. ``mode_check()`` shows whether there are
    several modes. Stable classes are not necessarily true ones: a model that is wrong in the same
    way in each sample has stable classes too.

    References
    ----------
    Hennig (2007), Cluster-wise assessment of cluster stability. Hennig (2008), Dissolution point
    and isolation robustness.

    Examples
    --------
    >>> found = pm.stability(fit, n=20, seed=1, file="stability")  # doctest: +SKIP
    >>> found.table["jaccard"]  # doctest: +SKIP
    """
    rows_ = rows_of(fit, None, None, "stability")
    labels = rows_.units
    groups = values.together(rows_.model)
    columns = None if groups is None else PersonColumns.of(fit.model, groups.factors)
    units = np.arange(rows_.N) if groups is None else np.asarray(groups.index)
    root = seed_of(seed, file)
    samples = _samples(fit, units, n, method, group, np.random.default_rng([root, 0]))
    seeds_of_fits = dict(zip(samples, seeds(root, len(samples)), strict=True))
    start = {"init": started(fit)}
    job = Job.like(fit, **{**start, **options})
    order = () if groups is None else tuple(groups.levels)
    work = Resampled(
        Units(job, units, columns, order, root), job.fingerprint, samples, seeds_of_fits
    )
    classes, problems, failed = {}, {}, {}
    for refit in answered(
        work, executor=executor, file=file, errors=errors, draws=False, label="stability",
        silent=int(options.get("silent", 1)),
    ):  # fmt: skip
        if refit.error is not None:
            failed[refit.name] = refit.error
            continue
        assert refit.outcome is not None
        classes[refit.name], problems[refit.name] = refit.outcome.answer, refit.problems
    warn_of({name: problems[name] for name in samples if name in problems})
    warn_of_failed(failed, len(samples))
    return _compared(found_classes(fit), {k: classes[k] for k in samples if k in classes},
                     labels, len(fit.model.mixture.components), failed)  # fmt: skip


def found_classes(fit: Fit) -> np.ndarray:
    """Return the most probable class of each unit of the fit, from 0."""
    rows_ = rows_of(fit, None, None, "stability")
    parts = [by_unit(part, membership(part)).mean(axis=0) for part in rows_.blocks()]
    return np.asarray(np.concatenate(parts).argmax(axis=1))


def _compared(
    reference: np.ndarray,
    classes: Mapping[str, np.ndarray],
    labels: pd.Index,
    count: int,
    failed: Mapping[str, PybrmsError],
) -> Stability:
    """Return the result, in which the classes of all fits have the numbers of the reference."""
    of_reference = _indicators(reference + 1, count).astype(float)
    columns = {}
    for name, classes_of_fit in classes.items():
        both = of_reference @ _indicators(classes_of_fit + 1, count).astype(float).T
        number = np.empty(count, dtype=np.int64)
        ours, theirs = optimize.linear_sum_assignment(-both)
        number[theirs] = ours + 1
        columns[name] = number[classes_of_fit]
    return Stability(
        pd.Series(reference + 1, index=labels, name="class"),
        pd.DataFrame(columns, index=labels),
        count,
        dict(failed),
    )


def _samples(
    fit: Fit,
    units: np.ndarray,
    n: int,
    method: str,
    group: str | None,
    rng: np.random.Generator,
) -> dict[str, np.ndarray]:
    """Return the units of each fit, by the name of the fit."""
    total = int(units.max()) + 1
    if method == "bootstrap":
        if group is not None:
            raise InvalidArgument("Argument 'group' requires method = 'leave-out'.")
        return {f"sample{k + 1}": np.sort(rng.integers(total, size=total)) for k in range(n)}
    positions = np.arange(total)
    if group is None:
        if not 2 <= n <= total:
            raise InvalidArgument(f"'n' must be between 2 and the number of units, {total}.")
        dealt = rng.permutation(positions % n)
        return {f"without{k + 1}": positions[dealt != k] for k in range(n)}
    folds = folds_of(fit.model.frame, n, None, group, rng)
    first = np.unique(units, return_index=True)[1]
    if (folds != folds[first][units]).any():
        raise InvalidArgument(
            f"The levels of '{group}' split groups whose rows belong to one component together.",
            hint="Choose a column that is constant within each of these groups.",
        )
    names = fit.model.frame.data[group].astype(str).to_numpy()[first]
    of_unit = folds[first]
    return {
        f"without {names[of_unit == k][0]}": positions[of_unit != k]
        for k in range(1, folds.max() + 1)
    }


def _indicators(classes: np.ndarray, count: int) -> np.ndarray:
    """Return which units belong to each class, (K, units); classes count from 1."""
    return np.asarray(classes[None, :] == np.arange(1, count + 1)[:, None])


def _overlap(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the Jaccard agreement of each class of ``a`` with each class of ``b``: (K, K).

    It is 0 for a class without units.
    """
    both = a.astype(float) @ b.astype(float).T
    either = a.sum(axis=1)[:, None] + b.sum(axis=1)[None, :] - both
    return np.asarray(np.divide(both, either, out=np.zeros_like(both), where=either > 0))


def _rand(a: np.ndarray, b: np.ndarray) -> float:
    """Return the adjusted Rand index of two partitions, given as indicators (K, units)."""
    pairs = [(x * (x - 1) / 2).sum() for x in (a @ b.T, a.sum(axis=1), b.sum(axis=1))]
    size = a.shape[1]
    both, ours, theirs = pairs
    expected = ours * theirs / (size * (size - 1) / 2)
    most = (ours + theirs) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))
