"""Deduplication of equal rows before a program is sampled."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.version import __version__
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.counted import can_be_counted
from pybrms_mix.stan.code import code
from pybrms_mix.stan.data import data, declared, distinct

# With fewer rows, the evaluation is so fast that deduplication saves nothing.
_FEW = 200


def for_sampler(model: Model, program: str, *, prior_only: bool) -> tuple[str, dict[str, Any]]:
    """Return the program to run, with its data.

    If many rows are equal, this is a program with the same parameters and the same density that
    evaluates each distinct row once. Otherwise it is ``program`` with the data of all rows.

    >>> import pandas as pd
    >>> from pybrms_mix import make_stancode
    >>> from pybrms_mix.build.build import build
    >>> d = pd.DataFrame({"y": [0, 1, 1, 5, 6] * 100})
    >>> arguments = "y ~ 1", d, "mixture(poisson, poisson)"
    >>> program = make_stancode(*arguments)
    >>> for_sampler(build(*arguments).model, program, prior_only=False)[1]["N"]
    4
    """
    full_data = declared(model, data(model, prior_only=prior_only))
    if prior_only or model.frame.N < _FEW or not can_be_counted(model):
        return program, full_data
    distinct_data = distinct(model, full_data)
    if distinct_data is None:
        return program, full_data
    return code(model, version=__version__, counted=True), distinct_data
