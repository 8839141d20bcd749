"""Draws from the prior, and data sets that are simulated from these draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pybrms_mix.api.brm import brm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.build.build import Built, build
from pybrms_mix.calibrate.replicate import Simulation, Task
from pybrms_mix.design.columns import table
from pybrms_mix.formula.formula import Source
from pybrms_mix.formula.reading import read_any
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.response.response import Response
from pybrms_mix.prior.table import Priors
from pybrms_mix.results.fit import Fit

_APART = 20  # the number of iterations between the prior draws of two replications
_LEAST = 2000  # the least number of prior draws from which their convergence can be assessed
_WARMUP = 1000
_SAMPLING = ("backend", "control", "data2")
# Addition terms whose values depend on the response. Their values in the data are wrong for
# simulated responses.
_UNKNOWN = {
    "cens": "the response determines which rows are censored, and simulated responses would change "
    "them",
    "weights": "a likelihood with weights is not the density of the response",
    "mi": "simulated responses have no missing values",
    "dec": "a decision and its response time are simulated together, but dec() reads the observed "
    "decisions",
}


def simulated(
    formula: Source,
    data: Any,
    family: object,
    prior: Priors,
    *,
    n: int,
    kept: int,
    seed: int,
    arguments: Mapping[str, Any],
) -> Iterator[Task]:
    """Yield ``n`` replications. The first replications do not depend on ``n``.

    Raises:
        InvalidArgument: if the responses of the model cannot be replaced by simulated ones.
        InvalidPrior: if a parameter has no proper prior.
    """
    rows = table(data)
    # Default priors depend on the response. All replications use the default priors of the data.
    built_model = build(read_any(formula), rows, family, prior, data2=arguments.get("data2"))
    responses = _replaceable(built_model)
    prior_fit = _alone(formula, rows, family, built_model, n, seed, arguments)
    rows = rows.iloc[prior_fit.model.frame.before_subset.rows].reset_index(drop=True)
    draws = prior_fit.posterior
    truths = draws.matrix(draws.names)
    origin = Simulation(replace(prior_fit, draws=None, stats={}), seed)
    for i in range(n):
        truth = dict(zip(draws.names, map(float, truths[_APART * i]), strict=True))
        yield Task(
            i, str(built_model.source["formula"]), rows, responses, origin,
            str(built_model.source["family"]), built_model.table, truth, kept,
            {**arguments, "seed": seed + 1 + i},
        )  # fmt: skip


def _alone(
    formula: Source,
    rows: pd.DataFrame,
    family: object,
    built_model: Built,
    n: int,
    seed: int,
    arguments: Mapping[str, Any],
) -> Fit:
    """Return a fit with draws from the prior."""
    settings = {name: arguments[name] for name in _SAMPLING if name in arguments}
    return brm(
        formula, rows, family, built_model.table, sample_prior="only", chains=1, warmup=_WARMUP,
        iter=_WARMUP + max(_LEAST, _APART * n), seed=seed, silent=2, **settings,
    )  # fmt: skip


def _replaceable(built_model: Built) -> tuple[str, ...]:
    """Return the columns of the responses.

    Raises:
        InvalidArgument: if a response is not a column of the data that can be simulated.
    """
    return tuple(
        _column(built_model.model, response) for response in built_model.model.of(Response)
    )


def _column(model: Model, response: Response) -> str:
    """Return the column of one response; see ``_replaceable``."""
    if response.columns != (response.name,):
        raise InvalidArgument(
            "sbc() stores simulated responses in a column: the response must be a column "
            "of the data.",
            hint="Compute the response in the data, and use the new column in the formula.",
        )
    terms = {a.name: a for a in response.additions}
    for name, why in _UNKNOWN.items():
        if name in terms:
            raise InvalidArgument(
                f"sbc() cannot simulate responses with '{name}()': {why}.",
                span=terms[name].call.span,
                hint="Calibrate the model without it.",
            )
    if model.part(response.resp).ordinal and not {"thres", "cat"} & terms.keys():
        raise InvalidArgument(
            "sbc() needs the number of thresholds: a simulated response may lack a category.",
            hint=f"Write {response.name} | thres({int(response.y.max()) - 1}) ~ ...",
        )
    return response.name
