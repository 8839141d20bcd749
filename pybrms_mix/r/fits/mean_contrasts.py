"""Contrasts between marginal means: ``contrast()`` and ``pairs()`` of the package emmeans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.fits.contrast_methods import method_of
from pybrms_mix.r.fits.means import Means
from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["contrast", "interaction_contrast", "mean_table", "means_and_contrasts", "pairs"]


def contrast(
    means: Means, method: Any = "eff", *, by: str | Sequence[str] | None = None, ref: Any = 1,
    reverse: bool = False, response: bool | None = None, simple: str | None = None,
    exclude: Any = None, include: Any = None, wts: Any = None, scale: Any = 1.0,
    name: str = "contrast", enhance_levels: Any = True,
) -> Means:  # fmt: skip
    """Return linear combinations of marginal means, such as differences.

    Parameters
    ----------
    means : Means
        Marginal means.
    method : str or dict
        "pairwise", "revpairwise", "consec", "trt.vs.ctrl" (each level minus a reference level),
        "trt.vs.ctrlk" (minus the last level), "eff" (each level minus the mean of all), "del.eff"
        (minus the mean of all others), "poly" (orthogonal polynomials), "mean_chg" (the mean of the
        levels after a place minus that before), "identity"; or the weights of the means by the
        names of the contrasts.
    by : str or sequence of str, optional
        The factors within whose levels contrasts are computed. The default is those of the means.
    ref : int or str, default 1
        The number or the name of the reference level, counted from 1.
    reverse : bool, default False
        Whether pairwise contrasts have the opposite sign.
    response : bool, optional
        Whether tables show ratios, for the links "log" and "logit". The default is that of the
        means.
    simple : str, optional
        The only factor whose levels are compared; all other factors are in ``by``.
    exclude, include : int, str or list of them, optional
        The levels that take no part, or the only ones that do, by their numbers or names.
    wts : array_like, optional
        The weights of the levels in the mean of the method "eff".
    scale : float or array_like of float, default 1
        The factor of the contrasts.
    name : str, default "contrast"
        The name of the column of contrasts.
    enhance_levels : bool or list of str, default True
        The factors whose levels are preceded by the name of the factor; True for numeric variables.

    Returns
    -------
    Means
        One row for each contrast, within the levels of ``by``.

    Raises
    ------
    InvalidArgument
        If the method, the reference level or a factor does not exist.
    """
    labels = means.labels
    columns = list(map(str, labels.columns))
    within = means.by if by is None else (by,) if isinstance(by, str) else tuple(by)
    within = tuple(n for n in columns if n != simple) if simple is not None else within
    for factor in (*within, *([simple] if simple else ())):
        if factor not in columns:
            raise InvalidArgument(f"The means have no factor '{factor}'.")
    contrasts = method_of(method, ref, reverse, exclude=exclude, include=include, wts=wts)
    factors = np.asarray(numeric(read(scale)).data, dtype=float)
    label_columns = [c for c in columns if c not in within]
    mean_labels = _mean_labels(labels, label_columns, enhance_levels)
    blocks: list[dict[str, Any]] = []
    draws: list[np.ndarray] = []
    ratios: list[str] = []
    sums: list[float] = []
    for places in _groups(labels, within):
        group_contrasts = contrasts([mean_labels[n] for n in places])
        if len(factors) not in (1, len(group_contrasts)):
            raise InvalidArgument(f"'scale' must have 1 or {len(group_contrasts)} values.")
        for number, (label, ratio, weights) in enumerate(group_contrasts):
            if len(weights) != len(places):
                raise InvalidArgument(f"The contrast '{label}' needs {len(places)} weights.")
            heads = {c: labels[c].iloc[places[0]] for c in within}
            blocks.append({name: label, **heads})
            draws.append(means.draws[:, places] @ weights * factors[number % len(factors)])
            ratios.append(ratio)
            sums.append(float(weights.sum()))
    labels_made = pd.DataFrame(blocks)
    if within:
        names = [str(b[name]) for b in blocks]
        labels_made[name] = pd.Categorical(names, categories=list(dict.fromkeys(names)))
    for factor in within:  # factors keep their levels
        labels_made[factor] = labels_made[factor].astype(labels[factor].dtype)
    on_response = means.response if response is None else response
    # A combination of logarithms is that of a ratio only if its weights have the sum 0.
    link = means.link if np.allclose(sums, 0) else ""
    return Means(labels_made, np.stack(draws, axis=1), "estimate", within, link, means.family,
                 response=on_response, ratios=tuple(ratios))  # fmt: skip


def interaction_contrast(
    means: Means, methods: Any, *, by: str | Sequence[str] | None = None,
    response: bool | None = None,
) -> Means:  # fmt: skip
    """Return contrasts of contrasts, as ``contrast(means, interaction = "pairwise")``.

    Parameters
    ----------
    means : Means
        Marginal means of several factors.
    methods : str, list of str or dict of str
        The method of each factor, as in ``contrast()``; one method is that of all factors.
    by : str or sequence of str, optional
        The factors within whose levels contrasts are computed. The default is those of the means.
    response : bool, optional
        Whether tables show the scale of the response, which is not available with a link.

    Returns
    -------
    Means
        One row for each combination of contrasts.

    Raises
    ------
    InvalidArgument
        If there are more methods than factors.
    """
    columns = list(map(str, means.labels.columns))
    within = means.by if by is None else (by,) if isinstance(by, str) else tuple(by)
    factors = [c for c in columns if c not in within]
    listed = isinstance(methods, dict)
    texts = list(methods.values()) if listed else [str(m) for m in read(methods).data]
    if len(texts) not in (1, len(factors)) or (listed and set(methods) != {*factors}):
        raise InvalidArgument("'interaction' needs one method, or one for each factor.")
    spread = dict(zip(factors, texts * len(factors), strict=False))
    by_factor = dict(methods) if listed else spread
    order = list(by_factor)
    names = {f: f for f in [*order, *within]}
    for factor in reversed(order):
        label = f"{factor}_{by_factor[factor]}"
        other_factors = [names[f] for f in [*order, *within] if f != factor]
        means = contrast(
            means, by_factor[factor], by=other_factors, name=label, enhance_levels=False
        )
        names[factor] = label
    if means.link and (means.response or response):
        raise InvalidArgument("Interaction contrasts have the scale of the link here.")
    return replace(means, by=within)


def _groups(labels: pd.DataFrame, within: tuple[str, ...]) -> list[list[int]]:
    """Return the rows of each combination of levels, in the order of the levels."""
    if not within:
        return [list(range(len(labels)))]
    places: dict[Any, list[int]] = {}
    keys = zip(*(list(labels[w]) for w in within), strict=True)
    for n, key in enumerate(keys):
        places.setdefault(key, []).append(n)
    return list(places.values())


def _mean_labels(labels: pd.DataFrame, columns: list[str], enhanced: Any) -> list[str]:
    texts = (" ".join(_label(labels, c, n, enhanced) for c in columns) for n in range(len(labels)))
    return [_in_parentheses(text) for text in texts]


def _label(labels: pd.DataFrame, column: str, row: int, enhanced: Any) -> str:
    """Return the name of a level in a contrast; a number is preceded by its variable."""
    value = labels[column].iloc[row]
    is_number = pd.api.types.is_numeric_dtype(labels[column])
    text = f"{float(value):g}" if is_number else str(value)
    is_enhanced = is_number if enhanced is True else (
        bool(enhanced) and column in list(read(enhanced).data)
    )  # fmt: skip
    return f"{column}{text}" if is_enhanced else text


def _in_parentheses(name: str) -> str:
    """Return a name, in parentheses if it holds a sign of arithmetic."""
    return f"({name})" if re.search(r"[-+/*]", name) else name


def pairs(means: Means, **more: Any) -> Means:
    """Return all pairwise differences between marginal means; see ``contrast()``."""
    return contrast(means, "pairwise", **more)


class MeansList(dict[str, Means]):
    """Marginal means and contrasts between them: what ``emmeans(fit, pairwise ~ x)`` returns."""

    def __repr__(self) -> str:
        """Return both tables as text."""
        return "\n\n".join(f"${name}\n{means!r}" for name, means in self.items())


def means_and_contrasts(means: Means, method: str) -> MeansList:
    """Return ``emmeans(fit, pairwise ~ x)``: means with the contrasts between them."""
    return MeansList(emmeans=means, contrasts=contrast(means, method))


def mean_table(
    means: Means, level: float = 0.95, *, response: bool | None = None, centre: str = "median"
) -> pd.DataFrame:
    """Return ``summary(means, level = 0.9, type = "response")``: estimates and intervals.

    Parameters
    ----------
    means : Means
        Marginal means or contrasts.
    level : float, default 0.95
        The probability of the intervals.
    response : bool, optional
        Whether the table shows the scale of the response. The default is that of the means.
    centre : {"median", "mean"}
        The point estimate.

    Returns
    -------
    DataFrame
        One row for each mean or contrast.
    """
    means_there = means if response is None else replace(means, response=response)
    return means_there.to_frame(level, centre)
