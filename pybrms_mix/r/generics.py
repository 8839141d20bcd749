"""Functions of R that ask a fit of any kind: a linear model, or a fit of this package."""

from __future__ import annotations

from typing import Any

from pybrms_mix.r import linear_results as linear
from pybrms_mix.r.linear_models import LinearFit


def coef(fit: Any, **named: Any) -> Any:
    """Return ``coef(fit)``.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> coef(lm("y ~ 1", {"y": [1, 3]})).round(2).to_dict()
    {'(Intercept)': 2.0}
    """
    return fit["coefficients"] if isinstance(fit, LinearFit) else fit.coef(**named)


def fitted(fit: Any, **named: Any) -> Any:
    """Return ``fitted(fit)``."""
    return fit["fitted.values"] if isinstance(fit, LinearFit) else fit.fitted(**named)


def residuals(fit: Any, type: str | None = None, **named: Any) -> Any:
    """Return ``residuals(fit)``."""
    if isinstance(fit, LinearFit):
        return linear.model_residuals(fit, type)
    return fit.residuals(**named) if type is None else fit.residuals(type=type, **named)


def predict(fit: Any, newdata: Any = None, **named: Any) -> Any:
    """Return ``predict(fit, newdata)``."""
    if isinstance(fit, LinearFit):
        return linear.model_predict(fit, newdata, **named)
    return fit.predict(newdata=newdata, **named)


def vcov(fit: Any, **named: Any) -> Any:
    """Return ``vcov(fit)``."""
    return linear.model_vcov(fit) if isinstance(fit, LinearFit) else fit.vcov(**named)


def summary(x: Any, **named: Any) -> Any:
    """Return ``summary(x)``."""
    if isinstance(x, LinearFit):
        return linear.model_summary(x)
    return x.summary(**named) if hasattr(x, "summary") else x.describe()
