"""Summaries of draws as in R's posterior package, and ``str()`` for any value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.fits.draws_reading import COUNTERS, tidy_draws
from pybrms_mix.r.frames.binding import bind_rows
from pybrms_mix.r.indexing.subsetting import column_of, rows
from pybrms_mix.r.pictures.graphics_devices import are_pictures, draw
from pybrms_mix.r.text.number_format import formatted
from pybrms_mix.r.values.grouped import Grouped, group_places, parts
from pybrms_mix.r.values.labelled import is_random
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, LIST, NULL, NUMBER, Vector, read, text
from pybrms_mix.r.values.scalars import are_whole
from pybrms_mix.r.values.tibbles import gives_tibbles
from pybrms_mix.results import mixing

__all__ = [
    "draws_measure", "glimpse", "printed", "structure", "summarise_draws",
]  # fmt: skip

_MEASURES = ("mean", "median", "sd", "mad", "quantile2", "rhat", "ess_bulk", "ess_tail")


def _mad(x: np.ndarray) -> float:
    return float(1.4826 * np.median(np.abs(x - np.median(x))))


def _chains(measure: Callable[[np.ndarray], float]) -> Callable[[np.ndarray], float]:
    """Wrap a convergence measure so that it is NaN where R's posterior returns NA."""

    def measured(x: np.ndarray) -> float:
        too_few = x.shape[1] < 4
        if too_few or not np.isfinite(x).all() or np.ptp(x) == 0:
            return float("nan")
        with np.errstate(all="ignore"):
            return float(measure(x))

    return measured


# Each function takes an array of shape (chains, draws).
_FUNCTIONS: dict[str, Callable[[np.ndarray], float]] = {
    "mean": lambda x: float(np.mean(x)),
    "median": lambda x: float(np.median(x)),
    "sd": lambda x: float(np.std(x, ddof=1)),
    "var": lambda x: float(np.var(x, ddof=1)),
    "mad": _mad,
    "min": lambda x: float(np.min(x)),
    "max": lambda x: float(np.max(x)),
    "q5": lambda x: float(np.quantile(x, 0.05)),
    "q95": lambda x: float(np.quantile(x, 0.95)),
    "rhat": _chains(mixing.rhat),
    "ess_bulk": _chains(mixing.ess_bulk),
    "ess_tail": _chains(mixing.ess_tail),
    "mcse_mean": _chains(mixing.mcse_mean),
    "mcse_median": _chains(mixing.mcse_median),
    "mcse_sd": _chains(mixing.mcse_sd),
    "mcse_q5": _chains(lambda x: mixing.mcse_quantile(x, 0.05)),
    "mcse_q95": _chains(lambda x: mixing.mcse_quantile(x, 0.95)),
    "rhat_basic": _chains(mixing.rhat_basic),
    "ess_basic": _chains(mixing.ess_mean),
    "ess_mean": _chains(mixing.ess_mean),
    "ess_sd": _chains(mixing.ess_sd),
    "ess_median": _chains(lambda x: mixing.ess_quantile(x, 0.5)),
}
_SEVERAL = {"quantile2": ("q5", "q95")}


Measure: TypeAlias = str | Callable[[np.ndarray], Any] | tuple[str, Callable[[np.ndarray], Any]]


@gives_tibbles
def summarise_draws(
    data: Any,
    *measures: Measure,
    **named: Callable[[np.ndarray], Any],
) -> pd.DataFrame:
    """Summarise the draws of each variable, as ``summarise_draws()`` of R's posterior.

    Parameters
    ----------
    data : Fit, DataFrame or Grouped
        A fit, or draws with the columns ``.chain``, ``.iteration`` and ``.draw``, with or without
        groups.
    *measures : str, callable or pair of both
        Names of measures, functions of the draws, and pairs of a column and its function. The
        default measures are mean, median, sd, mad, the 5% and 95% quantiles, R-hat and the
        effective sample sizes. A function that returns named values gets one column for each value.
    **named : callable
        Functions of the draws, with the names of their columns as keywords.

    Returns
    -------
    DataFrame
        One row for each variable: the groups, the name of the variable and the measures.

    Raises
    ------
    InvalidArgument
        If a measure does not exist.
    """
    summary_functions = _chosen_summaries(measures or (() if named else _MEASURES), named)
    has_chains = isinstance(data, Grouped) or COUNTERS[-1] in getattr(data, "columns", ())
    frame, groups = parts(data if has_chains else tidy_draws(data))
    blocks = []
    for at in group_places(frame, groups):
        group_rows = rows(frame, at)
        names = [
            str(n) for n in group_rows.columns if n not in groups and not str(n).startswith(".")
        ]
        chains = _by_chain(group_rows)
        heads = {
            g: column_of(read(group_rows[g]).plain().take(np.zeros(len(names)))) for g in groups
        }
        lines = [_measured(_shaped(group_rows[n], chains), summary_functions) for n in names]
        cells = {m: [line[m] for line in lines] for m in (lines[0] if lines else ())}
        blocks.append(pd.DataFrame({**heads, "variable": names, **cells}))
    return bind_rows(*blocks)


