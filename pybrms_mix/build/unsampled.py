"""The fit of a model before it has draws."""

from __future__ import annotations

from pybrms_mix.base.version import __version__
from pybrms_mix.build.build import Built
from pybrms_mix.prior.validate import fitted
from pybrms_mix.results.fit import Fit
from pybrms_mix.stan.code import code


def unsampled(built: Built, data_name: str) -> Fit:
    """Return the fit of a model before it has draws."""
    return Fit(
        model=built.model,
        draws=None,
        stats={},
        run=None,
        program=code(built.model, version=__version__),
        formula=tuple(built.formula.lines()),
        data_name=data_name,
        prior=fitted(built.table),
        sample_prior=built.sample_prior,
        source=built.source,
    )
