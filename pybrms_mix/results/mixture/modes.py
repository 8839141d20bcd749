"""``mode_check()``: compare the modes of a mixture that the chains describe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods, warn
from pybrms_mix.base.shown import Shown
from pybrms_mix.model.ir import GroupPiece
from pybrms_mix.results.checks import ESS_PER_CHAIN
from pybrms_mix.results.diagnostics import convergence
from pybrms_mix.results.fit import Fit, mixture_method
from pybrms_mix.results.mixture.alignment import Alignment
from pybrms_mix.results.mixture.by_mode import story
from pybrms_mix.results.mixture.findings import (
    EMPTY,
    HEALTHY,
    OFTEN,
    VERDICTS,
    Finding,
    fewer_components,
    findings,
    more_iterations,
    parameters,
)
from pybrms_mix.results.mixture.labels import few_rows
from pybrms_mix.results.mixture.only_mixtures import knows_memberships
from pybrms_mix.results.mixture.unsearched import told, unsearched

_TOGETHER = 0.1  # the smallest excess over chance that is reported
_NO_ACCIDENT = 4.0  # standard deviations above chance
_PERMUTED = 100
_OFTEN = 0.02  # the proportion of draws whose memberships would agree better under other labels


@public_methods
@dataclass(frozen=True, eq=False)
class ModeCheck(Shown):
    """The result of ``mode_check()``.

    Attributes
    ----------
    verdict : str
        The most severe finding, or "healthy".
    findings : tuple of Finding
        The findings, the most severe first.
    notes : tuple of str
        Remarks on possible mistakes in the model, although the draws are sound.
    chains : DataFrame
        One line for each chain: ``mode`` (mode 1 has the highest log posterior), the ``order`` of
        its components under the labels of the first mode, ``log_posterior`` (mean), ``gap`` to mode
        1, and ``switched``, the proportion of draws whose labels differ from those of most draws.
        The log posterior of a mode with a collapsed component may be above that of mode 1.
    unsearched : str
        The reason why there was no search for modes before sampling; "" if there was one. Without a
        search, agreement between chains does not exclude other modes.
    modes : int
        The number of modes that the chains have visited. It is larger than 1 if all chains pass
        between several modes and agree on the share of each.
    precision : str
        A remark if no fault was found and an effective sample size is too small for the chains to
        show one; "" otherwise.
    """

    verdict: str
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    chains: pd.DataFrame
    unsearched: str = ""
    precision: str = ""
    modes: int = 1

    @property
    def healthy(self) -> bool:
        """Return whether nothing is wrong.

        Returns
        -------
        bool
            True if the verdict is "healthy".

        Examples
        --------
        >>> check = fit.mode_check()
        >>> check.healthy == (check.verdict == "healthy")
        True
        """
        return self.verdict == HEALTHY

    def lines(self) -> tuple[str, ...]:
        """Return findings and notes as text.

        Returns
        -------
        tuple of str
            One text for each finding and each note; empty if there are none.

        Examples
        --------
        >>> fit.mode_check().lines()[0][:45]
        'several modes: chain 2 is in another mode. It'
        """
        notes = tuple(f"Note: {note}" for note in self.notes)
        return (*(line for f in self.findings for line in f.lines()), *notes)

    def __str__(self) -> str:
        agreement = (
            "all chains agree on one mode"
            if self.modes == 1
            else f"all chains pass between {self.modes} modes and agree on the share of each"
        )
        well = [] if self.findings else [f"healthy: {agreement}."]
        reasons = [told(self.unsearched)] if self.unsearched else []
        reasons += [f"Note: {self.precision}"] if self.precision else []
        return "\n".join([*well, *self.lines(), *reasons, "", self.chains.round(3).to_string()])

    __repr__ = __str__


@mixture_method
def mode_check(fit: Fit) -> ModeCheck:
    """Check whether all chains describe the same mode of the posterior.

    The components of all chains first get the labels under which the memberships of the rows agree
    best. Chains are then compared by these memberships and by the log posterior. The check finds:

    - a component that has collapsed on a few equal rows;
    - chains in different modes, with the gap between their log posteriors. The gap is not a measure
      of the mass of a mode;
    - label switching between chains and within a chain;
    - components that are empty in most draws of a chain (in fewer draws: a note), and two
      components that are equal;
    - lack of convergence, also of the coefficients of the levels of groups. If no fault is found,
      an effective sample size below 100 for each chain is noted.

    A model with one family is checked for the first and the last of these.

    Parameters
    ----------
    fit : Fit
        A fit with draws.

    Returns
    -------
    ModeCheck
        The verdict, the findings with the remedy of each, and a table with one line for each chain.

    Raises
    ------
    InvalidArgument
        If the fit has no draws.

    See Also
    --------
    relabel : Give components the same meaning in all draws.
    by_mode : Summarise the draws of each mode.
    find_modes : Search for the modes without sampling.

    References
    ----------
    Stephens (2000), Dealing with label switching in mixture models, JRSS B 62(4). Vehtari et al.
    (2021), Rank-normalization, folding, and localization: an improved R-hat, Bayesian Analysis
    16(2).

    Examples
    --------
    >>> import numpy as np, pandas as pd, pybrms_mix as pm
    >>> y = np.r_[np.random.default_rng(1).normal([0, 9], 1, (50, 2)).ravel()]
    >>> arguments = dict(chains=2, iter=400, seed=1, silent=2)
    >>> fit = pm.brm("y ~ 1", pd.DataFrame({"y": y}), "mixture(gaussian, gaussian)", **arguments)
    >>> pm.mode_check(fit).verdict
    'healthy'
    """
    look = Alignment(fit)
    sorted_findings = sorted(findings(look), key=lambda f: VERDICTS.index(f.verdict))
    verdict = sorted_findings[0].verdict if sorted_findings else HEALTHY
    text = story(fit) if look.size > 1 else ""
    notes = list(_notes(fit, look, text))
    if all(f.verdict != EMPTY for f in sorted_findings):
        notes += _of_empty(look)
    precision = "" if sorted_findings else next(_of_precision(fit), "")
    return ModeCheck(
        verdict, tuple(sorted_findings), tuple(notes), look.table(), unsearched(fit), precision,
        1 if text else _visited(fit),
    )  # fmt: skip


def _visited(fit: Fit) -> int:
    """Return the number of modes that a search found in which chains without a finding were."""
    modes = fit.run.modes if fit.run is not None else None
    return 1 if modes is None else max(1, modes.matter)


def warn_of_groups(fit: Fit) -> None:
    """Warn if whole groups seem to belong to one component in a mixture of rows.

    Warns:
        PybrmsWarning: with the note of ``mode_check()``.
    """
    if fit.model.of(GroupPiece) and knows_memberships(fit):
        for note in _of_groups(fit, Alignment(fit)):
            text = f"{note[0].upper()}{note[1:]}"
            warn(text)


def warn_of_modes(fit: Fit) -> None:
    """Warn of several modes from the search before sampling, if chains do not pass between them.

    Warns:
        PybrmsWarning: with the note of ``mode_check()``.
    """
    if fit.draws is not None and fit.draws.values.size and (text := story(fit)):
        warn(f"{text[0].upper()}{text[1:]}")


def _notes(fit: Fit, look: Alignment, text: str) -> Iterator[str]:
    """Yield remarks on possible mistakes: several modes, a weak order, whole groups.

    ``text`` is the sentence on the modes that were found before sampling.
    """
    if look.size == 1:
        return
    if text:
        yield text
    if look.order_holds and (look.orders != np.arange(look.size)).any(axis=2).mean() > _OFTEN:
        yield (
            "the order does not separate the components: they overlap, and in many draws the "
            "memberships of the rows would agree better under other labels. Each label stands "
            "for a rank in the order, not for one cluster of rows."
        )
    yield from _of_groups(fit, look)


def _of_empty(look: Alignment) -> Iterator[str]:
    """Yield a note if a component is empty in some draws, but not in most draws of a chain."""
    share = float(look.fewer.mean())
    if look.size > 1 and share > OFTEN:
        yield (
            f"in {100 * share:.0f} % of the draws a component holds less than one row, and only "
            "the priors determine its parameters. The draws represent the posterior, in which "
            f"it is uncertain whether {look.size} components are needed: "
            "occupied_components(fit) shows the probability of each number. Next: "
            f"{fewer_components(look.size)}"
        )


def _of_precision(fit: Fit) -> Iterator[str]:
    """Yield a note if the effective sample size is too small for R-hat to be reliable."""
    sizes = convergence(fit.posterior, parameters(fit))["Bulk_ESS"]
    enough = ESS_PER_CHAIN * fit.posterior.chains
    if (sizes < enough).any():
        yield (
            f"the effective sample size is {sizes.min():.0f} ({sizes.idxmin()}), below {enough}. "
            "With so few, chains may agree by chance although none of them has visited the whole "
            f"posterior. Next: {more_iterations(fit)}."
        )


def _of_groups(fit: Fit, look: Alignment) -> Iterator[str]:
    """Yield a note for each grouping factor whose levels seem to lie in one component each."""
    if look.size == 1 or fit.model.mixture.gr:
        return
    model = few_rows(fit.model)
    shares = look.shares[look.modes == 1].mean(axis=(0, 1))
    for group, columns in {p.group: p.factors for p in model.of(GroupPiece)}.items():
        if not columns <= set(model.frame.data.columns):
            continue
        level = pd.factorize(model.frame.data[sorted(columns)].astype(str).agg("\0".join, axis=1))
        agreement = together(shares, level[0])
        if agreement.share > _TOGETHER and agreement.z > _NO_ACCIDENT:
            yield (
                f"the memberships of the rows of one '{group}' are correlated "
                f"({agreement.share:.2f}, {agreement.z:.0f} standard deviations above chance), "
                "though the components of the rows are independent in this model. If each "
                f"'{group}' "
                f'belongs to one component as a whole, fit mixture(..., gr = "{group}").'
            )


@dataclass(frozen=True)
class Together:
    """The excess over chance with which two rows of a group are in the same component.

    Attributes:
        share: the excess as a proportion; 1 if all rows of a group have the same memberships.
        z: the excess in standard deviations of the permutation distribution.
    """

    share: float
    z: float


def together(shares: np.ndarray, levels: np.ndarray) -> Together:
    """Return the excess agreement of rows of one level.

    Memberships are (rows, K), levels count from 0.

    Source: an intraclass correlation, compared with permutations of the rows.
    """
    rng = np.random.default_rng(1)
    pairs = _agreement(shares, levels)
    by_chance = [_agreement(shares, rng.permutation(levels)) for _ in range(_PERMUTED)]
    chance, spread = float(np.mean(by_chance)), float(np.std(by_chance))
    itself = float((shares**2).sum(axis=1).mean())
    if not spread or itself <= chance:
        return Together(0.0, 0.0)
    return Together((pairs - chance) / (itself - chance), (pairs - chance) / spread)


def _agreement(shares: np.ndarray, levels: np.ndarray) -> float:
    """Return the probability that two rows of one level are in the same component."""
    sums = np.zeros((levels.max() + 1, shares.shape[1]))
    np.add.at(sums, levels, shares)
    rows = np.bincount(levels)
    pairs = (rows * (rows - 1)).sum()
    return float(((sums**2).sum() - (shares**2).sum()) / pairs) if pairs else 0.0