def _chosen_summaries(
    measures: Sequence[Measure],
    named_functions: Mapping[str, Callable[[np.ndarray], Any]],
) -> list[tuple[str, Callable[[np.ndarray], Any], bool]]:
    """Return names and functions, and whether each function needs the draws by chain."""
    summary_functions: list[tuple[str, Callable[[np.ndarray], Any], bool]] = []
    for number, measure in enumerate(measures, start=1):
        if isinstance(measure, tuple):
            summary_functions.append((*measure, False))
            continue
        if callable(measure):
            summary_functions.append((f"measure{number}", measure, False))
            continue
        for name in _SEVERAL.get(measure, (measure,)):
            if name not in _FUNCTIONS:
                raise InvalidArgument(f"summarise_draws() does not have the measure '{name}' here.")
            summary_functions.append((name, _FUNCTIONS[name], True))
    return [*summary_functions, *((n, f, False) for n, f in named_functions.items())]


class _Joined(np.ndarray):
    """The draws of all chains as one vector, which measures of convergence split into chains."""

    chains: int

    @classmethod
    def of(cls, draws: np.ndarray) -> _Joined:
        """Return draws of the shape (chains, draws) as one vector."""
        joined = draws.reshape(-1).view(cls)
        joined.chains = len(draws)
        return joined


def _measured(
    draws: np.ndarray, measures: list[tuple[str, Callable[[np.ndarray], Any], bool]]
) -> dict[str, Any]:
    """Return the measures of one variable, keyed by column name."""
    line: dict[str, Any] = {}
    for name, function, chains in measures:
        value = function(draws if chains else _Joined.of(draws))
        if isinstance(value, pd.Series):
            line |= {str(k): v for k, v in value.items()}
        else:
            line[name] = value
    return line


def _by_chain(frame: pd.DataFrame) -> int:
    """Return the number of chains; 1 if the draws have no chain numbers."""
    if COUNTERS[0] not in frame.columns or frame[COUNTERS[0]].isna().any():
        return 1
    counts = frame[COUNTERS[0]].value_counts()
    return len(counts) if counts.nunique() == 1 else 1


def _shaped(column: pd.Series, chains: int) -> np.ndarray:
    return column.to_numpy(dtype=float).reshape(chains, -1)


def draws_measure(draws: Any, measure: str) -> Any:
    """Return a convergence measure of the draws of one variable.

    Parameters
    ----------
    draws : array_like or Fit
        The draws of one chain, or an array of shape (iterations, chains); or a fit, for "rhat".
    measure : str
        The name of the measure in R's posterior, such as "rhat", "ess_bulk" or "mcse_sd".

    Returns
    -------
    float or Series
        The measure; for a fit, R-hat of each variable. It is NaN for constant draws and for
        fewer than four draws of each chain.
    """
    if hasattr(draws, "posterior") and measure == "rhat":
        return draws.rhat()
    return of_chains(draws, _FUNCTIONS[measure])


def of_chains(draws: Any, measure: Callable[[np.ndarray], float]) -> Any:
    """Return a convergence measure of draws of one variable, or of each random variable of several.

    It is NaN for constant draws, for infinite draws and for fewer than four draws of each chain.
    """
    measured = _chains(measure)
    if is_random(draws):
        cells = np.asarray(draws.transpose("chain", "draw", ...), dtype=float)
        if cells.ndim == 2:
            return measured(cells)
        by_cell = np.moveaxis(cells, (0, 1), (-2, -1))
        places = np.ndindex(by_cell.shape[:-2])
        return np.array([measured(by_cell[at]) for at in places]).reshape(by_cell.shape[:-2])
    x = np.asarray(draws, dtype=float)
    if x.ndim > 2:  # R takes a part of an array of draws as the draws of a single chain
        return measured(x.reshape(1, -1, order="F"))
    chains = draws.chains if isinstance(draws, _Joined) and hasattr(draws, "chains") else 1
    return measured(x.T if x.ndim == 2 else x.reshape(chains, -1))


def structure(x: Any, types: Mapping[str, str] | str | None = None) -> None:
    """Print the structure of a value, as R's ``str()``: its type, size and first elements.

    Whole numbers whose type in R is not known have the type "int|num".

    Parameters
    ----------
    x
        Any value.
    types : dict or str, optional
        The types of columns or elements, or of a vector: "integer" or "double".

    Examples
    --------
    >>> structure([1.5, 2.0])
     num [1:2] 1.5 2
    >>> structure([1, 2], "integer")
     int [1:2] 1 2
    """
    for line in _structure(x, types=types):
        print(line)


