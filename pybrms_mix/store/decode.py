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
from pybrms_mix.store.criteria import unshelved
from pybrms_mix.store.stored_priors import prior_row
from pybrms_mix.store.stored_rows import unshelved_frame

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
    prior = PriorTable([prior_row(said) for said in contents.fact("prior", list)])
    said = contents.fact("dialect", str)
    if said not in DIALECTS:
        raise Malformed(f"its dialect '{said}' is unknown")
    with warnings.catch_warnings(), using(said) as dialect:
        warnings.simplefilter("ignore", PybrmsWarning)  # already shown when the fit was made
        frame = _frame(contents)
        built = build(formula, frame, family, prior, contents.fact("sample_prior", str))
    if frame.bases.keys() != built.model.frame.bases.keys():
        raise Malformed("its bases do not match the terms of its formula")
    draws, run = _draws(contents, built.model), _run(contents)
    return Fit(
        model=built.model,
        draws=draws,
        stats=_stats(contents, draws, run),
        run=run,
        program=contents.fact("program", str),
        formula=tuple(built.formula.lines()),
        data_name=contents.fact("data_name", str),
        prior=fitted(built.table),
        sample_prior=built.sample_prior,
        source=built.source,
        criteria=unshelved(contents),
        dialect=dialect,
    )


def _run(contents: Contents) -> Run | None:
    said = contents.fact("run", (dict, type(None)))
    if said is None:
        return None
    said = {"algorithm": "sampling", **said}  # files of earlier versions hold chains only
    known = {name: typed(said, name, _kinds(hint)) for name, hint in get_type_hints(Run).items()}
    return replace(Run(**known), tuning=_tuning(contents), modes=_modes(contents))


def _tuning(contents: Contents) -> Tuning | None:
    """Return the metric and step size of the chains, if they were adapted before the run."""
    said = contents.fact("tuning", (dict, type(None)))
    if said is None:
        return None
    step, normal = typed(said, "step", (float, int)), typed(said, "normal", bool)
    metric = contents.arrays.get("metric")
    try:
        return Tuning(contents.array("metric", 1 if metric is None else metric.ndim), step, normal)
    except InvalidArgument as error:
        raise Malformed(str(error)) from error


def _modes(contents: Contents) -> FoundModes | None:
    """Return the modes that were located before sampling, with a value for each variable."""
    said = contents.fact("modes", (dict, type(None)))
    if said is None:
        return None
    counts = {n: typed(said, n, int) for n in ("searches", "gradients", "without_mass")}
    lists = {
        n: typed(said, n, list)
        for n in ("names", "points", "masses", "log_densities", "differences")
    }
    size = len(lists["masses"])
    # Files of earlier versions do not hold the sizes of the components.
    sizes = typed({"sizes": [], **said}, "sizes", list)
    try:
        shares = tuple(tuple(map(float, each)) for each in sizes)
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
        skipped=typed(said, "skipped", str), differences=tuple(map(str, lists["differences"])),
        sizes=shares, side=_side(said, size, len(lists["names"])), **counts,
    )  # fmt: skip


def _side(said: Mapping[str, Any], modes: int, variables: int) -> tuple[SideMaximum, ...]:
    """Return the further maxima of modes; files of earlier versions do not hold any."""
    found = []
    for each in typed({"side": [], **said}, "side", list):
        try:
            made = SideMaximum(
                typed(each, "mode", int), tuple(map(float, typed(each, "point", list))),
                float(typed(each, "log_density", (float, int))),
            )  # fmt: skip
        except (ValueError, TypeError) as error:
            raise Malformed("the values of its modes are not numbers") from error
        if not 0 <= made.mode < modes or len(made.point) != variables:
            raise Malformed("its numbers of modes differ")
        found.append(made)
    return tuple(found)


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
    lost = {v.name for v in model.variables if v.kind not in _UNASKED} - set(names)
    if lost:
        raise Malformed(f"it lacks the draws of '{min(lost)}'")
    return Draws(np.asarray(values, dtype=float), tuple(names))


def _stats(contents: Contents, draws: Draws | None, run: Run | None) -> dict[str, np.ndarray]:
    """Return the sampler's statistics, one value for each draw."""
    names = contents.fact("stats", list)
    found = {str(n): contents.array(f"stat:{n}", 2) for n in names}
    if set(found) != set(contents.named("stat")):
        raise Malformed("it holds statistics without names")
    if draws is None:
        return found
    shape = draws.values.shape[:2]
    wrong = [n for n, values in found.items() if values.shape != shape]
    if wrong:
        raise Malformed(f"its statistic '{wrong[0]}' is not one number for each draw")
    sampled = run is not None and run.engine.startswith(_ENGINES) and draws.values.size
    lost = [n for n in STATS if sampled and n not in found]
    if lost:
        raise Malformed(f"it lacks the statistic '{lost[0]}'")
    return found


def _frame(contents: Contents) -> Frame:
    """Return the rows of the fit, with ``data2``."""
    beside = dict(_beside(contents, said) for said in contents.fact("data2", list))
    return replace(unshelved_frame(contents), data2=with_stanvars(beside, _stanvars(contents)))


def _stanvars(contents: Contents) -> Stanvars:
    """Return the Stan code and data of the user; files of earlier versions have none."""
    if "stanvars" not in contents.about:
        return Stanvars()
    return from_said(contents.fact("stanvars", list))


def _beside(contents: Contents, said: Mapping[str, Any]) -> tuple[str, Any]:
    """Return the name and the values of an entry of ``data2``."""
    name, at = typed(said, "name", str), f"data2:{typed(said, 'at', int)}"
    if at not in contents.arrays:
        raise Malformed(f"it lacks '{at}'")
    values = contents.arrays[at]
    if "rows" not in said:
        return name, values
    return name, pd.DataFrame(
        values, index=typed(said, "rows", list), columns=typed(said, "columns", list)
    )


def job_of(contents: Contents) -> str:
    """Return the fingerprint of the job that made the fit; empty for a fit without a job."""
    return str(contents.fact("job", str))
