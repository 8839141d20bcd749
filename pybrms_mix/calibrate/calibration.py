"""The result of simulation-based calibration: ranks, tests and a plot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.calibrate.bands import bands, ecdf, outside
from pybrms_mix.plots.panels import differences

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_RHAT = 1.05


@public_methods
@dataclass(frozen=True, eq=False)
class Calibration:
    """The result of ``sbc()``.

    Attributes
    ----------
    ranks : DataFrame
        One row for each replication and one column for each quantity: the number of posterior draws
        below the true value, from 0 to ``kept``.
    kept : int
        The number of posterior draws among which each true value is ranked.
    diagnostics : DataFrame
        One row for each replication: ``rhat`` (the largest), ``ess`` (the smallest), the number of
        ``divergent`` transitions, and ``seconds``.
    prob : float
        The probability with which the bands of all quantities hold simultaneously.
    errors : mapping of int to str
        The error messages of replications that could not be fitted, by replication number.
    """

    ranks: pd.DataFrame
    kept: int
    diagnostics: pd.DataFrame
    prob: float
    errors: Mapping[int, str]

    @property
    def table(self) -> pd.DataFrame:
        """Return a table of the tests of uniformity.

        Returns
        -------
        DataFrame
            One row for each quantity. ``mean_rank`` is the mean of its ranks on the scale from 0 to
            1 (ideally 0.5). ``deviation`` is the largest distance between the ECDF of the ranks and
            the uniform distribution function. ``passes`` says whether the ECDF stays within its
            bands.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import Calibration
        >>> ranks = pd.DataFrame({"sigma": range(100), "b_x": [0, 1] * 50})
        >>> diagnostics = pd.DataFrame({"rhat": [1.0], "ess": [400.0]})
        >>> calibration = Calibration(ranks, 99, diagnostics, 0.95, {})
        >>> calibration.table.round(3)
               mean_rank  deviation  passes
        sigma      0.500       0.00    True
        b_x        0.005       0.98   False
        """
        rows = {}
        for name in self.ranks:
            ranks = self.ranks[name].to_numpy()
            rows[str(name)] = {
                "mean_rank": float(ranks.mean()) / self.kept,
                "deviation": float(np.abs(ecdf(ranks, self.kept) - self._uniform).max()),
                "passes": not outside(ranks, self.kept, self._level),
            }
        return pd.DataFrame.from_dict(rows, orient="index")

    @property
    def _uniform(self) -> np.ndarray:
        return np.arange(1, self.kept + 2) / (self.kept + 1)

    @property
    def _level(self) -> float:
        """Return the level of each band at which all bands hold simultaneously."""
        return 1 - (1 - self.prob) / max(1, self.ranks.shape[1])

    @property
    def failures(self) -> list[str]:
        """Return the names of the quantities whose ranks are not uniform.

        Returns
        -------
        list of str
            The names, in the order of the columns of ``ranks``.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import Calibration
        >>> ranks = pd.DataFrame({"sigma": range(100), "b_x": [0, 1] * 50})
        >>> diagnostics = pd.DataFrame({"rhat": [1.0], "ess": [400.0]})
        >>> calibration = Calibration(ranks, 99, diagnostics, 0.95, {})
        >>> calibration.failures
        ['b_x']
        """
        passes = self.table["passes"]
        return [str(n) for n, good in zip(passes.index, passes, strict=True) if not good]

    @property
    def passes(self) -> bool:
        """Return whether the ranks of all quantities are compatible with uniformity.

        Returns
        -------
        bool
            True if there are no ``failures``.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import Calibration
        >>> ranks = pd.DataFrame({"sigma": range(100), "b_x": [0, 1] * 50})
        >>> diagnostics = pd.DataFrame({"rhat": [1.0], "ess": [400.0]})
        >>> calibration = Calibration(ranks, 99, diagnostics, 0.95, {})
        >>> calibration.passes
        False
        """
        return not self.failures

    def plot(self) -> Figure:
        """Plot the ECDF of the ranks minus the uniform distribution function, with the bands.

        Returns
        -------
        Figure
            A figure with one panel for each quantity.
        """
        lower, upper = bands(len(self.ranks), self.kept, self._level)
        at, names = self._uniform, [str(n) for n in self.ranks]
        curves = {n: ecdf(self.ranks[n].to_numpy(), self.kept) - at for n in names}
        return differences(at, curves, (lower - at, upper - at), self.failures)

    def __str__(self) -> str:
        return "\n".join([*self._sentences(), self.table.round(3).to_string()])

    def _sentences(self) -> list[str]:
        """Return the verdict, then the problems that make the ranks unreliable."""
        failed = ", ".join(self.failures)
        verdict = f"NOT calibrated: {failed}" if failed else "calibrated"
        head = f"{len(self.ranks)} replications, ranks among {self.kept} draws: {verdict}"
        return [head, *self._doubts()]

    def _doubts(self) -> list[str]:
        """Return sentences about problems that make the ranks unreliable."""
        poor = int((self.diagnostics["rhat"] > _RHAT).sum())
        few_draws = int((self.diagnostics["ess"] < self.kept / 2).sum())
        sentences = [f"In {poor} replications R-hat is over {_RHAT}."] if poor else []
        if few_draws:
            sentences.append(
                f"In {few_draws} replications a quantity has a smaller effective sample size than "
                "half the number of draws that give its rank: increase iter."
            )
        if self.errors:
            number, why = next(iter(self.errors.items()))
            sentences.append(
                f"Failed fits: {len(self.errors)}; the first, replication {number}: "
                f"{why.splitlines()[0]}"
            )
        return sentences

    __repr__ = __str__

    def _repr_html_(self) -> str:
        sentences = [escape(sentence) for sentence in self._sentences()]
        return "<br>".join(sentences) + str(self.table.round(3).to_html())
