"""Results of hypothesis tests: tables, and their print as in brms."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.base.takes import Digits
from pybrms_mix.results import layout

_CHARS = 20
_KEPT = 4
COLUMNS = (
    "Hypothesis",
    "Estimate",
    "Est.Error",
    "CI.Lower",
    "CI.Upper",
    "Evid.Ratio",
    "Post.Prob",
)


@public_methods
@dataclass(frozen=True, eq=False)
class Hypotheses(Shown):
    """The result of ``hypothesis()``. Prints as in brms.

    Attributes
    ----------
    hypothesis : DataFrame
        One line for each hypothesis (and level), with the columns ``Hypothesis``, ``Estimate``,
        ``Est.Error``, ``CI.Lower``, ``CI.Upper``, ``Evid.Ratio``, ``Post.Prob`` and ``Star``. For
        ``scope`` "ranef" and "coef" the first column is ``Group``, the level.
    samples : DataFrame
        Draws of the left side minus the right side, one column for each hypothesis: H1, H2, ....
    prior_samples : DataFrame
        The same for draws from the priors; NaN without such draws.
    class_ : str
        The prefix of the names in the hypotheses.
    alpha : float
        One minus the probability of the two-sided intervals.
    """

    hypothesis: pd.DataFrame
    samples: pd.DataFrame
    prior_samples: pd.DataFrame
    class_: str
    alpha: float

    def __str__(self) -> str:
        return self.text(shutil.get_terminal_size((layout.WIDTH, 24)).columns)

    __repr__ = __str__

    def text(self, width: int = layout.WIDTH, digits: Digits = 2) -> str:
        """Return the print of brms.

        Parameters
        ----------
        width : int, default 80
            The number of characters in a line.
        digits : int, default 2
            The number of decimals.

        Returns
        -------
        str
            The lines of the print.

        Examples
        --------
        >>> print(fit.hypothesis("mu1_x > 0").text().splitlines()[0])
        Hypothesis Tests for class b:
        """
        one_sided, two = (f"{100 * (1 - a):.15g}%" for a in (2 * self.alpha, self.alpha))
        return "\n".join(
            [
                f"Hypothesis Tests for class {self.class_}:",
                *layout.lines(self._cells(digits), width),
                "---",
                f"'CI': {one_sided}-CI for one-sided and {two}-CI for two-sided hypotheses.",
                f"'*': For one-sided hypotheses, the posterior probability exceeds {two};",
                f"for two-sided hypotheses, the value tested against lies outside the {two}-CI.",
                "Posterior probabilities of point hypotheses assume equal prior probabilities.",
            ]
        )

    def _cells(self, digits: int) -> pd.DataFrame:
        table = self.hypothesis.copy()
        table["Hypothesis"] = [_limited(h) for h in table["Hypothesis"]]
        for name in COLUMNS[1:]:
            table[name] = layout.shortest(table[name], digits)
        return table.set_axis(range(1, len(table) + 1), axis=0)


def _limited(text: str) -> str:
    """Return the label of a hypothesis, shortened as in brms.

    The last four characters stay: they are the sign and the zero (" > 0") unless the user named the
    hypothesis. The characters before them are cut to 20.
    """
    body, end = text[:-_KEPT], text[-_KEPT:]
    return (body if len(body) <= _CHARS else f"{body[: _CHARS - 3]}...") + end
