"""Chains of a mixture whose components have common labels, for comparisons of the chains."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.draws import Draws
from pybrms_mix.results.checks import RHAT
from pybrms_mix.results.diagnostics import rhats
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.alike import interchangeable
from pybrms_mix.results.mixture.exchange import permuted
from pybrms_mix.results.mixture.labels import align, evenly_spaced, memberships

_DRAWS = 100  # the largest number of draws of each chain that are compared
_APART = 0.05  # The least mean total variation between memberships of chains in different modes.
_RATIO = 3.0  # The least ratio of the variation between chains to that within chains.
_ROWS_OF_NONE = 1.0  # The largest expected number of rows for which a component counts as empty.
# A component has collapsed if its spread is below this proportion of the spread of a typical
# component.
_NOTHING = 0.01


def can_check(fit: Fit) -> bool:
    """Return whether the fit holds all draws that are necessary to compute memberships."""
    if fit.draws is None or fit.sample_prior == "only" or fit.draws.per_chain < 4:
        return False
    return {v.name for v in fit.model.variables if v.kind != "prior"} <= set(fit.draws.names)


class Alignment:
    """Memberships under common labels, and the modes of the chains.

    Attributes:
        shares: the memberships: (chains, draws, rows, K).
        orders: the component of each label, from 0: (chains, draws, K).
        usual: the most frequent order in each chain: (chains, K).
        switched: the share of the draws of each chain with another order: (chains,).
        modes: the mode of each chain: (chains,). Mode 1 has the highest log posterior. Modes with a
            collapsed component come last.
        same: true for pairs of components that are exchangeable in the model: (K, K).
    """

    def __init__(self, fit: Fit) -> None:
        if not can_check(fit):
            raise InvalidArgument(
                "The fit does not hold the posterior draws that a comparison of its chains needs.",
                hint="The draws must include all variables of the model, and must not be draws "
                "of the prior alone.",
            )
        self.fit = fit
        draws = fit.posterior
        logs = memberships(fit, _DRAWS)
        at = evenly_spaced(draws.per_chain, _DRAWS)
        self.count, per_chain, self.size = (int(logs.shape[i]) for i in (0, 1, 3))
        lp = draws.values[:, at, draws.index("lp__")] if "lp__" in draws else np.zeros((1, 1))
        self.lp = np.broadcast_to(lp, (self.count, per_chain))
        self.same = interchangeable(fit)
        # The common labels are the labels of a typical draw from the chain with the highest
        # posterior.
        middle = np.median(self.lp, axis=1)
        best = int(np.argmax(np.where(self.collapsed, middle - np.ptp(middle) - 1, middle)))
        typical = int(np.argsort(self.lp[best])[per_chain // 2])
        flat = logs.reshape(-1, *logs.shape[2:])
        orders, _ = align(flat, self.same, best * per_chain + typical)
        shares = np.take_along_axis(np.exp(flat), orders[:, None, :], axis=2)
        self.shares = shares.reshape(logs.shape)
        self.orders = orders.reshape(self.count, per_chain, self.size)
        self.usual = np.array([_most_frequent(o) for o in self.orders])
        self.switched = (self.orders != self.usual[:, None]).any(axis=2).mean(axis=1)
        self.modes = self._modes()

    def table(self) -> pd.DataFrame:
        """Return the table of ``ModeCheck.chains``, with one line for each chain."""
        lp = self.lp.mean(axis=1)
        top = max(lp[self.modes == 1])
        numbers = pd.Index(range(1, self.count + 1), name="chain")
        return pd.DataFrame({
            "mode": self.modes, "order": [" ".join(map(str, o + 1)) for o in self.usual],
            "log_posterior": lp, "gap": np.where(self.modes == 1, 0.0, top - lp),
            "switched": self.switched,
        }, index=numbers)  # fmt: skip

    def _modes(self) -> np.ndarray:
        """Return the mode of each chain. Mode 1 has the highest log posterior."""
        centre = self.shares.mean(axis=1)
        half = self.lp.shape[1] // 2
        early, late = self.shares[:, :half].mean(axis=1), self.shares[:, half:].mean(axis=1)
        within = [_variation(a, b) for a, b in zip(early, late, strict=True)]
        linked = np.eye(self.count, dtype=bool)
        for a in range(self.count):
            for b in range(a):
                limit = max(_APART, _RATIO * max(within[a], within[b]))
                linked[a, b] = linked[b, a] = _variation(centre[a], centre[b]) <= limit
        group = np.arange(self.count)
        for _ in range(self.count):
            group = np.array([group[row].min() for row in linked])
        keys = {
            g: (self.collapsed[group == g].any(), -self.lp[group == g].mean())
            for g in np.unique(group)
        }
        rank = {g: i for i, g in enumerate(sorted(keys, key=lambda g: keys[g]), start=1)}
        return np.array([rank[g] for g in group])

    @cached_property
    def empty(self) -> np.ndarray:
        """Whether a component holds less than one row in a draw: (chains, draws, K)."""
        return np.asarray(self.shares.sum(axis=2) < _ROWS_OF_NONE)

    @property
    def fewer(self) -> np.ndarray:
        """The share of the draws of each chain in which a component is empty: (chains,)."""
        return np.asarray(self.empty.any(axis=2).mean(axis=1))

    @cached_property
    def shrunk(self) -> tuple[list[str], np.ndarray, np.ndarray]:
        """Return the spreads, their means by chain, and which vanished: (chains, spreads)."""
        places = self.fit.model.mixture.places
        names = [p.name for p in places if p.dpar.name == "sigma" and p.name in self.fit.posterior]
        if not names:
            return [], np.ones((self.count, 0)), np.zeros((self.count, 0), dtype=bool)
        means = self.fit.posterior.select(names).values.mean(axis=1)
        return names, means, means < _NOTHING * np.median(means)

    @property
    def collapsed(self) -> np.ndarray:
        """Return whether a component of each chain has a vanished spread: (chains,)."""
        return np.asarray(self.shrunk[2].any(axis=1))

    @cached_property
    def relabelled(self) -> Draws:
        """Return the draws under the common labels; those of the fit if the labels are equal."""
        identity = np.arange(self.size)
        if (self.orders == identity).all():
            return self.fit.posterior
        logs = memberships(self.fit)
        flat = logs.reshape(-1, *logs.shape[2:])
        best = int(np.argmax(self.fit.posterior["lp__"])) if "lp__" in self.fit.posterior else 0
        try:
            return permuted(self.fit.model, self.fit.posterior, align(flat, self.same, best)[0])
        except InvalidArgument:  # Coefficients of proportions cannot always be exchanged.
            return self.fit.posterior

    @cached_property
    def disagreement(self) -> tuple[float, float]:
        """The largest R-hat of parameters of components, before and after relabelling."""
        kinds = {v.name for v in self.fit.model.variables if v.components and v.kind != "r"}
        names = [n for n in self.fit.posterior.names if n in kinds]
        pair = (self.fit.posterior, self.relabelled)
        raw, new = (float(np.nanmax([1.0, *rhats(d, names)])) for d in pair)
        return raw, new

    @property
    def helps(self) -> bool:
        """Whether relabelling does not increase the disagreement between chains."""
        raw, new = self.disagreement
        return new <= max(raw, RHAT)

    @property
    def draws(self) -> Draws:
        """The draws under the labels for which the chains agree more."""
        raw, new = self.disagreement
        return self.relabelled if new < raw else self.fit.posterior

    @cached_property
    def ordered(self) -> bool:
        """Whether the model orders the components, so that labels cannot switch."""
        parameters = self.fit.model.parameters
        return any(any(p.ordered) or p.type == "positive_ordered" for p in parameters)

    @property
    def order_holds(self) -> bool:
        """Whether the model orders the components, and relabelling does not improve agreement.

        Memberships of components that overlap may agree better under other labels. The labels are
        wrong only if the chains disagree under the order and agree without it.
        """
        raw, new = self.disagreement
        return self.ordered and not (raw > RHAT and new - 1 < (raw - 1) / 2)


def _variation(a: np.ndarray, b: np.ndarray) -> float:
    """Return the mean total variation between two sets of memberships (rows, K)."""
    return float(0.5 * np.abs(a - b).sum(axis=1).mean())


def _most_frequent(orders: np.ndarray) -> np.ndarray:
    uniques, counts = np.unique(orders, axis=0, return_counts=True)
    return np.asarray(uniques[int(np.argmax(counts))])
