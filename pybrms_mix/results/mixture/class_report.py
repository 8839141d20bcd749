"""A report of the classes of a mixture: sizes, certainty, separation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.model import values
from pybrms_mix.results import published
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit, mixture_method
from pybrms_mix.results.mixture.membership import by_unit, entropy_of, membership, rows_of
from pybrms_mix.results.predict.prediction_rows import Rows, Which
from pybrms_mix.results.predict.re_formula import ReFormula

if TYPE_CHECKING:
    from typing_extensions import Unpack

_MOST = 5_000
"""The number of units above which a co-membership matrix would fill the memory."""


@public_methods
@dataclass(frozen=True, eq=False)
class ClassReport:
    """The classes of a mixture, as ``class_report()`` returns them.

    A unit is a row, or with ``mixture(..., gr = "id")`` a whole group. A class is a component.

    Attributes
    ----------
    sizes : DataFrame
        One line for each class. ``Estimate`` to ``Q97.5``: the share of the units that belong to
        the class, over the draws. ``assigned`` and ``share``: the number and the share of the units
        for which the class is the most probable one.
    classification : DataFrame
        Shape (K, K). Row j, column k: the mean probability of class k among the units that are
        assigned to class j. Rows sum to 1. A row is NaN if no unit is assigned to its class.
    misclassification : DataFrame
        Shape (K, K). Row j, column k: the probability that a unit of class j is assigned to class
        k. Rows sum to 1. Three-step methods correct with this table.
    odds : Series
        The odds of correct classification of each class: the odds of the class among the units that
        are assigned to it, over the odds of the class among all units. Nagin (2005) recommends at
        least 5.
    entropy : Series
        The relative entropy of the classification over the draws, as ``classification_entropy()``
        gives it: 1 where every class is certain.
    overlap : DataFrame
        Shape (K, K). The probability that a unit of class j is assigned to class k, plus the
        reverse: 0 for classes that are never confused.
    units : str
        "rows", or the name of the grouping column.
    count : int
        The number of units.
    """

    sizes: pd.DataFrame
    classification: pd.DataFrame
    misclassification: pd.DataFrame
    odds: pd.Series
    entropy: pd.Series
    overlap: pd.DataFrame
    units: str
    count: int

    @property
    def table(self) -> pd.DataFrame:
        """Return one line for each class: sizes, mean probability when assigned, and odds.

        Returns
        -------
        DataFrame
            Shape (K, 8): the columns of ``sizes``, the diagonal of ``classification`` as
            ``probability``, and ``odds``.

        Examples
        --------
        >>> fit.class_report().table.columns[-4:].tolist()
        ['assigned', 'share', 'probability', 'odds']
        """
        probability = np.diag(self.classification.to_numpy())
        return self.sizes.assign(probability=probability, odds=self.odds.to_numpy())

    def __str__(self) -> str:
        lines = [f"{len(self.sizes)} classes of {self.count} {self.units}"]
        for title, cells in self._tables():
            lines += ["", f"{title}:", cells.to_string()]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return "".join(f"<p>{title}</p>{cells.to_html()}" for title, cells in self._tables())

    def to_markdown(self) -> str:
        """Return the tables as Markdown.

        Returns
        -------
        str
            One table after the other, each below its title.

        Examples
        --------
        >>> print(fit.class_report().to_markdown().splitlines()[2])
        | | Estimate | Est.Error | Q2.5 | Q97.5 | assigned | share | probability | odds |
        """
        return published.markdown(self._tables())

    def to_latex(self) -> str:
        r"""Return the tables as LaTeX.

        Returns
        -------
        str
            One ``tabular`` for each table, for the package booktabs: ``\usepackage{booktabs}``.

        Examples
        --------
        >>> "\\toprule" in fit.class_report().to_latex()
        True
        """
        return "\n".join(published.latex([table]) for table in self._tables())

    def _tables(self) -> list[published.Titled]:
        """Return the tables as text, each with its title."""
        table = self.table
        odds = [f"{value:.1f}" if np.isfinite(value) else f"{value}" for value in table["odds"]]
        sizes = table.round(2).astype({"assigned": int}).astype(str).assign(odds=odds)
        entropy = self.entropy.to_frame().T.round(2).astype(str)
        return [
            ("Sizes, and certainty of the assignment", sizes),
            ("Mean probability of each class (columns) by assigned class (rows)",
             _rounded(self.classification)),
            ("Relative entropy", entropy),
            ("Overlap", _rounded(self.overlap)),
        ]  # fmt: skip


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    return table.round(3).astype(str)


@mixture_method
def class_report(
    fit: Fit,
    newdata: Any = None,
    re_formula: ReFormula = None,
    *,
    names: Sequence[str] | None = None,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
    **which: Unpack[Which],
) -> ClassReport:
    """Return a report on the classes of a mixture: sizes, certainty and separation.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture with draws.
    newdata, re_formula, **which
        As in ``posterior_predict()``.
    names : sequence of str, optional
        The names of the classes; by default "1", "2", ....
    robust, probs
        As in ``predict()``.

    Returns
    -------
    ClassReport
        Sizes, the classification table, odds of correct classification, relative entropy and
        overlap. Tables, and text by ``str()``, ``to_markdown()`` and ``to_latex()``.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture, or if there is not one name for each class.

    See Also
    --------
    classify : the class of each row.
    co_membership : the probability that two rows belong to one class.

    References
    ----------
    Nagin (2005), Group-Based Modeling of Development: odds of correct classification. Bolck, Croon
    and Hagenaars (2004): the table of misclassification. Maitra and Melnykov (2010): overlap.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.class_report().sizes.round(2)
       Estimate  Est.Error  Q2.5  Q97.5  assigned  share
    1      0.51       0.06  0.40   0.63        48    0.8
    2      0.49       0.06  0.37   0.60        12    0.2
    """
    rows_ = rows_of(fit, newdata, re_formula, "class_report", **which)
    classes = class_names(fit, names)
    shares, mean, entropy = _collected(rows_)
    sizes = pd.DataFrame(estimates(shares, robust, probs), index=classes, columns=columns(probs))
    assigned = np.eye(len(classes))[mean.argmax(axis=1)]
    count = assigned.sum(axis=0)
    sizes = sizes.assign(assigned=count.astype(int), share=count / len(mean))
    joint = assigned.T @ mean  # (assigned class, class)
    with np.errstate(invalid="ignore", divide="ignore"):
        classification = joint / count[:, None]
        misclassification = (joint / joint.sum(axis=0)).T
        diagonal, prior = np.diag(classification), mean.mean(axis=0)
        odds = (diagonal / (1 - diagonal)) / (prior / (1 - prior))
    confused = misclassification + misclassification.T
    np.fill_diagonal(confused, np.nan)
    groups = values.together(rows_.model)
    return ClassReport(
        sizes=sizes,
        classification=pd.DataFrame(classification, index=classes, columns=classes),
        misclassification=pd.DataFrame(misclassification, index=classes, columns=classes),
        odds=pd.Series(odds, index=classes, name="odds"),
        entropy=pd.Series(estimates(entropy, robust, probs), columns(probs), name="Entropy"),
        overlap=pd.DataFrame(confused, index=classes, columns=classes),
        units="rows" if groups is None else groups.name,
        count=len(mean),
    )


@mixture_method
def co_membership(
    fit: Fit, newdata: Any = None, re_formula: ReFormula = None, **which: Unpack[Which]
) -> pd.DataFrame:
    """Return the posterior probability that two units belong to one class.

    This probability depends neither on the labels of the classes nor on an assignment of units.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture with draws.
    newdata, re_formula, **which
        As in ``posterior_predict()``.

    Returns
    -------
    DataFrame
        Shape (units, units), with the labels of the rows, or of the levels of whole groups. The
        diagonal is 1.

    Raises
    ------
    InvalidArgument
        If the family is not a mixture, or for more than 5,000 units.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.co_membership().iloc[:2, :2].round(2)
          0     1
    0  1.00  0.61
    1  0.61  1.00
    """
    rows_ = rows_of(fit, newdata, re_formula, "co_membership", **which)
    if len(rows_.units) > _MOST:
        raise InvalidArgument(
            f"A co-membership matrix of {len(rows_.units)} units is too large.",
            hint=f"Pass at most {_MOST} units as newdata.",
        )
    p = np.concatenate([by_unit(part, membership(part)) for part in rows_.blocks()], axis=1)
    together = np.zeros((p.shape[1], p.shape[1]))
    for draw in p:
        together += draw @ draw.T
    together /= len(p)
    np.fill_diagonal(together, 1.0)
    return pd.DataFrame(together, index=rows_.units, columns=rows_.units)


def class_names(fit: Fit, names: Sequence[str] | None) -> list[str]:
    """Return the names of the classes: those that the user gave, or their numbers.

    Raises:
        InvalidArgument: if there is not one name for each class.
    """
    numbers = [f"{c.number}" for c in fit.model.mixture.components]
    if names is None:
        return numbers
    if len(set(names)) != len(numbers):
        raise InvalidArgument(
            f"'names' must have {len(numbers)} different names, one for each class.",
            hint=f"It has: {', '.join(map(str, names))}.",
        )
    return list(names)


def _collected(rows_: Rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return shares of the classes, mean memberships and relative entropy.

    Shapes: (draws, K), (units, K) and (draws,).
    """
    totals: list[np.ndarray] = []
    means: list[np.ndarray] = []
    disorder = np.zeros(rows_.S)
    for part in rows_.blocks():
        p = by_unit(part, membership(part))
        totals.append(p.sum(axis=1))
        means.append(p.mean(axis=0))
        disorder += entropy_of(p).sum(axis=1)
    mean = np.concatenate(means)
    units, classes = mean.shape
    return sum(totals) / units, mean, 1 - disorder / (units * np.log(classes))
