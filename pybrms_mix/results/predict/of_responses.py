"""Results of all responses of a model together: the last axis has the responses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.design.columns import table
from pybrms_mix.results.estimates import PROBS, columns, estimates
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.rowwise import labels


def each_response(fit: Fit, compute: Callable[[Fit], np.ndarray]) -> np.ndarray:
    """Return the results of ``compute`` for the fits of single responses: (..., responses).

    Raises:
        InvalidArgument: if the results of two responses have different shapes.
    """
    by_resp = {resp: compute(fit.of_response(resp)) for resp in fit.model.views}
    first, *further = by_resp
    for next_resp in further:
        if by_resp[next_resp].shape != by_resp[first].shape:
            sizes = (f"'{resp}' {by_resp[resp].shape}" for resp in (first, next_resp))
            raise InvalidArgument(
                f"The results of the responses have different shapes: {', '.join(sizes)}.",
                hint=f"Choose one response: resp = '{first}', or another one.",
            )
    return np.stack(list(by_resp.values()), axis=-1)


def refuse_categories(fit: Fit) -> None:
    """Refuse a joint summary if one of the responses is an ordered category.

    Raises:
        InvalidArgument: if there is such a response.
    """
    ordinal = [part.resp for part in fit.model.mixture.parts if part.ordinal]
    if ordinal:
        raise InvalidArgument(
            f"The expected response of '{ordinal[0]}' is a vector of probabilities, one for "
            "each category; for the other responses it is a number.",
            hint=f"Choose one response: resp = '{ordinal[0]}', or another one.",
        )


def summary_of_responses(
    fit: Fit,
    newdata: Any,
    draws: np.ndarray,
    robust: bool = False,
    probs: Sequence[float] = PROBS,
) -> xr.DataArray:
    """Return summaries of draws, (draws, N, ..., responses).

    The axes are row, statistic, component if each response has several numbers, and response.
    """
    frame = fit.model.frame
    index = frame.index if newdata is None else table(newdata, "newdata").index
    cells = np.moveaxis(estimates(draws, robust, probs), -1, 1)
    numbers = {"component": np.arange(1, draws.shape[2] + 1)} if draws.ndim == 4 else {}
    coords = {"row": labels(index), "statistic": columns(probs), **numbers}
    coords["response"] = list(fit.model.views)
    return xr.DataArray(cells, coords, tuple(coords))
