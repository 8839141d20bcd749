"""A fit of brms in a file of R, to a ``Fit``."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.base.dialect import using
from pybrms_mix.base.door import public
from pybrms_mix.base.errors import InvalidFile, NotSupported, PybrmsError, PybrmsWarning
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.build.build import Built, build
from pybrms_mix.build.unsampled import unsampled
from pybrms_mix.model.draws import Draws
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.prior.validate import internal
from pybrms_mix.results.fit import Fit
from pybrms_mix.rfile.python_values import frame, python_of
from pybrms_mix.rfile.read_rds import read, taken
from pybrms_mix.rfile.robjects import RList, RObject, attributes, classes, named, texts
from pybrms_mix.rfile.streams import Damaged
from pybrms_mix.store.brmsfit.formula_family import family_text, formula_text
from pybrms_mix.store.brmsfit.priors import beside, given, priors_of
from pybrms_mix.store.brmsfit.stanfit_draws import draws_of, run_of
from pybrms_mix.store.brmsfit.term_constants import check_columns, predvars_of
from pybrms_mix.store.brmsfit.unmodelled import unmodelled

_NEEDED = ("formula", "data", "prior", "fit", "family")
_SHOWN = 3


@public
def read_brmsfit(file: str | Path, *, dialect: str | None = None) -> Fit:
    """Read a fit of brms from a file that R wrote. R is not needed.

    The file is what ``saveRDS(fit, "fit.rds")`` or ``brm(..., file = "fit")`` of R leaves: fits
    of brms 2.17 to 2.23, by rstan or cmdstanr, packed by gzip, bzip2, xz or not at all. The model
    is built again from the formula, family, priors and data; the draws, their names and the table
    of priors are those of the file.

    Parameters
    ----------
    file : str or Path
        The path of the file.
    dialect : str, optional
        The version of brms whose words and tables the fit follows, "2.18" or "2.23"; that of
        ``options()``, or "2.18", by default.

    Returns
    -------
    Fit
        The fit. If the model has a term, family or prior that this package does not have, the
        fit has its draws and tables all the same, and a warning names the term; what needs the
        model (prediction, ``log_lik``, ``loo``, ``pp_mixture``) then raises ``NotSupported``.

    Raises
    ------
    InvalidFile
        If there is no such file, if it is damaged, or if it holds something else.

    Examples
    --------
    >>> from pybrms_mix import read_brmsfit
    >>> read_brmsfit("fit.rds").ndraws()  # doctest: +SKIP
    200
    """
    with using(dialect):
        return fit_of(read(file), file)


def fit_of(value: RObject, file: str | Path) -> Fit:
    """Return the fit that an object of class ``brmsfit`` is; ``file`` is named in errors.

    Raises:
        InvalidFile: if it is none.
    """
    if "brmsfit" not in classes(value):
        held = " / ".join(classes(value)) or "something else"
        raise InvalidFile(
            f"The file '{file}' does not hold a fit of brms.", hint=f"It holds: {held}."
        )
    return taken(file, lambda: _fit(_contents(value)))


@dataclass(frozen=True, eq=False)
class Contents:
    """What a ``brmsfit`` holds, in Python, before there is a model."""

    parts: Mapping[str, RObject]
    data: pd.DataFrame
    data2: Mapping[str, Any]
    data_name: str
    prior: PriorTable
    sample_prior: str
    draws: Draws | None
    stats: Mapping[str, np.ndarray]


def _contents(value: RObject) -> Contents:
    parts = named(value)
    missing = [name for name in _NEEDED if name not in parts]
    if missing:
        raise Damaged(f"the fit has no '{missing[0]}'")
    draws, stats = draws_of(parts["fit"])
    said = attributes(parts["data"])
    name = texts(said.get("data_name")) or texts(parts.get("data.name"))
    beside = python_of(parts["data2"]) if isinstance(parts.get("data2"), RList) else {}
    asked = texts(attributes(parts["prior"]).get("sample_prior"))
    drawn = any(n.startswith("prior_") for n in draws.names) if draws is not None else False
    data = frame(parts["data"])
    data.attrs["predvars"] = predvars_of(parts["data"])
    return Contents(
        parts=parts,
        data=data,
        data2=beside if isinstance(beside, dict) else {},
        data_name=name[0] if name else "",
        prior=priors_of(parts["prior"]),
        sample_prior=asked[0] if asked else "yes" if drawn else "no",
        draws=draws,
        stats=stats,
    )


def _fit(held: Contents) -> Fit:
    backend = texts(held.parts.get("backend")) or ("rstan",)
    try:
        made = unsampled(_built(held), held.data_name)
    except PybrmsError as error:
        made = unmodelled(held.parts, held.data, held.draws, held.data_name, error)
    return replace(
        made,
        draws=held.draws,
        stats=held.stats,
        run=run_of(held.parts["fit"], backend[0]),
        prior=held.prior,
        sample_prior=held.sample_prior,
    )


def _built(held: Contents) -> Built:
    """Return the model, built as ``brm()`` builds it.

    Raises:
        NotSupported: if its variables are not those of the draws.
        PybrmsError: if it cannot be built.
    """
    formula = formula_text(held.parts["formula"])
    family = family_text(held.parts["family"])

    def attempt(rows: PriorTable) -> Built:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PybrmsWarning)  # said when the fit was made
            return build(formula, held.data, family, rows, held.sample_prior, held.data2)

    built = attempt(PriorTable(given(held.prior)))
    check_columns(held.parts["data"], held.data)
    changed = beside(held.prior, PriorTable(internal(list(built.table))))
    if len(changed) > len(given(held.prior)):
        built = attempt(PriorTable(changed))
    required = {v.name for v in built.model.variables if v.kind not in ("prior", "r")}
    lost = sorted(required - set(held.draws.names)) if held.draws is not None else []
    if lost:
        raise NotSupported(
            "The draws of this fit are not those of the model that its formula makes here: "
            f"there is no {', '.join(lost[:_SHOWN])}."
        )
    return built
