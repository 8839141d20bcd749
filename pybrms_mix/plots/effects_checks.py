"""Checks of the arguments of ``conditional_effects()``. Each raises ``InvalidArgument``."""

from __future__ import annotations

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.public_calls import warn
from pybrms_mix.model.ir import Model
from pybrms_mix.results.predict.prediction_rows import check_component

_METHODS = ("posterior_epred", "posterior_predict", "posterior_linpred")


def check_method(method: str, *, dpar: str | None, components: bool, resolution: int) -> None:
    """Check the method, and the arguments that it does not allow."""
    if method not in _METHODS:
        methods = ", ".join(map(repr, _METHODS))
        raise InvalidArgument(f"Argument 'method' should be one of: {methods}.")
    if method == "posterior_predict" and dpar is not None:
        raise InvalidArgument("Argument 'dpar' cannot be combined with method 'posterior_predict'.")
    if method == "posterior_linpred" and components:
        raise InvalidArgument(
            "Argument 'components' applies to the response only.",
            hint="The method 'posterior_linpred' shows the linear predictors of all components.",
        )
    if resolution < 2:
        raise InvalidArgument("Argument 'resolution' must be 2 at least.")


def check_curves(model: Model, *, categorical: bool, components: bool, dpar: str | None) -> None:
    """Check that the model has the categories or components that separate curves would show.

    Warns:
        PybrmsWarning: if categories are shown as one continuous curve.
    """
    ordinal = model.mixture.ordinal
    if categorical and components:
        raise InvalidArgument("Give either 'categorical' or 'components'; see 'component'.")
    if categorical and not ordinal:
        raise InvalidArgument(
            "Argument 'categorical' may only be used for categorical or ordinal models."
        )
    if components and (not model.mixture.thetas or dpar is not None):
        raise InvalidArgument(
            "Argument 'components' applies to responses of mixtures only.",
            hint=f"The family is '{model.mixture.name}'.",
        )
    if ordinal and not categorical and dpar is None:
        warn(
            "Predictions are treated as continuous variables in 'conditional_effects' by default "
            "which is likely invalid for ordinal families. Please set 'categorical' to TRUE."
        )


def check_component_of_effects(
    model: Model, component: int | None, *, components: bool, dpar: str | None, method: str
) -> None:
    """Check the number of a component, and the arguments that it does not allow."""
    check_component(model, component)
    if component is not None and (components or dpar is not None or method == "posterior_linpred"):
        raise InvalidArgument(
            "Argument 'component' applies to the response only; it cannot be combined with "
            "'components', 'dpar' or the method 'posterior_linpred'.",
        )
