"""Results that are lists with names in R, by their elements: ``loo(fit)$estimates``."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.formula.formula import Formula
from pybrms_mix.plots.effects import ConditionalEffects
from pybrms_mix.r.values.brms_formulas import formula_record
from pybrms_mix.r.values.code_values import FitFormula
from pybrms_mix.r.values.fit_matrices import as_in_r
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.results.compare.criterion import Comparison, Criteria, Criterion
from pybrms_mix.results.hypotheses import Hypotheses
from pybrms_mix.results.summary import Summary

_OF_LOO = ("psis_loo", "importance_sampling_loo", "loo")


def has_record(x: Any) -> bool:
    """Return whether the elements of a result are known by their names in R."""
    is_known = isinstance(x, Criterion) and not x.fits
    return is_known or isinstance(x, Hypotheses | Criteria | FitFormula | Formula)


def record_of(x: Any) -> dict[str, Any] | None:
    """Return the elements of a result by their names in R, in R's order; None for other values."""
    if not has_record(x):
        return None
    if isinstance(x, FitFormula | Formula):
        return formula_record(x)
    if isinstance(x, Criterion):
        return _of_criterion(x)
    if isinstance(x, Criteria):
        return {"loos": x.loos} if x.diffs is None else {
            "loos": x.loos, "diffs": as_in_r(x.diffs), "ic_diffs__": _differences(x.loos)
        }  # fmt: skip
    return {"hypothesis": _with_factor(x.hypothesis), "samples": x.samples,
            "prior_samples": x.prior_samples, "class": x.class_ or "",
            "alpha": x.alpha}  # fmt: skip


def _with_factor(table: Any) -> Any:
    """Return tests of hypotheses, whose levels of a grouping factor are a factor in R."""
    if "Group" not in table:
        return table
    levels = pd.Categorical(table["Group"], categories=list(dict.fromkeys(table["Group"])))
    return table.assign(Group=levels)


def _differences(loos: Mapping[str, Criterion]) -> Any:
    """Return the differences of the information criteria of all pairs of models."""
    label = next(iter(loos.values())).sums[-1]
    rows = {}
    for (first, a), (second, b) in combinations(loos.items(), 2):
        difference = a.pointwise[label].to_numpy() - b.pointwise[label].to_numpy()
        error = np.sqrt(len(difference)) * difference.std(ddof=1)
        rows[f"{first} - {second}"] = [difference.sum(), error]
    return matrix_of(list(rows.values()), list(rows), [label.upper(), "SE"])


# The elements of R's summary of a fit. Those of other tables follow in an order that R decides.
_OF_SUMMARY = ("formula", "data_name", "group", "nobs", "ngrps", "autocor", "prior", "algorithm",
               "chains", "iter", "warmup", "thin", "sampler", "fixed", "spec_pars",
               "cor_pars")  # fmt: skip
_COMMON_TABLES = frozenset({"Population-Level Effects", "Family Specific Parameters"})


def summary_names(x: Any) -> tuple[str, ...] | None:
    """Return the names of ``summary(fit)`` in R; None for other values, and if they are unknown."""
    if not isinstance(x, Summary) or x.draws is None:
        return None
    if any(len(table) and name not in _COMMON_TABLES for name, table in x.parts.items()):
        return None
    return (*_OF_SUMMARY, "random") if x.random else _OF_SUMMARY


def _of_criterion(criterion: Criterion) -> dict[str, Any]:
    pointwise = criterion.pointwise.reset_index(drop=True)
    record = {"estimates": as_in_r(criterion.estimates),
              "pointwise": as_in_r(pointwise.drop(columns="n_eff", errors="ignore"))}  # fmt: skip
    if criterion.kind == "loo":
        record |= {"diagnostics": criterion.diagnostics, "psis_object": None}
    if criterion.kind == "kfold":
        return record
    sums, errors = criterion.estimates.to_numpy().T.tolist()
    names = criterion.sums
    record |= dict(zip(names, sums, strict=True))
    return record | dict(zip((f"se_{name}" for name in names), errors, strict=True))


def element_of(record: dict[str, Any], name: str) -> Any:
    """Return an element by its name or by a prefix that only one name has; None without one."""
    if name in record:
        return record[name]
    beginnings = [n for n in record if n.startswith(name)]
    return record[beginnings[0]] if len(beginnings) == 1 else None


def classes_of_result(x: Any) -> list[str] | None:
    """Return R's classes of a result; None for other values."""
    match x:
        case Criterion(kind="loo"):
            return [*_OF_LOO]
        case Criterion(kind=kind):
            return [kind, "loo"]
        case Criteria():
            return ["loolist"]
        case Hypotheses():
            return ["brmshypothesis"]
        case ConditionalEffects():
            return ["brms_conditional_effects"]
        case Comparison():
            return ["compare.loo", "matrix", "array"]
    return None
