"""Draws in any form as one table: fits, tables, matrices, arrays, lists and random variables."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.labelled import axis_names, is_labelled, is_random
from pybrms_mix.r.values.named_matrix import NamedMatrix, axes_of
from pybrms_mix.r.values.r_vectors import numeric, read
from pybrms_mix.r.values.tibbles import gives_tibbles
from pybrms_mix.results.as_draws import CHAINS

__all__ = ["tidy_draws"]

COUNTERS = (".chain", ".iteration", ".draw")
LOG_WEIGHT = ".log_weight"
RESERVED = (*COUNTERS, LOG_WEIGHT)


@gives_tibbles
def tidy_draws(fit: Any) -> pd.DataFrame:
    """Return one row for each draw: ``.chain``, ``.iteration``, ``.draw`` and all variables."""
    frame = _table(fit)
    if COUNTERS[-1] in frame.columns:
        return _counters_first(frame)
    chains = chains_of_matrix(frame)
    size = len(frame) // max(chains, 1)
    has_chains = {*COUNTERS[:2]} <= {*frame.columns}
    frame = frame.reset_index(drop=True)
    if not has_chains:
        frame[".chain"] = np.repeat(np.arange(chains) + 1, size)
        frame[".iteration"] = np.tile(np.arange(size) + 1, chains)
    frame[".draw"] = np.arange(len(frame)) + 1
    frame.attrs.pop(CHAINS, None)
    return _counters_first(frame)


def _counters_first(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[*COUNTERS, *(n for n in frame.columns if n not in COUNTERS)]]


def _table(draws: Any) -> pd.DataFrame:
    """Return draws as a table that may lack the counters."""
    if isinstance(draws, pd.DataFrame) and not isinstance(draws, NamedMatrix):
        return draws
    if hasattr(draws, "dims") or (isinstance(draws, np.ndarray) and draws.ndim == 3):
        return _of_array(draws)
    if isinstance(draws, NamedMatrix) or (isinstance(draws, np.ndarray) and draws.ndim == 2):
        cells = np.asarray(draws, dtype=float)
        names = axes_of(draws)[1] or [f"...{n}" for n in range(1, cells.shape[1] + 1)]
        table = pd.DataFrame(cells, columns=list(map(str, names)))
        table.attrs |= {k: v for k, v in getattr(draws, "attrs", {}).items() if k == CHAINS}
        return table
    if isinstance(draws, Mapping):
        return _of_list(draws)
    of_fit: pd.DataFrame = draws.as_draws_df()
    return of_fit


def chains_of_matrix(frame: pd.DataFrame) -> int:
    """Return the number of chains of a matrix of draws; rows that were selected are one chain."""
    chains, draws = frame.attrs.get(CHAINS, (1, len(frame)))
    return int(chains) if draws == len(frame) else 1


def _of_list(draws: Mapping[str, Any]) -> pd.DataFrame:
    """Return a list of chains, or a list of the draws of each variable, as a table."""
    if all(isinstance(v, Mapping) for v in draws.values()):
        tables: list[pd.DataFrame] = []
        for number, chain in enumerate(draws.values(), start=1):
            table = pd.DataFrame({n: _numbers(x) for n, x in chain.items()})
            table[".chain"] = number
            table[".iteration"] = np.arange(len(table)) + 1
            tables.append(table)
        return pd.concat(tables, ignore_index=True)
    if any(isinstance(v, Mapping) or is_random(v) for v in draws.values()):
        raise InvalidData("A list of draws holds the draws of each variable, or chains, here.")
    return pd.DataFrame({str(n): _numbers(x) for n, x in draws.items()})


def _numbers(x: Any) -> np.ndarray:
    return np.asarray(numeric(read(x)).data, dtype=float)


def cells_of_random(name: str, x: Any) -> tuple[list[str], np.ndarray]:
    """Return the names of the cells of a random variable, and draws (chains, draws, cells).

    The first index varies fastest, as in R.
    """
    inner = [d for d in x.dims if d not in ("chain", "draw")]
    ordered = x.transpose("chain", "draw", *inner)
    cells = np.asarray(ordered.to_numpy(), dtype=float)
    if not inner:
        return [name], cells[..., None]
    labels = [axis_names(ordered, n + 2) or tuple(str(k + 1) for k in range(cells.shape[n + 2]))
              for n in range(len(inner))]  # fmt: skip
    names = [f"{name}[{','.join(reversed(index))}]" for index in product(*reversed(labels))]
    last_first = [d + 2 for d in reversed(range(len(inner)))]
    return names, cells.transpose(0, 1, *last_first).reshape(*cells.shape[:2], -1)


def _of_array(draws: Any) -> pd.DataFrame:
    """Return an array, or random variables, as a table."""
    if hasattr(draws, "data_vars"):
        variables = [cells_of_random(str(n), v) for n, v in draws.data_vars.items()]
        names = [n for labels, _ in variables for n in labels]
        values = np.concatenate([cells for _, cells in variables], axis=-1)
    elif is_random(draws):
        names, values = cells_of_random("x", draws)
    elif getattr(draws, "ndim", 0) == 3:  # iterations, chains and variables, whatever their names
        array_labels = axis_names(draws, 2) if is_labelled(draws) else None
        names = list(array_labels or (f"...{n}" for n in range(1, draws.shape[2] + 1)))
        values = np.swapaxes(np.asarray(draws, dtype=float), 0, 1)
    else:
        raise InvalidData("Draws need the axes iteration, chain and variable here.")
    chains, size, _ = values.shape
    frame = pd.DataFrame(values.reshape(chains * size, -1), columns=names)
    return frame.assign(**{
        ".chain": np.repeat(np.arange(chains) + 1, size),
        ".iteration": np.tile(np.arange(size) + 1, chains),
        ".draw": np.arange(chains * size) + 1,
    })  # fmt: skip
