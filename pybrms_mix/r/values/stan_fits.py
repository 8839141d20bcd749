"""The ``stanfit`` in a fit of brms, ``fit$fit``, as a value of a script."""

from __future__ import annotations

from dataclasses import dataclass

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.results.fit import Fit


class ModelCode(str):
    """The Stan program of a fit of brms, ``fit$model``: a text with a class of brms."""


@dataclass(frozen=True, eq=False)
class StanFit:
    """What R's functions for a ``stanfit`` take: the fit that holds it.

    Attributes:
        fit: the fit.
    """

    fit: Fit

    def __str__(self) -> str:
        """Refuse the text that rstan prints."""
        raise NotSupported(
            "The print of a stanfit is not available here.",
            hint="print(summary(fit$fit)$summary) shows its table.",
        )
