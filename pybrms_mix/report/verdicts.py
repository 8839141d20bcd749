"""Diagnostics of the sampler, each with a verdict and advice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.report.section import Section
from pybrms_mix.results.checks import EBFMI, ESS_PER_CHAIN, RHAT, ebfmi, frozen
from pybrms_mix.results.diagnostics import convergence
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.modes import mode_check
from pybrms_mix.results.mixture.only_mixtures import knows_memberships
from pybrms_mix.results.treedepth import cut_off, limit

_SKIPPED = ("r", "prior", "lprior")


@dataclass(frozen=True)
class _Line:
    """A diagnostic: its value, whether it is good, and the advice if it is not."""

    name: str
    value: str
    good: bool
    remedy: str


def diagnostics(fit: Fit) -> Section:
    """Return the section on label switching, convergence and the sampler."""
    sentences = [line for end, view in mixtures(fit) for line in _modes(view, end)]
    rows = [
        {"": line.name, "value": line.value, "verdict": "good" if line.good else "check",
         "next": "" if line.good else line.remedy}
        for line in _lines(fit)
    ]  # fmt: skip
    table = pd.DataFrame(rows).set_index("")
    bad = [name for name, verdict in table["verdict"].items() if verdict != "good"]
    if not bad:
        table = table.drop(columns="next")
    answer = f"Check: {', '.join(map(str, bad))}." if bad else "All diagnostics are good."
    return Section("Diagnostics", (answer, *sentences), (table,))


def mixtures(fit: Fit) -> Iterator[tuple[str, Fit]]:
    """Yield the fits whose components are described, and the suffix of their section titles.

    If the fit is a mixture, or if its responses share a class, it is described as a whole.
    Otherwise the fit of each response that is a mixture is described.
    """
    if knows_memberships(fit):
        yield "", fit
        return
    for resp in fit.model.views:
        view = fit.of_response(resp)
        if knows_memberships(view):
            yield f" of {resp}", view


def _modes(fit: Fit, end: str) -> Sequence[str]:
    """Return sentences on the modes that the chains describe."""
    check = mode_check(fit)
    lines = check.lines() or (f"Modes: {check.verdict}.",)
    return [f"Components{end}: {line}" if end else line for line in lines]


def _lines(fit: Fit) -> list[_Line]:
    skipped = {v.name for v in fit.model.variables if v.kind in _SKIPPED}
    names = [n for n in fit.posterior.names if n not in skipped | {"lprior"}]
    diagnostics = convergence(fit.posterior, names)
    worst = pd.concat([diagnostics["Bulk_ESS"], diagnostics["Tail_ESS"]])
    rhat = float(diagnostics["Rhat"].max())  # NaN where no R-hat is known
    stuck = frozen(fit)
    ess = float(worst.min())
    divergent = int(np.sum(fit.stats.get("divergent__", 0)))
    deep = int(cut_off(fit.run, fit.stats).sum())
    low = int(np.sum(ebfmi(fit) < EBFMI))
    longer = f"run longer: iter = {2 * fit.run.iter if fit.run else 4000}"
    return [
        _Line(_of("largest R-hat", diagnostics["Rhat"], "max"), _known(rhat, ".3f"),
              rhat <= RHAT, longer),
        _Line("chains that did not move", str(len(stuck)), not stuck,
              "other starting values: init = 'random', or another seed"),
        _Line(_of("smallest effective sample size", worst, "min"), _known(ess, ".0f"),
              ess >= ESS_PER_CHAIN * fit.posterior.chains, longer),
        _Line("divergent transitions", str(divergent), not divergent,
              "control = {'adapt_delta': 0.95}, or stronger priors"),
        _Line("transitions at the maximum treedepth", str(deep), not deep,
              f"control = {{'max_treedepth': {limit(fit.run) + 2}}}"),
        _Line("chains with a low E-BFMI", str(low), not low, "stronger priors"),
    ]  # fmt: skip


def _known(value: float, form: str) -> str:
    """Return a number as text; NaN, the result for constant draws, becomes a phrase."""
    return "unknown" if np.isnan(value) else format(value, form)


def _of(name: str, values: pd.Series, which: str) -> str:
    """Return the label ``name``, followed by the parameter that has the extreme value."""
    available = values.dropna()
    if available.empty:
        return name
    return f"{name} ({available.idxmax() if which == 'max' else available.idxmin()})"
