"""Tables of draws cut, thinned and joined, as the functions of R's posterior do."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.user_patterns import compiled
from pybrms_mix.r.fits.draws_forms import draws_as, form_of_draws, per_chain, variables_of
from pybrms_mix.r.fits.draws_reading import COUNTERS, LOG_WEIGHT, tidy_draws
from pybrms_mix.r.values.r_vectors import numeric, read, text

__all__ = [
    "bind_draws", "merge_chains", "rename_variables", "split_chains", "subset_draws", "thin_draws",
]  # fmt: skip

F = TypeVar("F", bound=Callable[..., Any])


def _in_the_same_form(function: F) -> F:
    """Return the function with draws as its result in the form of its first argument, as in R."""

    @functools.wraps(function)
    def converting(draws: Any, *args: Any, **keywords: Any) -> Any:
        table, form = function(draws, *args, **keywords), form_of_draws(draws)
        return table if form == "df" else draws_as(table, form)

    return cast("F", converting)


def _numbered(draws: pd.DataFrame, chain: Any, per_chain: int) -> pd.DataFrame:
    """Return draws with new numbers: chains and iterations from 1, and draws over all chains."""
    size = len(draws)
    kept_names = [*variables_of(draws), *(n for n in (LOG_WEIGHT,) if n in draws.columns)]
    values = draws[kept_names].reset_index(drop=True)
    chains = pd.factorize(np.asarray(chain))[0] + 1
    counters = {".chain": chains, ".iteration": np.arange(size) % max(per_chain, 1) + 1,
                ".draw": np.arange(size) + 1}  # fmt: skip
    return values.assign(**counters)


def _chosen(names: list[str], variable: Any, regex: bool) -> list[str]:
    patterns = names if variable is None else list(text(read(variable)).data)
    matches: list[str] = []
    for pattern in patterns:
        hits = (
            [n for n in names if compiled(pattern).search(n)]
            if regex
            else [n for n in names if n == pattern or n.startswith(f"{pattern}[")]
        )
        if not hits and not regex:
            raise InvalidArgument(f"The following variables are missing in the draws: {pattern}.")
        matches += [n for n in hits if n not in matches]
    return matches


@_in_the_same_form
def subset_draws(
    draws: Any, variable: Any = None, iteration: Any = None, chain: Any = None, draw: Any = None,
    *, regex: bool = False, unique: bool = True, exclude: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Return some of the draws, as ``subset_draws()`` of R's posterior.

    Parameters
    ----------
    draws : Fit or DataFrame
        A fit, or draws with the columns ``.chain``, ``.iteration`` and ``.draw``.
    variable : str or list of str, optional
        The names of the variables, or patterns. The name of an array stands for all its cells.
    iteration : int or array_like of int, optional
        The iterations to keep in each chain, counted from 1.
    chain : int or array_like of int, optional
        The chains to keep, counted from 1.
    draw : int or array_like of int, optional
        The draws to keep, counted over all chains. The chains are then merged.
    regex : bool, default False
        Whether the names are regular expressions.
    unique : bool, default True
        Whether each chain, iteration and draw is kept once. If False, they are kept as often as
        they are named. They are in increasing order in both cases.
    unique : bool, default True
        Whether each chain, iteration and draw is kept once. If False, they are kept as often as
        they are named. They are in increasing order in both cases.
    exclude : bool, default False
        Whether the variables that are named are left out.

    Returns
    -------
    DataFrame or DataArray
        The variables in the order in which they are named, in the form of the draws. In a table
        with counters, chains, iterations and draws are numbered from 1 again.

    Raises
    ------
    InvalidArgument
        If a variable, a chain, an iteration or a draw does not exist.
    """
    frame = tidy_draws(draws)
    variables = _chosen(variables_of(frame), variable, regex)
    if exclude:
        if variable is None or not (chain is iteration is draw is None):
            raise InvalidArgument("'exclude' leaves out variables that are named alone.")
        variables = [v for v in variables_of(frame) if v not in variables]
    weight = [n for n in (LOG_WEIGHT,) if n in frame.columns]
    draws_table = frame[[*variables, *weight, *COUNTERS]]
    if draw is not None and (chain is not None or iteration is not None):
        raise InvalidArgument("Select either draws, or chains and iterations.")
    if draw is not None:
        at = _places(draw, len(draws_table), "draw", unique=unique)
        return _numbered(draws_table.iloc[at], np.ones(len(at)), len(at))
    if chain is None and iteration is None:
        return draws_table.copy()
    size = per_chain(draws_table)
    chains = np.unique(draws_table[".chain"])
    chain_places = (
        np.arange(len(chains))
        if chain is None
        else _places(chain, len(chains), "chain", unique=unique)
    )
    inner = (
        np.arange(size)
        if iteration is None
        else _places(iteration, size, "iteration", unique=unique)
    )
    at = (np.asarray(chain_places)[:, None] * size + inner).reshape(-1)
    return _numbered(
        draws_table.iloc[at], np.repeat(np.arange(len(chain_places)), len(inner)), len(inner)
    )


