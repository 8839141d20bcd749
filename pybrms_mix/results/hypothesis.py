"""Hypotheses about parameters, tested on their draws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import stats
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.base.takes import Names, Seed
from pybrms_mix.design.elementwise import reals
from pybrms_mix.design.expression import evaluate
from pybrms_mix.results.as_draws import prior_draws
from pybrms_mix.results.estimates import estimates
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.group_effects import coef, ranef
from pybrms_mix.results.hypotheses import COLUMNS, Hypotheses
from pybrms_mix.syntax.nodes import Call, Index, Infix, Name, Node, Parens, Prefix, variables
from pybrms_mix.syntax.parse import parse

_SCOPES = {"ranef": ranef, "coef": coef}


@dataclass(frozen=True)
class _Claim:
    """One hypothesis: the ``difference`` of its sides is less than, equal to, or greater than 0.

    Attributes:
        name: the name of the hypothesis in the result.
        text: the difference as the user wrote it, without white space.
        difference: the node of ``text``.
        sign: "<", "=" or ">".
    """

    name: str
    text: str
    difference: Node
    sign: str


@dataclass(frozen=True, eq=False)
class _Sources:
    """The draws of the parameters in a hypothesis: of the posterior, and of the prior if stored."""

    posterior: pd.DataFrame
    prior: pd.DataFrame | None


@joint_method
def hypothesis(
    fit: Fit,
    hypothesis: Mapping[str, str] | Names,
    class_: str | None = "b",
    group: str = "",
    scope: str = "standard",
    *,
    alpha: float = 0.05,
    robust: bool = False,
    seed: Seed | None = None,
) -> Hypotheses:
    """Test hypotheses about parameters.

    The evidence ratio of a one-sided hypothesis is its posterior odds. The evidence ratio of an
    equality is the ratio of posterior and prior density (Savage-Dickey), which needs draws of the
    prior (``sample_prior="yes"``).

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    hypothesis : str, sequence of str or mapping
        R expressions with one of ``=``, ``<`` and ``>``: ``"mu1_x > 0"``,
        ``"exp(mu1_x) = 2 * mu2_x"``. The keys of a mapping, and the labels of a pandas Series, are
        names of the hypotheses.
    class_ : str or None, default "b"
        The prefix of the names: "b" for population-level coefficients, "sd" or "cor" with a
        ``group``; None if the hypotheses have the full names.
    group : str, optional
        The grouping factor.
    scope : {"standard", "ranef", "coef"}
        "ranef" and "coef" test the coefficients of each level of ``group``.
    alpha : float, default 0.05
        One minus the probability of the intervals. One-sided hypotheses use twice this value.
    robust : bool, default False
        Whether estimate and error are median and MAD in place of mean and standard deviation.
    seed : int, optional
        The seed of the random order in which draws of priors are paired.

    Returns
    -------
    Hypotheses
        The tests, which print as in brms.

    Raises
    ------
    InvalidArgument
        If a hypothesis cannot be read, or if it contains an unknown parameter.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> list(fit.hypothesis("mu2_x > mu1_x").hypothesis)[:5]
    ['Hypothesis', 'Estimate', 'Est.Error', 'CI.Lower', 'CI.Upper']
    """
    if not 0 <= alpha <= 1:
        raise InvalidArgument("Argument 'alpha' must be a single value in [0,1].")
    claims = _claims(hypothesis)
    if scope in _SCOPES:
        coefs = _SCOPES[scope](fit, summary=False)
        return _collected(
            list(_by_level(_of_group(coefs, group), claims, alpha, robust)), "", alpha
        )
    if scope != "standard":
        raise InvalidArgument(
            "'arg' should be one of “standard”, “ranef”, “coef”", hint=f"It is {scope!r}."
        )
    prefix = f"{class_}_" if class_ else ""
    if group:
        prefix = f"{class_ or ''}_{group}__"
    tests = [_tested(c, _of_fit(fit, c, prefix, seed), alpha, robust) for c in claims]
    return _collected(tests, prefix.rstrip("_"), alpha)


def _claims(hypothesis: Names | Mapping[str, str]) -> list[_Claim]:
    if not hypothesis:
        raise InvalidArgument("At least one hypothesis is needed.", hint="For example 'mu1_x > 0'.")
    if isinstance(hypothesis, Mapping):
        named_claims = ((name, _claim(text)) for name, text in hypothesis.items())
        return [replace(claim, name=name) if name else claim for name, claim in named_claims]
    return [_claim(h) for h in ([hypothesis] if isinstance(hypothesis, str) else hypothesis)]


def _claim(text: str) -> _Claim:
    parts = re.split("([=<>])", re.sub(r"\s", "", text)) if isinstance(text, str) else []
    if len(parts) != 3 or not parts[0] or not parts[2]:
        raise InvalidArgument(
            "Every hypothesis must be of the form 'left (= OR < OR >) right'.",
            hint=f"It is {text!r}.",
        )
    left, sign, right = parts
    for side in (left, right):
        parse(side)  # so that an error shows the user's text
    difference = f"({left})" if right == "0" else f"({left})-({right})"
    return _Claim(f"{difference} {sign} 0", difference, parse(difference), sign)


def _of_fit(fit: Fit, claim: _Claim, prefix: str, seed: Seed | None) -> _Sources:
    names = [n for n in fit.posterior.names if n.startswith(prefix)]
    names_in_claim = _used(claim, {n.removeprefix(prefix) for n in names}, prefix)
    stored = [prefix + n for n in names_in_claim]
    values = pd.DataFrame(fit.posterior.matrix(stored), columns=names_in_claim)
    priors = prior_draws(fit, stored, seed)
    complete = len(priors.columns) == len(stored)
    return _Sources(values, priors.set_axis(names_in_claim, axis=1) if complete else None)


def _used(claim: _Claim, known_names: set[str], prefix: str) -> list[str]:
    """Return the parameters in a hypothesis.

    Raises:
        InvalidArgument: if a name is not the name of a parameter.
    """
    named_node = _named(claim.difference, known_names, claim.text)
    names_read = [n.text for n in variables(named_node)]
    unknown = [n for n in names_read if n not in known_names]
    if unknown:
        raise InvalidArgument(
            "Some parameters cannot be found in the model: \n"
            + ", ".join(f"'{prefix}{n}'" for n in unknown),
            hint=did_you_mean(unknown[0], known_names),
        )
    return names_read


def _named(node: Node, known_names: set[str], source: str) -> Node:
    """Return ``node`` with each parameter, such as ``x:z`` or ``r_g[1,x]``, joined to one name.

    Args:
        node: a part of an expression.
        known_names: the names of the parameters.
        source: the text of the expression, in which a part of this text may be such a name.
    """
    text = source[node.span.start : node.span.end] if node.span else ""
    if text in known_names:
        return Name(text)
    match node:
        case Infix(left, op, right):
            return Infix(_named(left, known_names, source), op, _named(right, known_names, source))
        case Prefix(op, operand):
            return Prefix(op, _named(operand, known_names, source))
        case Parens(body):
            return Parens(_named(body, known_names, source))
        case Call(function, arguments):
            inner = (
                replace(a, value=_named(a.value, known_names, source)) if a.value else a
                for a in arguments
            )
            return Call(function, tuple(inner))
        case Index():
            return Name(text)
    return node


@dataclass(frozen=True, eq=False)
class _Rows:
    """A table of draws with the interface of a frame: R expressions are evaluated on it."""

    table: pd.DataFrame

    @property
    def N(self) -> int:  # noqa: N802 - as of a frame
        return len(self.table)

    @property
    def rows(self) -> np.ndarray:
        return np.arange(len(self.table))

    @property
    def fitted(self) -> bool:
        return False

    def column(self, name: Name) -> np.ndarray:
        return np.asarray(self.table[name.text], dtype=float)


def _value(claim: _Claim, table: pd.DataFrame) -> np.ndarray:
    """Return the left side minus the right side, one number for each draw."""
    node = _named(claim.difference, set(map(str, table.columns)), claim.text)
    value = reals(evaluate(node, _Rows(table), {}))
    return np.asarray(np.broadcast_to(value, len(table)), dtype=float)


def _tested(claim: _Claim, sources: _Sources, alpha: float, robust: bool) -> dict[str, Any]:
    """Return the table row of one hypothesis, with its draws."""
    draws = _value(claim, sources.posterior)
    prior = None if sources.prior is None else _value(claim, sources.prior)
    tail = alpha / 2 if claim.sign == "=" else alpha
    numbers = estimates(draws, robust, (tail, 1 - tail))
    ratio = _evidence(draws, prior, claim.sign)
    probability = 1.0 if np.isinf(ratio) else ratio / (1 + ratio)
    outside = not numbers[2] <= 0 <= numbers[3]
    star = outside if claim.sign == "=" else probability > 1 - alpha
    row = dict(zip(COLUMNS, [claim.name, *numbers, ratio, probability], strict=True))
    return {**row, "Star": "*" if star else "", "draws": draws, "prior": prior}


def _evidence(draws: np.ndarray, prior: np.ndarray | None, sign: str) -> float:
    """Return the evidence ratio; NaN for an equality without draws of the priors."""
    if sign != "=":
        share = float(np.mean(draws > 0 if sign == ">" else draws < 0))
        return share / (1 - share) if share < 1 else float("inf")
    if prior is None:
        return float("nan")
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.float64(_density(draws)) / _density(prior))


def _density(draws: np.ndarray) -> float:
    """Return a Gaussian kernel density estimate at 0, with Silverman's bandwidth (R's bw.nrd0)."""
    low, high = np.quantile(draws, [0.25, 0.75])
    spread = np.std(draws, ddof=1)
    width = 0.9 * (min(spread, (high - low) / 1.34) or spread) * len(draws) ** -0.2
    return float(stats.norm.pdf(draws / width).mean() / width)


def _of_group(by_group: Mapping[str, xr.DataArray], group: str) -> xr.DataArray:
    """Return the coefficients of one group: (draws, levels, coefficients)."""
    if group not in by_group:
        names = ", ".join(f"'{g}'" for g in by_group)
        raise InvalidArgument(f"'group' should be one of {names}", hint=f"It is {group!r}.")
    return by_group[group]


def _by_level(
    coefs: xr.DataArray, claims: list[_Claim], alpha: float, robust: bool
) -> Iterator[dict[str, Any]]:
    """Return the tests for the coefficients of each level: hypothesis by hypothesis."""
    names = [str(c) for c in coefs.coords["coefficient"].values]
    for claim in claims:
        _used(claim, set(names), "")
        for at, level in enumerate(coefs.coords["level"].values):
            sources = _Sources(pd.DataFrame(coefs.values[:, at], columns=names), None)
            yield {"Group": str(level), **_tested(claim, sources, alpha, robust)}


def _collected(tests: list[dict[str, Any]], class_: str, alpha: float) -> Hypotheses:
    table = pd.DataFrame(tests).drop(columns=["draws", "prior"])
    missing = np.full(len(tests[0]["draws"]), np.nan)
    draws = {f"H{i}": t["draws"] for i, t in enumerate(tests, start=1)}
    priors = {
        f"H{i}": missing if t["prior"] is None else t["prior"] for i, t in enumerate(tests, start=1)
    }
    return Hypotheses(table, pd.DataFrame(draws), pd.DataFrame(priors), class_, alpha)