def glimpse(x: Any, types: Mapping[str, str] | str | None = None) -> Any:
    """Print the structure of a data frame and return the data frame, as dplyr's ``glimpse()``.

    Parameters
    ----------
    x, types
        As in ``structure()``.

    Examples
    --------
    >>> glimpse([1.5, 2.0])[0]
     num [1:2] 1.5 2
    1.5
    """
    structure(x, types)
    return x


def printed(x: Any) -> Any:
    """Print a value, or draw a picture, and return it, as R's ``print()`` does.

    Examples
    --------
    >>> printed(2) + 1
    2
    3
    """
    if are_pictures(x):
        draw(x)
    else:
        print(x)
    return x


_SHORT = {"numeric": "num", "logical": "logi", "character": "chr"}


def _structure(
    x: Any, name: str = "", indent: str = "", types: Mapping[str, str] | str | None = None,
    *, is_column: bool = False,
) -> list[str]:  # fmt: skip
    label = f"{indent}$ {name}:" if name else indent
    if callable(x) and not hasattr(x, "dims"):
        return [f"{label}function"]
    if isinstance(x, pd.DataFrame):
        head = f"{label}'data.frame':\t{len(x)} obs. of  {x.shape[1]} variables:"
        return [head, *_inner({str(n): x[n] for n in x.columns}, indent, types, is_column=True)]
    if hasattr(x, "dims"):
        size = ", ".join(f"1:{n}" for n in x.shape)
        return [f"{label} num [{size}] {_numbers(np.ravel(np.asarray(x), order='F'))}"]
    try:
        vector = read(x)
    except Exception:
        return [f"{label} {type(x).__name__}"]
    if vector.kind == NULL:
        return [f"{label} NULL"]
    if vector.kind == LIST:
        inner = dict(zip(vector.names or map(str, range(1, len(vector) + 1)), vector.data,
                         strict=True))  # fmt: skip
        if not hasattr(x, "items") and not isinstance(x, list | tuple):
            return [f"{label} {type(x).__name__}"]
        deeper = f"{indent} .." if name else indent
        return [f"{label}List of {len(vector)}", *_inner(inner, deeper, types)]
    type_name = types if isinstance(types, str) else None
    return [f"{label} {_vector(vector, type_name, is_column=is_column)}"]


def _inner(
    items: dict[str, Any], indent: str, types: Mapping[str, str] | str | None, *,
    is_column: bool = False,
) -> list[str]:  # fmt: skip
    width = max((len(str(n)) for n in items), default=0)
    types_by_name = types if isinstance(types, Mapping) else {}
    start = indent if indent.endswith("..") else f"{indent} "
    return [
        line
        for n, v in items.items()
        for line in _structure(v, f"{n!s:<{width}}", start, types_by_name.get(n),
                               is_column=is_column)
    ]  # fmt: skip


def _vector(vector: Vector, type_: str | None, *, is_column: bool) -> str:
    size = ", ".join(f"1:{n}" for n in vector.dim or (len(vector),))
    if vector.kind == FACTOR:
        level_text = ",".join(f'"{v}"' for v in vector.levels[:5])
        more = ",.." if len(vector.levels) > 5 else ""
        codes = " ".join("NA" if np.isnan(v) else str(int(v) + 1) for v in vector.data[:10])
        dots = " ..." if len(vector) > 10 else ""
        return f"Factor w/ {len(vector.levels)} levels {level_text}{more}: {codes}{dots}"
    if vector.date and not vector.clock:
        where = f", format: {_texts(text(vector).data, 5)}"
        return f"Date[{size}]{where}"
    kind = _SHORT.get(vector.kind, "")
    if vector.kind == NUMBER and are_whole(vector.data):
        kind = {"integer": "int", "double": "num"}.get(type_ or "", "int|num")
    kind = kind if vector.names is None else f"Named {kind}"
    where = "" if len(vector) == 1 and vector.dim is None else " " if is_column else f" [{size}]"
    return f"{kind}{where} {_cells(vector)}"


def _cells(vector: Vector) -> str:
    if vector.kind == NUMBER:
        return _numbers(vector.data)
    if vector.kind == CHARACTER:
        return _texts(vector.data, 4 if len(vector) > 4 else 10)
    words = ["NA" if np.isnan(v) else "TRUE" if v else "FALSE" for v in vector.data[:6]]
    return " ".join(words) + (" ..." if len(vector) > len(words) else "")


def _texts(data: Any, most: int) -> str:
    words = ["NA" if v is None else f'"{v}"' for v in data[:most]]
    return " ".join(words) + (" ..." if len(data) > most else "")


def _numbers(data: Any) -> str:
    """Return numbers with three digits, without zeros at the end of decimals."""
    texts = read(formatted(np.asarray(data[:10], dtype=float), digits=3, trim=True)).data
    bare = (t.rstrip("0").rstrip(".") if "." in t and "e" not in t else t for t in texts)
    return " ".join(bare) + (" ..." if len(data) > 10 else "")
