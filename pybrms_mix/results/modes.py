"""A verdict on the modes of a mixture's posterior: whether all chains tell the same story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pybrms_mix.lazy import pandas as pd
from pybrms_mix.model.ir import GroupPiece
from pybrms_mix.results.findings import HEALTHY, VERDICTS, Finding, findings
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.labels import few_rows
from pybrms_mix.results.look import Look

_TOGETHER = 0.9  # share of pairs of a group's rows in one component that is no accident
_BY_CHANCE = 0.8


@dataclass(frozen=True, eq=False)
class ModeCheck:
    """What ``mode_check()`` returns.

    Attributes:
        verdict: the gravest of the findings, or "healthy".
        findings: what is wrong, the gravest first.
        notes: what may not be meant, though nothing is wrong with the draws.
        chains: a line a chain: ``mode`` (1 has the highest log posterior), the ``order`` of its
            components under the labels of the first mode, ``log_posterior`` (mean), ``gap`` below
            mode 1, and ``switched``, the share of its draws with other labels than most.
    """

    verdict: str
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    chains: pd.DataFrame

    @property
    def healthy(self) -> bool:
        """Return whether nothing is wrong."""
        return self.verdict == HEALTHY

    def lines(self) -> tuple[str, ...]:
        """Return the findings as text; nothing if there are none."""
        return tuple(line for f in self.findings for line in f.lines())

    def __str__(self) -> str:
        told = self.lines() or ("healthy: all chains agree on one mode.",)
        notes = [f"Note: {n}" for n in self.notes]
        return "\n".join([*told, *notes, "", self.chains.round(3).to_string()])

    __repr__ = __str__


@method
def mode_check(fit: Fit) -> ModeCheck:
    """Return whether the chains agree on one mode, and if not, what is wrong and what to do.

    Chains are compared by the memberships of the rows and by the log posterior, after the labels
    of the components have been given the places in which memberships agree best. Told apart are:
    a component that has collapsed on a few equal rows, chains in a minor mode (with the gap of the
    log posterior), label switching between and within chains, components that are empty, two
    components that are one, and plain lack of convergence. For families that are no mixtures the
    first and the last are looked for.

    Raises:
        InvalidArgument: if the fit has no draws.

    Source: labels as in Stephens (2000); convergence by R-hat of Vehtari et al. (2021).

    >>> import numpy as np, pandas as pd, pybrms_mix as pm
    >>> y = np.r_[np.random.default_rng(1).normal([0, 9], 1, (50, 2)).ravel()]
    >>> arguments = dict(chains=2, iter=400, seed=1, silent=2)
    >>> fit = pm.brm("y ~ 1", pd.DataFrame({"y": y}), "mixture(gaussian, gaussian)", **arguments)
    >>> pm.mode_check(fit).verdict
    'healthy'
    """
    look = Look(fit)
    found = sorted(findings(look), key=lambda f: VERDICTS.index(f.verdict))
    verdict = found[0].verdict if found else HEALTHY
    return ModeCheck(verdict, tuple(found), tuple(_notes(fit, look)), look.table())


def _notes(fit: Fit, look: Look) -> Iterator[str]:
    """Return a note of each grouping factor whose levels seem to belong to components as wholes."""
    if look.size == 1:
        return
    model = few_rows(fit.model)
    first = look.shares[look.modes == 1].mean(axis=(0, 1)).argmax(axis=1)
    chance = float(np.square(np.bincount(first, minlength=look.size) / len(first)).sum())
    for group, columns in {p.group: p.factors for p in model.of(GroupPiece)}.items():
        if not columns <= set(model.frame.data.columns) or group == fit.model.mixture.gr:
            continue
        level = pd.factorize(model.frame.data[sorted(columns)].astype(str).agg("\0".join, axis=1))
        together = _agreement(first, level[0], look.size)
        if together > _TOGETHER and chance < _BY_CHANCE:
            yield (
                f"rows of the same '{group}' are in the same component in {100 * together:.0f} % "
                f"of all pairs ({100 * chance:.0f} % by chance), though this model lets every row "
                f"choose for itself. If each '{group}' belongs to one component as a whole, say "
                f'so: mixture(..., gr = "{group}").'
            )


def _agreement(components: np.ndarray, levels: np.ndarray, size: int) -> float:
    """Return the share of pairs of rows of one level that are in the same component."""
    counts = np.zeros((levels.max() + 1, size))
    np.add.at(counts, (levels, components), 1)
    rows = counts.sum(axis=1)
    pairs = (rows * (rows - 1)).sum()
    return float((counts * (counts - 1)).sum() / pairs) if pairs else 0.0
