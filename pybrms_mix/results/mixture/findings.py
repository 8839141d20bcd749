"""Faults in the modes of the posterior of a mixture, each with a description and a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.ir import ConcentrationPiece, EqualPiece, Model
from pybrms_mix.results.checks import RHAT, RHAT_OF_LEVELS
from pybrms_mix.results.diagnostics import rhats
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.alignment import Alignment

HEALTHY = "healthy"
COLLAPSED = "collapsed component"
SEVERAL = "several modes"
BETWEEN = "label switching between chains"
WITHIN = "label switching within chains"
EMPTY = "empty component"
TWINS = "duplicated component"
UNMIXED = "not converged"
VERDICTS = (COLLAPSED, SEVERAL, BETWEEN, WITHIN, EMPTY, TWINS, UNMIXED, HEALTHY)

_RARE = 0.02  # A smaller share of draws with other labels is no label switching.
# A chain with a larger share of draws under other labels switches labels all the time.
_TO_AND_FRO = 0.25
OFTEN = 0.1  # the least share of draws with an empty component for which a finding is reported
# the share of draws with an empty component above which the model has too many components
_MOST = 0.5
_TWINS = 0.9  # The overlap between the rows of two components from which they count as duplicates.


@dataclass(frozen=True)
class Finding:
    """A fault that ``mode_check()`` has found.

    Attributes:
        verdict: the name of the fault, one of ``VERDICTS``.
        what: a description with numbers.
        parameters: the variables that show the fault.
        chains: the chains that have the fault, from 1.
        next: the advice: a call, or a change of the model.
    """

    verdict: str
    what: str
    parameters: tuple[str, ...]
    chains: tuple[int, ...]
    next: str

    def lines(self) -> tuple[str, ...]:
        """Return the fault as text."""
        parameters_listed = ", ".join(self.parameters[:6]) + (
            ", ..." if len(self.parameters) > 6 else ""
        )
        see_also = [f"  See: {parameters_listed}."] if parameters_listed else []
        return (f"{self.verdict}: {self.what}", *see_also, f"  Next: {self.next}")


def findings(look: Alignment) -> Iterator[Finding]:
    """Return all faults."""
    rhat = rhats(look.draws, parameters(look.fit))
    levels = rhats(look.draws, _levels(look.fit))
    values = pd.concat([rhat[rhat > RHAT], levels[levels > RHAT_OF_LEVELS]])
    high = values.sort_values(ascending=False)
    if look.size > 1:
        yield from _collapsed(look)
        # Chains with the same parameters are in one mode, even if memberships of a few rows differ.
        yield from _several(look) if len(high) else ()
        empty = _empty(look)
        twins = _twins(look)
        yield from empty
        yield from twins
        # An empty or duplicated component has no label that could switch.
        if look.fewer.mean() <= OFTEN and not empty and not twins:
            yield from _switching(look)
    yield from _unmixed(look, high)


def _collapsed(look: Alignment) -> Iterator[Finding]:
    """Return spreads that tend to zero, where the density is unbounded."""
    names, means, low = look.shrunk
    for k in np.flatnonzero(low.any(axis=0)):
        chains = tuple(int(c) + 1 for c in np.flatnonzero(low[:, k]))
        yield Finding(
            COLLAPSED,
            f"{names[k]} has shrunk to {means[low[:, k], k].min():.2g} in {_listed(chains)}: "
            "the component has collapsed on a few equal rows, where the density is unbounded.",
            (names[k],), chains,
            f'a prior that keeps it away from 0: "prior(inv_gamma(3, s), {names[k]})", where s '
            "is twice the expected spread of the component.",
        )  # fmt: skip


_DECIDE = (
    "decide between the modes by priors from knowledge that does not come from these draws, "
    "shared coefficients (mixture(..., shared = )), a simpler formula of theta, or an order by "
    "another parameter. If nothing decides, report every mode."
)


def _several(look: Alignment) -> Iterator[Finding]:
    table = look.table()
    # A collapsed component is reported by another finding. The density is unbounded there, so
    # differences in it do not indicate modes.
    fallen = set(look.modes[look.collapsed])
    for mode in sorted(set(look.modes) - {1} - fallen):
        chains = tuple(int(c) for c in table.index[look.modes == mode])
        gap = float(table["gap"][look.modes == mode].mean())
        names = _telling(look, look.modes == 1, look.modes == mode)
        yield Finding(
            SEVERAL,
            f"{_chains(chains)} in another mode. Its mean log posterior is {gap:.1f} lower, but "
            "this does not measure its posterior mass: a mode with a lower density may be "
            "wider.",
            names, chains, _DECIDE,
        )  # fmt: skip


def _telling(look: Alignment, chains: np.ndarray, other_chains: np.ndarray) -> tuple[str, ...]:
    """Return the parameters in which two sets of chains differ most."""
    names = parameters(look.fit)
    values = look.fit.posterior.select(names).values
    a, b = values[chains], values[other_chains]
    means = a.mean(axis=(0, 1)), b.mean(axis=(0, 1))
    spread = np.sqrt(a.var(axis=(0, 1)) + b.var(axis=(0, 1))) + 1e-12
    apart = np.abs(means[0] - means[1]) / spread
    return tuple(names[i] for i in np.argsort(-apart) if apart[i] > 1)[:6]


def _switching(look: Alignment) -> Iterator[Finding]:
    # Ordered components have the labels of the program: see the notes of mode_check().
    if look.order_holds:
        return
    names = _moved(look)
    within = tuple(int(c) + 1 for c in np.flatnonzero(look.switched > _RARE))
    minority = _other_numbers(look)
    call = _told_apart(look)
    if minority:
        yield Finding(
            BETWEEN,
            f"the components have other labels in {_listed(minority)} than in the first chain "
            "of the same mode.",
            names, minority, call,
        )  # fmt: skip
    if within:
        share = look.switched[np.array(within) - 1].max()
        yield Finding(
            WITHIN,
            f"in {_listed(within)} the components exchange labels during sampling (in up to "
            f"{100 * share:.0f} % of the draws).",
            names, within, call,
        )  # fmt: skip


def _other_numbers(look: Alignment) -> tuple[int, ...]:
    """Return the chains, from 1, with other labels than the first chain of their mode.

    Chains that switch labels often are left out.
    """
    settled = look.switched < _TO_AND_FRO
    chains = []
    for mode in sorted(set(look.modes)):
        mine = np.flatnonzero((look.modes == mode) & settled)
        chains += [int(c) + 1 for c in mine if (look.usual[c] != look.usual[mine[0]]).any()]
    return tuple(sorted(chains))


def _told_apart(look: Alignment) -> str:
    """Return a remedy for label switching that the model does not use already."""
    model = look.fit.model
    ways = ["relabel(fit)"] if look.helps else []
    # An order that the model has already did not help. Equal means cannot be ordered, nor can fixed
    # or predicted proportions.
    if model.mixture.order != "mu" and not _have_one_mean(model):
        ways.append('mixture(..., order = "mu")')
    elif model.mixture.order != "theta" and _has_dirichlet_prior(model):
        ways.append('mixture(..., order = "theta")')
    return ", or ".join([*ways, "priors that differ."])


def _has_dirichlet_prior(model: Model) -> bool:
    """Return whether proportions are estimated that all rows share."""
    return any(p.key.kind == "theta" for p in model.of(ConcentrationPiece))


def _have_one_mean(model: Model) -> bool:
    """Return whether some mus are equal, so that their intercepts cannot be ordered."""
    mus = {p.name for p in model.mixture.places if p.component and p.dpar.name == "mu"}
    return any(p.place.name in mus for p in model.of(EqualPiece))


def _moved(look: Alignment) -> tuple[str, ...]:
    usual = look.orders.reshape(-1, look.size)
    numbers = np.flatnonzero((usual != np.arange(look.size)).any(axis=0)) + 1
    return _of(look, [int(n) for n in numbers])


def _of(look: Alignment, numbers: Iterable[int]) -> tuple[str, ...]:
    """Return the parameters of the components ``numbers``."""
    components = set(numbers)
    names = {v.name for v in look.fit.model.variables if v.components & components}
    return tuple(n for n in parameters(look.fit) if n in names)


def _empty(look: Alignment) -> list[Finding]:
    """Return the empty components, if most draws of a chain have an empty component.

    In fewer draws, an empty component is a part of the posterior that the data leave open:
    ``mode_check()`` notes it.
    """
    shares = look.empty.mean(axis=1)  # (chains, K)
    often = (shares > OFTEN) & (look.fewer > _MOST)[:, None]
    faults = []
    for k in np.flatnonzero(often.any(axis=0)):
        chains = tuple(int(c) + 1 for c in np.flatnonzero(often[:, k]))
        number = int(look.usual[chains[0] - 1][k]) + 1
        share = shares[often[:, k], k].mean()
        faults.append(Finding(
            EMPTY,
            f"component {number} holds less than one row in {100 * share:.0f} % of the draws "
            f"({_listed(chains)}): in these draws only the priors determine its parameters.",
            _of(look, [number]), chains, fewer_components(look.size),
        ))  # fmt: skip
    return faults


def _twins(look: Alignment) -> list[Finding]:
    faults = []
    total = np.maximum(look.shares.sum(axis=2, keepdims=True), 1e-12)
    rows = look.shares / total  # the distribution of each component over its rows
    for a in range(look.size):
        for b in range(a + 1, look.size):
            overlap = np.minimum(rows[..., a], rows[..., b]).sum(axis=2)
            mean = overlap.mean(axis=1)
            if look.same[a, b] and (mean > _TWINS).any():
                chains = tuple(int(c) + 1 for c in np.flatnonzero(mean > _TWINS))
                pair = [int(look.usual[chains[0] - 1][k]) + 1 for k in (a, b)]
                faults.append(Finding(
                    TWINS,
                    f"components {pair[0]} and {pair[1]} hold the same rows "
                    f"({100 * mean.max():.0f} % overlap in {_listed(chains)}).",
                    _of(look, pair), chains, fewer_components(look.size),
                ))  # fmt: skip
    return faults


def fewer_components(size: int) -> str:
    """Return the advice for a mixture of ``size`` components in which fewer may suffice."""
    return (
        f"compare_components(formula, data, family, K=range(1, {size + 1})), or a mixture of "
        f"{size - 1} components, or priors that separate the components."
    )


def _unmixed(look: Alignment, high: pd.Series) -> Iterator[Finding]:
    # Chains in several modes have a large R-hat; another finding reports them.
    if high.empty or len(set(look.modes)) > 1:
        return
    yield Finding(
        UNMIXED,
        f"R-hat is up to {high.iloc[0]:.2f}, although all chains are in the same mode.",
        tuple(high.index), tuple(range(1, look.count + 1)),
        f"{more_iterations(look.fit)}, or stronger priors on these parameters.",
    )  # fmt: skip


def more_iterations(fit: Fit) -> str:
    """Return a call with twice as many iterations."""
    return f"brm(..., iter={2 * fit.run.iter})" if fit.run else "more iterations"


def parameters(fit: Fit) -> list[str]:
    """Return the variables without levels of groups and draws from priors."""
    skipped = ("r", "prior", "lprior", "lp__")
    kinds = {v.name: v.kind for v in fit.model.variables if v.kind not in skipped}
    return [n for n in fit.posterior.names if n in kinds]


def _levels(fit: Fit) -> list[str]:
    """Return the coefficients of levels of groups that the fit has draws of."""
    kinds = {v.name for v in fit.model.variables if v.kind == "r"}
    return [n for n in fit.posterior.names if n in kinds]


def _listed(chains: Sequence[int]) -> str:
    head = "chain" if len(chains) == 1 else "chains"
    return f"{head} {', '.join(map(str, chains))}"


def _chains(chains: Sequence[int]) -> str:
    verb = "is" if len(chains) == 1 else "are"
    return f"{_listed(chains)} {verb}"
