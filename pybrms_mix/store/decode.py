"""Convert the contents of a file to a fit.

Every value is checked, since a file can hold anything.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args, get_type_hints

import numpy as np

from pybrms_mix.base.dialect import DIALECTS, using
from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.build.build import build
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.stanvars import Stanvars, from_said
from pybrms_mix.design.stanvars import beside as with_stanvars
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model
from pybrms_mix.model.parts import LATENT
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.prior.validate import fitted
from pybrms_mix.results.fit import Fit, Run
from pybrms_mix.results.mixture.found_modes import FoundModes, SideMaximum
from pybrms_mix.stan.engines.engine import STATS
from pybrms_mix.store.contents import Contents, Malformed, typed
from pybrms_mix.store.criteria import decoded_criteria
from pybrms_mix.store.stored_priors import prior_row
from pybrms_mix.store.stored_rows import decoded_frame

_ENGINES = ("stanli", "pystan")  # draws of other engines may lack the sampler's statistics
# Kinds of variables that a fit may lack: ``save_pars()`` can drop those of levels and of rows.
_UNASKED = ("prior", "r", *LATENT)


def decoded(contents: Contents) -> Fit:
    """Return the fit in a file.

    Raises
    ------
    Malformed
        If a value is missing, has a wrong shape or type, or contradicts other values.
    PybrmsError
        If formula, family, priors and data do not give a model.
    """
    formula, family = contents.fact("formula", str), contents.fact("family", str)
    prior = PriorTable([prior_row(row) for row in contents.fact("prior", list)])
    dialect_name = contents.fact("dialect", str)
    if dialect_name not in DIALECTS:
        raise Malformed(f"its dialect '{dialect_name}' is unknown")
    with warnings.catch_warnings(), using(dialect_name) as dialect:
        warnings.simplefilter("ignore", PybrmsWarning)  # already shown when the fit was made
        frame = _frame(contents)
        built_model = build(formula, frame, family, prior, contents.fact("sample_prior", str))
    if frame.bases.keys() != built_model.model.frame.bases.keys():
        raise Malformed("its bases do not match the terms of its formula")
    draws, run = _draws(contents, built_model.model), _run(contents)
    return Fit(
        model=built_model.model,
        draws=draws,
        stats=_stats(contents, draws, run),
        run=run,
        program=contents.fact("program", str),
        formula=tuple(built_model.formula.lines()),
        data_name=contents.fact("data_name", str),
        prior=fitted(built_model.table),
        sample_prior=built_model.sample_prior,
        source=built_model.source,
        criteria=decoded_criteria(contents),
        dialect=dialect,
    )


def _run(contents: Contents) -> Run | None:
    facts = contents.fact("run", (dict, type(None)))
    if facts is None:
        return None
    facts = {"algorithm": "sampling", **facts}  # files of earlier versions hold chains only
    fields = {name: typed(facts, name, _kinds(hint)) for name, hint in get_type_hints(Run).items()}
    return replace(Run(**fields), tuning=_tuning(contents), modes=_modes(contents))


def _tuning(contents: Contents) -> Tuning | None:
    """Return the metric and step size of the chains, if they were adapted before the run."""
    facts = contents.fact("tuning", (dict, type(None)))
    if facts is None:
        return None
    facts = {"located": False, **facts}  # files of earlier versions have standardised coordinates
    step, normal = typed(facts, "step", (float, int)), typed(facts, "normal", bool)
    located = typed(facts, "located", bool)
    metric = contents.arrays.get("metric")
    try:
        dimensions = 1 if metric is None else metric.ndim
        return Tuning(contents.array("metric", dimensions), step, normal, located)
    except InvalidArgument as error:
        raise Malformed(str(error)) from error


def _modes(contents: Contents) -> FoundModes | None:
    """Return the modes that were located before sampling, with a value for each variable."""
    facts = contents.fact("modes", (dict, type(None)))
    if facts is None:
        return None
    counts = {n: typed(facts, n, int) for n in ("searches", "gradients", "without_mass")}
    lists = {
        n: typed(facts, n, list)
        for n in ("names", "points", "masses", "log_densities", "differences")
    }
    size = len(lists["masses"])
    # Files of earlier versions do not hold the sizes of the components.
    sizes = typed({"sizes": [], **facts}, "sizes", list)
    try:
        shares = tuple(tuple(map(float, sizes_of_mode)) for sizes_of_mode in sizes)
        points = np.asarray(lists["points"], dtype=float).reshape(size, len(lists["names"]))
        numbers = [np.asarray(lists[n], dtype=float) for n in ("masses", "log_densities")]
    except (ValueError, TypeError) as error:
        raise Malformed("the values of its modes are not numbers") from error
    lengths = {*map(len, numbers), len(lists["differences"]), len(sizes) or size}
    if lengths != {size}:
        raise Malformed("its numbers of modes differ")
    return FoundModes(
        tuple(map(str, lists["names"])), tuple(tuple(map(float, p)) for p in points),
        tuple(map(float, numbers[0])), tuple(map(float, numbers[1])),
        skipped=typed(facts, "skipped", str), differences=tuple(map(str, lists["differences"])),
        sizes=shares, side=_side(facts, size, len(lists["names"])), **counts,
    )  # fmt: skip


def _side(facts: Mapping[str, Any], modes: int, variables: int) -> tuple[SideMaximum, ...]:
    """Return the further maxima of modes; files of earlier versions do not hold any."""
    maxima = []
    for item in typed({"side": [], **facts}, "side", list):
        try:
            maximum = SideMaximum(
                typed(item, "mode", int), tuple(map(float, typed(item, "point", list))),
                float(typed(item, "log_density", (float, int))),
            )  # fmt: skip
        except (ValueError, TypeError) as error:
            raise Malformed("the values of its modes are not numbers") from error
        if not 0 <= maximum.mode < modes or len(maximum.point) != variables:
            raise Malformed("its numbers of modes differ")
        maxima.append(maximum)
    return tuple(maxima)


def _kinds(hint: Any) -> tuple[type, ...]:
    """Return the accepted types of a field; JSON may write a whole float as an integer."""
    kinds = get_args(hint) or (hint,)
    return (*kinds, int) if float in kinds else kinds


def _draws(contents: Contents, model: Model) -> Draws | None:
    """Return the draws, after a check that every variable of the model has draws."""
    names = contents.fact("variables", (list, type(None)))
    if names is None:
        return None
    values = contents.array("draws", 3, "f")
    if not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        raise Malformed("the names of its variables are not unique strings")
    if values.shape[2] != len(names):
        raise Malformed(f"it has draws of {values.shape[2]} variables and {len(names)} names")
    missing = {v.name for v in model.variables if v.kind not in _UNASKED} - set(names)
    if missing:
        raise Malformed(f"it lacks the draws of '{min(missing)}'")
    return Draws(np.asarray(values, dtype=float), tuple(names))


def _stats(contents: Contents, draws: Draws | None, run: Run | None) -> dict[str, np.ndarray]:
    """Return the sampler's statistics, one value for each draw."""
    names = contents.fact("stats", list)
    stats = {str(n): contents.array(f"stat:{n}", 2) for n in names}
    if set(stats) != set(contents.named("stat")):
        raise Malformed("it holds statistics without names")
    if draws is None:
        return stats
    shape = draws.values.shape[:2]
    wrong = [n for n, values in stats.items() if values.shape != shape]
    if wrong:
        raise Malformed(f"its statistic '{wrong[0]}' is not one number for each draw")
    sampled = run is not None and run.engine.startswith(_ENGINES) and draws.values.size
    missing = [n for n in STATS if sampled and n not in stats]
    if missing:
        raise Malformed(f"it lacks the statistic '{missing[0]}'")
    return stats


def _frame(contents: Contents) -> Frame:
    """Return the rows of the fit, with ``data2``."""
    beside = dict(_beside(contents, entry) for entry in contents.fact("data2", list))
    return replace(decoded_frame(contents), data2=with_stanvars(beside, _stanvars(contents)))


def _stanvars(contents: Contents) -> Stanvars:
    """Return the Stan code and data of the user; files of earlier versions have none."""
    if "stanvars" not in contents.about:
        return Stanvars()
    return from_said(contents.fact("stanvars", list))


def _beside(contents: Contents, entry: Mapping[str, Any]) -> tuple[str, Any]:
    """Return the name and the values of an entry of ``data2``."""
    name, at = typed(entry, "name", str), f"data2:{typed(entry, 'at', int)}"
    if at not in contents.arrays:
        raise Malformed(f"it lacks '{at}'")
    values = contents.arrays[at]
    if "rows" not in entry:
        return name, values
    return name, pd.DataFrame(
        values, index=typed(entry, "rows", list), columns=typed(entry, "columns", list)
    )


def job_of(contents: Contents) -> str:
    """Return the fingerprint of the job that made the fit; empty for a fit without a job."""
    return str(contents.fact("job", str))
