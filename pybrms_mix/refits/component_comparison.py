"""The table of fits with different numbers of components, and the number that it suggests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.plots.panels import errorbars
from pybrms_mix.results.fit import Fit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_CRITERIA = ("BIC", "SABIC", "ICL")


@public_methods
@dataclass(frozen=True, eq=False)
class ComponentComparison:
    """The result of ``compare_components()``.

    Attributes
    ----------
    table : DataFrame
        One line for each number of components. ``compare_components()`` describes the columns.
    fits : mapping of int to Fit
        The fits by their number of components.
    errors : mapping of int to PybrmsError
        The errors of the fits that failed, by number of components, for ``errors="keep"``.
    without_mode : mapping of int to str
        The reasons why some fits have no BIC, SABIC and ICL, by number of components.
    """

    table: pd.DataFrame
    fits: Mapping[int, Fit]
    errors: Mapping[int, PybrmsError] = field(default_factory=dict)
    without_mode: Mapping[int, str] = field(default_factory=dict)

    @property
    def best(self) -> int:
        """Return the number of components with the highest elpd.

        Returns
        -------
        int
            The number of components.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import ComponentComparison
        >>> table = pd.DataFrame(
        ...     {"elpd": [-59, -51, -50], "elpd_diff": [-9.0, -1.0, 0.0], "se_diff": [3, 1.5, 0]},
        ...     index=[1, 2, 3],
        ... )
        >>> comparison = ComponentComparison(table, {1: fit, 2: fit, 3: fit})
        >>> comparison.best
        3
        """
        return self._numbers[int(np.argmax(self.table["elpd"]))]

    @property
    def chosen(self) -> int:
        """Return the smallest number whose elpd is within two standard errors of the best.

        Returns
        -------
        int
            The number of components.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import ComponentComparison
        >>> table = pd.DataFrame(
        ...     {"elpd": [-59, -51, -50], "elpd_diff": [-9.0, -1.0, 0.0], "se_diff": [3, 1.5, 0]},
        ...     index=[1, 2, 3],
        ... )
        >>> comparison = ComponentComparison(table, {1: fit, 2: fit, 3: fit})
        >>> comparison.chosen
        2
        """
        near = np.asarray(self.table["elpd_diff"] >= -2 * self.table["se_diff"])
        return min(k for k, close in zip(self._numbers, near, strict=True) if close)

    @property
    def _numbers(self) -> list[int]:
        return list(self.fits)

    def plot(self, ax: Axes | None = None) -> Figure:
        """Draw the differences of the elpd from the best, with two standard errors.

        Parameters
        ----------
        ax : Axes, optional
            The axes to draw on.

        Returns
        -------
        Figure
            The figure of the axes.
        """
        table = self.table
        axes = errorbars(self._numbers, table["elpd_diff"], 2 * table["se_diff"], ax)
        axes.set_xlabel("components")
        axes.set_ylabel("difference of elpd from the highest")
        return axes.get_figure(root=True)  # type: ignore[return-value]

    @property
    def reason(self) -> str:
        """Return a sentence that explains the choice of ``chosen``.

        Returns
        -------
        str
            The sentence, with the difference of the elpd and its standard error.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import ComponentComparison
        >>> table = pd.DataFrame(
        ...     {"elpd": [-59, -51, -50], "elpd_diff": [-9.0, -1.0, 0.0], "se_diff": [3, 1.5, 0]},
        ...     index=[1, 2, 3],
        ... )
        >>> comparison = ComponentComparison(table, {1: fit, 2: fit, 3: fit})
        >>> comparison.reason[:54]
        'K = 2 is the smallest number of components whose elpd '
        """
        chosen_k, best = self.chosen, self.best
        if chosen_k == best:
            smaller = "no smaller number is within two standard errors of it"
            ending = (
                smaller if best > min(self._numbers) else "is the smallest number of components"
            )
            return f"K = {best} has the highest elpd, and {ending}."
        line = self.table.loc[chosen_k]
        return (
            f"K = {chosen_k} is the smallest number of components whose elpd is within two "
            f"standard errors of the highest elpd: K = {best} is {-line['elpd_diff']:.1f} "
            f"higher, standard error {line['se_diff']:.1f}."
        )

    def __str__(self) -> str:
        return "\n".join([self._printed.to_string(), *self._notes])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{escape(note)}</p>" for note in self._notes)
        return f"{self._printed.to_html()}{notes}"

    @property
    def _printed(self) -> pd.DataFrame:
        """Return the rounded table with an asterisk at the line of ``chosen``."""
        tenths = dict.fromkeys(("elpd", "se", "elpd_diff", "se_diff", "log_lik", *_CRITERIA), 1)
        hundredths = dict.fromkeys(("entropy", "smallest", "occupied"), 2)
        table = self.table.round({**tenths, **hundredths, "rhat": 3})
        chosen_k = self.chosen if self.fits else None
        marks = ["*" if k == chosen_k else "" for k in self._numbers]
        table.insert(0, "", marks)
        return table

    @property
    def _notes(self) -> list[str]:
        """Return the sentences below the printed table."""
        if not self.fits:
            return []
        criteria = [name for name in _CRITERIA if self.table[name].notna().any()]
        least = ", ".join(f"{name} at K = {self.table[name].idxmin()}" for name in criteria)
        missing_lines = [
            f"The log likelihood of K = {k} at a mode is missing: {reason}."
            for k, reason in self.without_mode.items()
        ]
        return [f"* {self.reason}", *([f"Least {least}."] if least else []), *missing_lines]
