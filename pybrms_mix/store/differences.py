"""Compare a stored fit with the arguments of a call."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import PybrmsError, PybrmsWarning
from pybrms_mix.base.public_calls import warn
from pybrms_mix.build.build import Built, build
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.stanvars import stanvars_of
from pybrms_mix.formula.formula import Source
from pybrms_mix.prior.table import Priors
from pybrms_mix.results.fit import Fit
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.store.encode import numeric

_SAMPLED = ("chains", "iter", "thin", "adapt_delta", "max_treedepth")


def told_of_differences(there: Fit, *asked: Any) -> Fit:
    """Return a stored fit; warn if it differs from the fit that the arguments describe.

    Warns
    -----
    PybrmsWarning
        One warning with a line for each difference. See ``differences`` for the arguments.
    """
    if lines_of_differences := differences(there, *asked):
        where = there.file or "the file of R"
        lines = "".join(f"\n  {line}" for line in lines_of_differences)
        warn(
            f"The fit stored in '{where}' is returned, but it differs from the call:{lines}\n"
            "file_refit='on_change' fits again if the program or the data differ."
        )
    return there


def differences(
    there: Fit,
    formula: Source,
    data: Any,
    family: object,
    prior: Priors,
    sample_prior: object,
    data2: object,
    stanvars: object,
    knots: Mapping[str, Any] | None,
    settings: Settings,
) -> list[str]:
    """Return sentences about the differences between a stored fit and a call.

    A call without data has no differences: it only reads the file. ``settings`` are the settings of
    the call, with ``seed`` None if the call has no seed.
    """
    if data is None or (isinstance(data, Mapping) and not data) or not there.source:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PybrmsWarning)
            requested = build(formula, data, family, prior, sample_prior, data2, stanvars, knots)
    except PybrmsError as error:
        return [f"the call, for which no model can be built ({error.message.splitlines()[0]})"]
    return [*_model(there, requested), *_sampling(there, settings)]


def _model(stored: Fit, requested: Built) -> Iterator[str]:
    for name in ("formula", "family"):
        if stored.source[name] != requested.source[name] and not _same_mixture(
            name, stored, requested
        ):
            yield f"{name}: {stored.source[name]} in the file, {requested.source[name]} in the call"
    if stored.sample_prior != requested.sample_prior:
        new = requested.sample_prior
        yield f"sample_prior: {stored.sample_prior} in the file, {new} in the call"
    if stored.source["prior"] != requested.source["prior"]:
        yield "prior"
    if not same_rows(stored.model.frame, requested.model.frame):
        rows = stored.nobs, requested.model.frame.N
        yield "data" if rows[0] == rows[1] else f"data: {rows[0]} rows in the file, {rows[1]} here"


def _same_mixture(name: str, stored: Fit, requested: Built) -> bool:
    """Return whether two family texts are equivalent; "mu" is the default order of a mixture."""
    return name == "family" and stored.model.mixture == requested.model.mixture


def _sampling(stored: Fit, settings: Settings) -> Iterator[str]:
    run = stored.run
    if run is None:
        return
    pairs = [(n, getattr(run, n), getattr(settings, n)) for n in _SAMPLED]
    pairs.append(("warmup", run.warmup, settings.discarded))
    if settings.seed is not None:
        pairs.append(("seed", run.seed, settings.seed))
    for name, old, new in pairs:
        if old != new:
            yield f"{name}: {old} in the file, {new} in the call"


def same_rows(one: Frame, other: Frame) -> bool:
    """Return whether two frames have the same rows, omitted ones included, ``data2`` and knots."""
    if not one.data.equals(other.data) or (one.whole is None) != (other.whole is None):
        return False
    if one.whole is not None and other.whole is not None and not same_rows(one.whole, other.whole):
        return False
    if stanvars_of(one.data2).as_json != stanvars_of(other.data2).as_json:
        return False
    return all(
        left.keys() == right.keys()
        and all(
            np.array_equal(np.asarray(v, dtype=float), np.asarray(right[n], dtype=float))
            for n, v in left.items()
        )
        for left, right in (
            (numeric(one.data2), numeric(other.data2)), (one.knots, other.knots),
        )
    )  # fmt: skip