def _places(selection: Any, size: int, name: str, *, unique: bool) -> np.ndarray:
    """Return the selected positions, from 0, in increasing order; each once if ``unique``."""
    numbers_named = numeric(read(selection)).data.astype(int)
    at = np.unique(numbers_named) if unique else np.sort(numbers_named)
    if len(at) and (at.min() < 1 or at.max() > size):
        raise InvalidArgument(f"Tried to select {name} {at.max()}, but there are {size} of them.")
    return at - 1


@_in_the_same_form
def thin_draws(draws: Any, thin: int) -> pd.DataFrame:
    """Return every ``thin``-th iteration of each chain, as ``thin_draws()`` of R's posterior.

    Parameters
    ----------
    draws : Fit or DataFrame
        A fit, or a table of its draws.
    thin : int
        The distance between the iterations that are kept. The first iteration is kept.

    Returns
    -------
    DataFrame
        The draws, numbered from 1 again.

    Raises
    ------
    InvalidArgument
        If ``thin`` is not a positive whole number.
    """
    frame = tidy_draws(draws)
    step = int(thin)
    if step != thin or step < 1:
        raise InvalidArgument("'thin' must be a positive integer.")
    return subset_draws(frame, iteration=np.arange(1, per_chain(frame) + 1, step))


@_in_the_same_form
def merge_chains(draws: Any) -> pd.DataFrame:
    """Return draws as one chain, as ``merge_chains()`` of R's posterior.

    Parameters
    ----------
    draws : Fit or DataFrame
        A fit, or a table of its draws.

    Returns
    -------
    DataFrame
        The draws, the chains one after the other.
    """
    frame = tidy_draws(draws)
    return _numbered(frame, np.ones(len(frame)), len(frame))


@_in_the_same_form
def split_chains(draws: Any) -> pd.DataFrame:
    """Return draws with each chain cut into two chains, as ``split_chains()`` of R's posterior.

    Parameters
    ----------
    draws : Fit or DataFrame
        A fit, or a table of its draws. Each chain needs an even number of iterations.

    Returns
    -------
    DataFrame
        The draws with twice as many chains: all first halves, then all second halves.

    Raises
    ------
    InvalidData
        If the number of iterations is odd.
    """
    frame = tidy_draws(draws)
    size = per_chain(frame)
    if size % 2:
        raise InvalidData("Chains with an odd number of iterations are not split here.")
    half = size // 2
    second = np.arange(len(frame)) % max(size, 1) >= half
    order = np.argsort(second, kind="stable")
    return _numbered(frame.iloc[order], np.arange(len(frame)) // max(half, 1), half)


@_in_the_same_form
def rename_variables(draws: Any, **names: str) -> pd.DataFrame:
    """Return draws with other names for some variables.

    Parameters
    ----------
    draws : Fit or DataFrame
        A fit, or a table of its draws.
    **names : str
        The old names, keyed by the new ones.

    Returns
    -------
    DataFrame
        The draws.

    Raises
    ------
    InvalidArgument
        If a variable does not exist.
    """
    frame = tidy_draws(draws)
    for old in names.values():
        if old not in frame.columns:
            raise InvalidArgument(f"The following variables are missing in the draws: {old}.")
    return frame.rename(columns={old: new for new, old in names.items()})


@_in_the_same_form
def bind_draws(*tables: Any, along: str = "variable") -> pd.DataFrame:
    """Return several tables of draws as one, as ``bind_draws()`` of R's posterior.

    Parameters
    ----------
    *tables : Fit or DataFrame
        Fits, or tables of draws.
    along : {"variable", "chain", "draw"}
        Whether the tables are joined by columns, as further chains, or as further draws of a
        single chain.

    Returns
    -------
    DataFrame
        The draws.

    Raises
    ------
    InvalidData
        If the tables do not fit together.
    """
    if len({form_of_draws(t) for t in tables}) > 1:
        raise InvalidArgument(
            "bind_draws() binds draws of one form here.",
            hint="as_draws_df() makes a table of draws of any form.",
        )
    frames = [tidy_draws(t).reset_index(drop=True) for t in tables]
    first, *further_frames = frames
    if along == "variable":
        names = [n for f in frames for n in variables_of(f)]
        same_draws = all(f[list(COUNTERS)].equals(first[list(COUNTERS)]) for f in further_frames)
        if not same_draws or len(set(names)) < len(names):
            raise InvalidData("The tables must have the same draws, and different variables.")
        return pd.concat([*(f[variables_of(f)] for f in frames), first[list(COUNTERS)]], axis=1)
    if along not in ("chain", "draw"):
        raise InvalidArgument("bind_draws() binds along 'variable', 'chain' and 'draw' here.")
    if any(set(variables_of(f)) != set(variables_of(first)) for f in further_frames):
        raise InvalidData("The tables must have the same variables.")
    stacked = pd.concat(frames, ignore_index=True)[[*variables_of(first), *COUNTERS]]
    if along == "draw":
        return merge_chains(stacked)
    sizes = {per_chain(f) for f in frames}
    if len(sizes) > 1:
        raise InvalidData("The chains have different numbers of draws.")
    size = sizes.pop()
    return _numbered(stacked, np.arange(len(stacked)) // max(size, 1), size)
