"""Convert a fit of brms in an R data file to a ``Fit``."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.base.dialect import using
from pybrms_mix.base.errors import InvalidFile, NotSupported, PybrmsError, PybrmsWarning
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public
from pybrms_mix.base.version import __version__
from pybrms_mix.build.build import Built, build
from pybrms_mix.build.unsampled import unsampled
from pybrms_mix.design.frame import Frame
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import CurvesPiece
from pybrms_mix.model.parts import LATENT
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.prior.validate import internal
from pybrms_mix.results.fit import Fit
from pybrms_mix.rfile.python_values import frame, python_of
from pybrms_mix.rfile.read_rds import read, with_file_errors
from pybrms_mix.rfile.robjects import RList, RObject, attributes, classes, named, texts
from pybrms_mix.rfile.streams import Damaged
from pybrms_mix.stan.code import code
from pybrms_mix.store.brmsfit.formula_family import families_text, formula_text
from pybrms_mix.store.brmsfit.priors import beside, priors_of, user_rows
from pybrms_mix.store.brmsfit.smooth_bases import Bases, bases_in_file
from pybrms_mix.store.brmsfit.smooth_signs import bases_by_density
from pybrms_mix.store.brmsfit.stan_of_user import stanvars_of
from pybrms_mix.store.brmsfit.stanfit_draws import draws_of, run_of
from pybrms_mix.store.brmsfit.term_constants import check_columns, predvars_of
from pybrms_mix.store.brmsfit.unmodelled import unmodelled

_NEEDED = ("formula", "data", "prior", "fit", "family")
_SHOWN = 3


@public
def read_brmsfit(file: str | Path, *, dialect: str | None = None) -> Fit:
    """Read a fit of brms from an R data file. R is not needed.

    The file is written by ``saveRDS(fit, "fit.rds")`` or ``brm(..., file = "fit")`` in R, by brms
    2.17 to 2.23 with rstan or cmdstanr, compressed by gzip, bzip2 or xz or not compressed. The
    model is built from the formula, family, priors and data. The draws, their names and the table
    of priors come from the file.

    Parameters
    ----------
    file : str or Path
        The path of the file.
    dialect : str, optional
        The version of brms whose names and tables the fit follows, "2.18" or "2.23". The default is
        the dialect in ``options()``, or "2.18", whichever version wrote the file. Versions after
        2.18, such as "2.22", stand for "2.23". brms 2.20 to 2.22 print the headings of 2.23 with
        the links and the table of priors of 2.18: prints with their exact lines are not available.

    Returns
    -------
    Fit
        The fit. If the package does not support a term, family or prior of the model, the fit still
        has its draws and tables, and a warning names the term. Methods that need the model
        (prediction, ``log_lik``, ``loo``, ``pp_mixture``) then raise ``NotSupported``.

    Raises
    ------
    InvalidFile
        If the file does not exist, is damaged, or is not a fit of brms.

    Examples
    --------
    >>> from pybrms_mix import read_brmsfit
    >>> read_brmsfit("tests/reference/rds/two_gaussians.rds").formula
    ('waiting ~ 1',)
    """
    with using(dialect):
        return fit_of(read(file), file)


def fit_of(value: RObject, file: str | Path) -> Fit:
    """Return the fit in an object of class ``brmsfit``; errors name ``file``.

    Raises:
        InvalidFile: if the object is not a fit of brms.
    """
    if "brmsfit" not in classes(value):
        class_names = " / ".join(classes(value)) or "something else"
        raise InvalidFile(
            f"The file '{file}' does not hold a fit of brms.", hint=f"It holds: {class_names}."
        )
    return with_file_errors(file, lambda: _fit(_contents(value)))


@dataclass(frozen=True, eq=False)
class Contents:
    """The parts of a ``brmsfit`` as Python values, before a model is built."""

    parts: Mapping[str, RObject]
    data: pd.DataFrame
    data2: Mapping[str, Any]
    data_name: str
    prior: PriorTable
    sample_prior: str
    draws: Draws | None
    stats: Mapping[str, np.ndarray]
    knots: Mapping[str, Any]
    backend: str


def _contents(value: RObject) -> Contents:
    parts = named(value)
    missing = [name for name in _NEEDED if name not in parts]
    if missing:
        raise Damaged(f"the fit has no '{missing[0]}'")
    draws, stats = draws_of(parts["fit"])
    data_attributes = attributes(parts["data"])
    name = texts(data_attributes.get("data_name")) or texts(parts.get("data.name"))
    beside = python_of(parts["data2"]) if isinstance(parts.get("data2"), RList) else {}
    setting = texts(attributes(parts["prior"]).get("sample_prior"))
    has_prior_draws = (
        any(n.startswith("prior_") for n in draws.names) if draws is not None else False
    )
    data = frame(parts["data"])
    data.attrs["predvars"] = predvars_of(parts["data"])
    return Contents(
        parts=parts,
        data=data,
        data2=beside if isinstance(beside, dict) else {},
        data_name=name[0] if name else "",
        prior=priors_of(parts["prior"]),
        sample_prior=setting[0] if setting else "yes" if has_prior_draws else "no",
        draws=draws,
        stats=stats,
        knots=python_of(data_attributes["knots"])
        if isinstance(data_attributes.get("knots"), RList)
        else {},
        backend=(texts(parts.get("backend")) or ("rstan",))[0],
    )


def _fit(contents: Contents) -> Fit:
    try:
        fit = unsampled(_built(contents), contents.data_name)
    except PybrmsError as error:
        fit = unmodelled(contents.parts, contents.data, contents.draws, contents.data_name, error)
    return replace(
        fit,
        draws=contents.draws,
        stats=contents.stats,
        run=run_of(contents.parts["fit"], contents.backend),
        prior=contents.prior,
        sample_prior=contents.sample_prior,
    )


def _built(contents: Contents) -> Built:
    """Build the model as ``brm()`` does.

    Raises:
        Damaged: if the data or the priors contradict the model.
        NotSupported: if the variables of the model differ from those of the draws.
        PybrmsError: if the model cannot be built.
    """
    formula = formula_text(contents.parts["formula"])
    code_of_user = stanvars_of(contents.parts.get("stanvars"))
    family = families_text(contents.parts["formula"], contents.parts["family"])

    def attempt(rows: PriorTable, data: pd.DataFrame | Frame = contents.data) -> Built:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PybrmsWarning)  # already shown when the fit was made
            return build(
                formula,
                data,
                family,
                rows,
                contents.sample_prior,
                contents.data2,
                code_of_user,
                contents.knots,
            )

    rows = PriorTable(user_rows(contents.prior))
    built_model = attempt(rows)
    if built_model.model.frame.dropped:
        raise Damaged("rows of its data have missing values, and brms keeps no such rows")
    if len(built_model.table) and not len(contents.prior):
        raise Damaged("its table of priors is empty")
    check_columns(contents.parts["data"], contents.data)
    changed = beside(contents.prior, PriorTable(internal(list(built_model.table))))
    if len(changed) > len(user_rows(contents.prior)):
        rows = PriorTable(changed)
        built_model = attempt(rows)
    optional = ("prior", "r", *LATENT)
    required = {v.name for v in built_model.model.variables if v.kind not in optional}
    missing = sorted(required - set(contents.draws.names)) if contents.draws is not None else []
    if missing:
        raise NotSupported(
            "The draws of this fit do not match the model that its formula describes here: "
            f"there is no {', '.join(missing[:_SHOWN])}."
        )
    bases = _bases(contents, built_model)
    return attempt(rows, replace(built_model.model.frame, bases=bases)) if bases else built_model


def _bases(contents: Contents, built_model: Built) -> Bases | None:
    """Return the bases of smooth terms to which the draws belong; None if there are none."""
    model = built_model.model
    if contents.draws is None or not model.of(CurvesPiece):
        return None
    stored = bases_in_file(contents.parts.get("basis"), model)
    if stored is not None:
        return stored
    return bases_by_density(
        model, code(model, version=__version__), contents.draws, contents.backend
    )
