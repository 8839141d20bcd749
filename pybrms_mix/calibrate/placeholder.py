"""A placeholder response for models that are sampled from the prior only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidPrior, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.build.build import Built, build
from pybrms_mix.design.columns import table
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.read import read as read_family
from pybrms_mix.formula.formula import Formulas, Source
from pybrms_mix.formula.reading import read_any as read_formula
from pybrms_mix.prior.settle import places
from pybrms_mix.prior.table import Priors
from pybrms_mix.syntax.nodes import Name

_WIDE = 1000  # a distance large enough to change default priors


def with_response(
    formula: Source, data: Any, family: object, prior: Priors, data2: object = None
) -> tuple[pd.DataFrame, bool]:
    """Return the rows, and whether they have a response; a missing one gets placeholder values.

    Raises:
        InvalidPrior: if a default prior would depend on the missing response.
        NotSupported: for several responses.
    """
    rows, parsed = table(data), read_formula(formula)
    if isinstance(parsed, Formulas):
        raise NotSupported(
            "'prior_check()' is not supported yet for models of several responses.",
            span=parsed.span,
            hint="brm(..., sample_prior = 'only') samples from the prior, and pp_check(fit, "
            "resp = ...) shows one response.",
        )
    if not isinstance(parsed.response, Name) or parsed.response.text in rows:
        return rows, True
    mixture = read_family(parsed.family if parsed.family is not None else family)
    name, (low, high) = parsed.response.text, _allowed(mixture)
    with_lowest = rows.assign(**{name: low})
    with_both = rows.assign(**{name: np.where(np.arange(len(rows)) % 2, low, high)})
    _same_priors(
        build(formula, with_lowest, family, prior, data2=data2),
        _built(formula, with_both, family, prior, data2),
        name,
    )
    return with_lowest, False


def _built(
    formula: Source, rows: pd.DataFrame, family: object, prior: Priors, data2: object
) -> Built | None:
    """Return the model, or None if trials or bounds do not permit these responses."""
    try:
        return build(formula, rows, family, prior, data2=data2)
    except InvalidData:
        return None


def _allowed(mixture: Mixture) -> tuple[float, float]:
    """Return two values that all components permit, far apart where possible."""
    if mixture.ordinal:
        return 1, 1
    supports = [c.family.support for c in mixture.components]
    lower, upper = max(s.lower for s in supports), min(s.upper for s in supports)
    is_whole = mixture.components[0].family.values == "int"
    if np.isfinite(lower) and np.isfinite(upper):
        return (lower, upper) if is_whole else (0.75 * lower + 0.25 * upper, 0.5 * (lower + upper))
    if np.isfinite(lower):
        return (lower, lower + _WIDE) if is_whole else (lower + 1, lower + _WIDE)
    return 0, _WIDE


def _same_priors(built_model: Built, other_built: Built | None, name: str) -> None:
    if other_built is None:
        return
    rows_by_key: Mapping[Any, Any] = {row.key: row for row in other_built.table}
    for row in built_model.table:
        if row.prior != rows_by_key[row.key].prior:
            raise InvalidPrior(
                f"The data have no response '{name}', which the default prior of class "
                f"'{row.key.kind}' depends on.",
                hint=f"Set a prior: prior(normal(0, 5), {places(row.key)})",
            )
