"""Contrasts between marginal means: ``contrast()`` and ``pairs()`` of the package emmeans."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.fits.means import Means

__all__ = ["contrast", "mean_table", "means_and_contrasts", "pairs"]

# The name of a contrast on the scale of the draws, its name as a ratio, and its weights.
Contrast = tuple[str, str, np.ndarray]
Method = Callable[[list[str]], list[Contrast]]


def _difference(names: list[str], first: int, second: int) -> Contrast:
    weights = np.zeros(len(names))
    weights[first], weights[second] = 1.0, -1.0
    a, b = names[first], names[second]
    return f"{a} - {b}", f"{a} / {b}", weights


def _pairwise(names: list[str]) -> list[Contrast]:
    return [_difference(names, a, b) for a, b in combinations(range(len(names)), 2)]


def _revpairwise(names: list[str]) -> list[Contrast]:
    return [_difference(names, b, a) for b in range(len(names)) for a in range(b)]


def _consec(names: list[str]) -> list[Contrast]:
    return [_difference(names, k, k - 1) for k in range(1, len(names))]


def _against(names: list[str], ref: int) -> list[Contrast]:
    return [_difference(names, k, ref) for k in range(len(names)) if k != ref]


def _effects(names: list[str]) -> list[Contrast]:
    size = len(names)
    return [(f"{n} effect",) * 2 + (np.eye(size)[k] - 1 / size,) for k, n in enumerate(names)]


def _deleted_effects(names: list[str]) -> list[Contrast]:
    size = len(names)
    weights = [np.where(np.arange(size) == k, 1.0, -1 / (size - 1)) for k in range(size)]
    return [(f"{n} effect",) * 2 + (w,) for n, w in zip(names, weights, strict=True)]


_METHODS: dict[str, Method] = {
    "pairwise": _pairwise, "tukey": _pairwise, "revpairwise": _revpairwise, "consec": _consec,
    "trt.vs.ctrl1": lambda names: _against(names, 0),
    "trt.vs.ctrlk": lambda names: _against(names, len(names) - 1),
    "eff": _effects, "del.eff": _deleted_effects,
}  # fmt: skip
# Methods that compare all levels with one of them.
_CONTROLS = ("trt.vs.ctrl", "dunnett")


def _method(method: Any, ref: Any, reverse: bool) -> Method:
    """Return the contrasts of a method as a function of the names of the means."""
    if isinstance(method, dict):
        contrasts: list[Contrast] = [
            (str(n), str(n), np.asarray(w, dtype=float)) for n, w in method.items()
        ]
        return lambda _: contrasts
    if method in _CONTROLS:
        return lambda names: _against(names, _place(names, ref))
    if method not in _METHODS:
        method_names = ", ".join(map(repr, [*_METHODS, *_CONTROLS]))
        raise InvalidArgument(
            f"contrast() has no method {method!r} here.", hint=f"It has {method_names}."
        )
    if reverse and method != "pairwise":
        raise InvalidArgument("Only pairwise contrasts can be reversed here.")
    return _METHODS["revpairwise" if reverse else method]


def _place(names: list[str], ref: Any) -> int:
    """Return the position of the reference level: R counts from 1, and also takes names."""
    if isinstance(ref, str):
        if ref not in names:
            raise InvalidArgument(f"No mean has the name '{ref}'.")
        return names.index(ref)
    place = int(ref)
    if not 1 <= place <= len(names):
        raise InvalidArgument(f"There is no mean number {place}.")
    return place - 1


def contrast(
    means: Means, method: Any = "eff", *, by: str | Sequence[str] | None = None, ref: Any = 1,
    reverse: bool = False, response: bool | None = None, simple: str | None = None,
) -> Means:  # fmt: skip
    """Return linear combinations of marginal means, such as differences.

    Parameters
    ----------
    means : Means
        Marginal means.
    method : str or dict
        "pairwise", "revpairwise", "consec", "trt.vs.ctrl" (each level minus a reference level),
        "trt.vs.ctrlk" (minus the last level), "eff" (each level minus the mean of all), "del.eff"
        (minus the mean of all others); or the weights of the means by the names of the contrasts.
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
    for name in (*within, *([simple] if simple else ())):
        if name not in columns:
            raise InvalidArgument(f"The means have no factor '{name}'.")
    contrasts = _method(method, ref, reverse)
    label_columns = [c for c in columns if c not in within]
    mean_labels = [_in_parentheses(" ".join(_label(labels, c, n) for c in label_columns))
            for n in range(len(labels))]  # fmt: skip
    blocks: list[dict[str, Any]] = []
    draws: list[np.ndarray] = []
    ratios: list[str] = []
    sums: list[float] = []
    for places in _groups(labels, within):
        for name, ratio, weights in contrasts([mean_labels[n] for n in places]):
            if len(weights) != len(places):
                raise InvalidArgument(f"The contrast '{name}' needs {len(places)} weights.")
            heads = {c: labels[c].iloc[places[0]] for c in within}
            blocks.append({"contrast": name, **heads})
            draws.append(means.draws[:, places] @ weights)
            ratios.append(ratio)
            sums.append(float(weights.sum()))
    labels_made = pd.DataFrame(blocks)
    if within:
        names = [str(b["contrast"]) for b in blocks]
        labels_made["contrast"] = pd.Categorical(names, categories=list(dict.fromkeys(names)))
    for name in within:  # factors keep their levels
        labels_made[name] = labels_made[name].astype(labels[name].dtype)
    on_response = means.response if response is None else response
    # A combination of logarithms is that of a ratio only if its weights have the sum 0.
    link = means.link if np.allclose(sums, 0) else ""
    return Means(labels_made, np.stack(draws, axis=1), "estimate", within, link, means.family,
                 response=on_response, ratios=tuple(ratios))  # fmt: skip


def _groups(labels: pd.DataFrame, within: tuple[str, ...]) -> list[list[int]]:
    """Return the rows of each combination of levels, in the order of the levels."""
    if not within:
        return [list(range(len(labels)))]
    places: dict[Any, list[int]] = {}
    keys = zip(*(list(labels[w]) for w in within), strict=True)
    for n, key in enumerate(keys):
        places.setdefault(key, []).append(n)
    return list(places.values())


def _label(labels: pd.DataFrame, column: str, row: int) -> str:
    """Return the name of a level in a contrast; a number is preceded by its variable."""
    value = labels[column].iloc[row]
    if not pd.api.types.is_numeric_dtype(labels[column]):
        return str(value)
    return f"{column}{float(value):g}"


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
