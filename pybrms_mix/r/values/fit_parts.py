"""The elements of R's fits and families, which R reads by ``$``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.column_order import in_brms_order, variables_of
from pybrms_mix.design.expression import Expression
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.rvalues import Factor, Matrix
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.catalogue import R_DEFAULTS
from pybrms_mix.family.component import Component
from pybrms_mix.family.family_call import FamilyCall
from pybrms_mix.formula.formula import Formulas
from pybrms_mix.model.ir import NonlinearPiece
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r.values.brms_formulas import formula_of_fit
from pybrms_mix.r.values.labelled import is_labelled
from pybrms_mix.r.values.matrix_rows import of_rows_of_matrix
from pybrms_mix.r.values.named_matrix import is_matrix, matrix_of
from pybrms_mix.r.values.result_lists import ResultList, result_list
from pybrms_mix.r.values.result_records import element_of, has_record, record_of
from pybrms_mix.r.values.stan_fits import ModelCode, StanFit
from pybrms_mix.results.fit import Fit
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Name, called

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["as_array", "r2_draws"]


def is_part_known(x: Any) -> bool:
    """Return whether the elements of a value are known here: of a fit, a family, a result."""
    return isinstance(x, (Fit, Mixture, FamilyCall, PriorTable, Formulas)) or has_record(x)


def part_of(x: Any, name: str) -> Any:
    """Return ``fit$name``, ``family$name``, ``mvbf$name``, ``loo$name``, or a column of priors.

    Raises:
        InvalidData: R's object has such an element, or none, and this package has no counterpart.
    """
    if isinstance(x, PriorTable):
        columns = x.to_frame()
        return columns.get(name)
    if (record := record_of(x)) is not None:
        return element_of(record, name)
    if isinstance(x, Fit):
        if name not in _OF_FIT and is_of_fit(name):
            return None
        return _known_part(_OF_FIT, name, "fit")(x)
    if isinstance(x, Formulas):
        return _known_part(_OF_FORMULAS, name, "formula")(x)
    names_in_r = names_of_fit_parts(x)
    if names_in_r is not None and not any(n.startswith(name) for n in names_in_r):
        return None
    return _known_part(_of_family(x), name, "family")


def is_of_fit(name: str) -> bool:
    """Return whether ``fit$name`` is known here: as an element, or as NULL in R."""
    return name in _OF_FIT or not any(n.startswith(name) for n in names_of_fit())


def names_of_fit_parts(x: Any) -> tuple[str, ...] | None:
    """Return the names of the elements of a fit or a mixture in R; None for other values."""
    if isinstance(x, Mixture):
        return names_of_family(x)
    return names_of_fit() if isinstance(x, Fit) else None


def names_of_fit() -> tuple[str, ...]:
    """Return the names of the elements of a fit in R."""
    return (
        "formula", "data", "prior", "data2", "stanvars", "model", "ranef", "save_pars",
        "algorithm", "backend", "threads", "opencl", "stan_args", "fit", "criteria", "file",
        "version", "family", "autocor", "cov_ranef", "stan_funs", "data.name",
    )  # fmt: skip


def names_of_family(family: Mixture) -> tuple[str, ...] | None:
    """Return the names of the elements of a mixture in R; None for a single family."""
    return _OF_MIXTURE if not family.parts and family.brms_facts.mix is not None else None


def _known_part(parts: Mapping[str, Any], name: str, kind: str) -> Any:
    """Return one of the elements that are known here.

    Raises:
        InvalidData: R's object may have the element, and this package has no counterpart.
    """
    if name not in parts:
        raise InvalidData(
            f"The element '{name}' of a {kind} in R has no counterpart here.",
            hint=f"Elements of a {kind} here: {', '.join(parts)}.",
        )
    return parts[name]


def _of_family(family: Mixture | FamilyCall) -> dict[str, Any]:
    """Return the elements of a family by their names in R."""
    if isinstance(family, FamilyCall):
        component = family.choice().component(1)
        parts = {**_of_component(component), **_links(component), "mix": None}
        # the functions of R, which brms does not replace, know no parameters of brms
        of_r = {**dict.fromkeys(parts), "family": family.name, "link": parts["link"]}
        return of_r if family.name in R_DEFAULTS else parts
    if family.parts:
        return {}  # several responses have a list of families in R
    facts = family.brms_facts
    if facts.mix is None:
        component = family.components[0]
        # whether R has further links of its own families depends on the call of the fit
        links = {} if _is_of_r(component) else _links(component)
        return {**_of_component(component), **links, "mix": None}
    elements = (facts.element, facts.link, [_listed(c) for c in facts.mix], family.order)
    return dict(zip(_OF_MIXTURE, elements, strict=True))


def _listed(component: Component) -> ResultList:
    """Return a component of a mixture as a list, with the names of the parts that only R has."""
    links = _links(component)
    parts = {**_of_component(component), **(dict.fromkeys(links) if _is_of_r(component) else links)}
    result = result_list(parts, "brmsfamily", _FUNCTIONS_AND_FACTS)
    result.classes = ("brmsfamily", "family")
    return result


# The elements of a mixture in R, and those of a single family that are lacking here.
_OF_MIXTURE = ("family", "link", "mix", "order")
_FUNCTIONS_AND_FACTS = ("linkfun", "linkinv", "type", "ybounds", "closed", "ad", "normalized",
                        "specials")  # fmt: skip


def _is_of_r(component: Component) -> bool:
    """Return whether R has a function of its own for a family."""
    return component.family.name in {n.lower().replace(".", "_") for n in R_DEFAULTS}


def _links(component: Component) -> dict[str, str]:
    """Return the links of further parameters by their names in R."""
    dpars = (d.name for d in component.family.dpars if d.name != "mu")
    return {f"link_{d}": component.link(d) for d in dpars}


def _of_component(component: Component) -> dict[str, Any]:
    """Return the elements of a single family of brms."""
    family = component.family
    return {"family": family.name if family.own is None else "custom", "link": component.link("mu"),
            "dpars": np.array([d.name for d in family.dpars], dtype=object)}  # fmt: skip


def _data(fit: Fit) -> Any:
    """Return the data of a fit, in the order of brms. Columns that were text are text, as in R.

    A function of variables, such as ``log(x)``, is a column of its own.
    """
    rows = fit.data
    rows = rows[in_brms_order(fit.formula, rows.columns)]
    rows = rows.assign(**{n: rows[n].astype(object) for n in fit.model.frame.text if n in rows})
    variables = list(variables_of(fit.formula))
    # The calls of a non-linear formula are no columns.
    is_nonlinear = bool(fit.model.of(NonlinearPiece))
    if is_nonlinear or not any(isinstance(v, Call) for v in variables):
        return rows
    columns: dict[str, Any] = {}
    for variable in variables:
        if isinstance(variable, Call):
            columns[write(variable)] = _function_column(variable, rows, fit.model.frame)
        elif isinstance(variable, Name) and variable.text in rows:
            columns[variable.text] = rows[variable.text]
    frame = rows[[n for n in rows if n not in columns]]
    result = pd.concat([pd.DataFrame(columns, index=rows.index), frame], axis=1)
    result.attrs |= rows.attrs
    return result


def _function_column(node: Call, rows: pd.DataFrame, frame: Frame) -> Any:
    """Return the column of a call such as ``log(x)``; the cells of a matrix are its rows."""
    inner = node.arguments[0].value if called(node) == "I" else node
    result = Expression.of(inner or node, frame).result
    if isinstance(result, Matrix):
        names = list(result.names) if all(result.names) else None
        cells = [row if names is None else pd.Series(row, names) for row in result.values]
        return of_rows_of_matrix(cells).set_axis(rows.index)
    if isinstance(result, Factor):
        labels = result.labels()
        return pd.Series(
            labels if result.logical else pd.Categorical(labels, result.levels), rows.index
        )
    return pd.Series(result, rows.index)


_OF_FIT: Mapping[str, Callable[[Fit], Any]] = {
    "data": _data,
    "prior": lambda fit: fit.prior,
    "criteria": lambda fit: fit.criteria,
    "formula": formula_of_fit,
    "family": lambda fit: fit.model.mixture,
    "model": lambda fit: ModelCode(fit.program),
    "fit": StanFit,
    "data.name": lambda fit: "",
    "algorithm": lambda fit: "sampling" if fit.run is None else fit.run.algorithm,
}
_OF_FORMULAS: Mapping[str, Callable[[Formulas], Any]] = {
    "responses": lambda formulas: np.array(formulas.names, dtype=object),
    "forms": lambda formulas: dict(zip(formulas.names, formulas.forms, strict=True)),
    "rescor": lambda formulas: formulas.rescor,
}


def as_array(x: Any) -> Any:
    """Return ``as.array(x)``: the draws of a fit, or a vector or matrix as it is.

    Parameters
    ----------
    x : Fit, StanFit or array_like
        A fit, its element ``fit``, a matrix or a vector.

    Returns
    -------
    DataArray or ndarray
        For a fit, the draws of shape (iterations, chains, variables).

    Examples
    --------
    >>> as_array([1.0, 2.0])
    array([1., 2.])
    """
    if isinstance(x, Fit | StanFit):
        return (x.fit if isinstance(x, StanFit) else x).as_draws_array()
    return x if is_matrix(x) or is_labelled(x) else np.atleast_1d(np.asarray(x))


def r2_draws(draws: Any) -> Any:
    """Return draws of R2 as the matrix that R returns.

    Parameters
    ----------
    draws : ndarray
        The result of ``bayes_R2()`` or ``loo_R2()`` with ``summary=False``.

    Returns
    -------
    NamedMatrix
        One row for each draw, and the column R2; for several responses one column for each,
        without names.

    Examples
    --------
    >>> r2_draws(np.array([0.25, 0.5]))
         R2
    0  0.25
    1  0.50
    """
    array = np.asarray(draws)
    return matrix_of(array) if array.ndim > 1 else matrix_of(array[:, None], None, ["R2"])
