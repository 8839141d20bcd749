"""Convert a fit to the contents of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.columns import table
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import text
from pybrms_mix.design.stanvars import stanvars_of
from pybrms_mix.results.fit import Fit
from pybrms_mix.store.contents import Contents
from pybrms_mix.store.criteria import encoded_criteria
from pybrms_mix.store.stored_priors import encoded_row
from pybrms_mix.store.stored_rows import encoded_frame

_TUNING = ("step", "normal", "located")


def encoded(fit: Fit, job: str = "") -> Contents:
    """Return the contents of the file that stores ``fit``.

    Parameters
    ----------
    fit : Fit
        The fit, with or without draws.
    job : str
        The fingerprint of the job that made the fit, if it is one of many.
    """
    arrays: dict[str, np.ndarray] = {}
    if fit.draws is not None:
        arrays["draws"] = fit.draws.values
    tuning = fit.run.tuning if fit.run else None
    if tuning is not None:
        arrays["metric"] = tuning.metric
    arrays |= {f"stat:{name}": np.asarray(values) for name, values in fit.stats.items()}
    frame = fit.model.frame
    rows, columns = encoded_frame(frame)
    beside, matrices = _beside(frame)
    criteria, tables = encoded_criteria(fit.criteria)
    about = {
        "program": fit.program,
        "formula": fit.source["formula"],
        "family": fit.source["family"],
        "prior": [encoded_row(r) for r in fit.source["prior"]],
        "sample_prior": fit.sample_prior,
        "data_name": fit.data_name,
        "dialect": fit.dialect.name,
        **rows,
        "data2": beside,
        "stanvars": stanvars_of(frame.data2).as_json,
        "run": asdict(replace(fit.run, tuning=None, modes=None)) if fit.run else None,
        "modes": asdict(fit.run.modes) if fit.run and fit.run.modes else None,
        "tuning": None if tuning is None else {n: getattr(tuning, n) for n in _TUNING},
        "variables": list(fit.draws.names) if fit.draws is not None else None,
        "stats": list(fit.stats),
        "criteria": criteria,
        "job": job,
    }
    return Contents(about, {**arrays, **columns, **matrices, **tables})


def numeric(data2: Mapping[str, Any]) -> dict[str, Any]:
    """Return the numeric values of ``data2``. Variables of formulas are stored with the data."""
    values = {n: table(v) if hasattr(v, "columns") else np.asarray(v) for n, v in data2.items()}
    return {n: v for n, v in values.items() if np.asarray(v).dtype.kind in "biuf"}


def _beside(frame: Frame) -> tuple[list[dict[str, Any]], dict[str, np.ndarray]]:
    """Return facts about the numeric values of ``data2``, and these values as arrays."""
    entries: list[dict[str, Any]] = []
    arrays: dict[str, np.ndarray] = {}
    for at, (name, value) in enumerate(numeric(frame.data2).items()):
        arrays[f"data2:{at}"] = np.asarray(value, dtype=float)
        about: dict[str, Any] = {"name": name, "at": at}
        if isinstance(value, pd.DataFrame):
            about |= {"rows": [*map(text, value.index)], "columns": [*map(text, value.columns)]}
        entries.append(about)
    return entries, arrays
