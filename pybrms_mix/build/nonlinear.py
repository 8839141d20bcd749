"""Non-linear formulas: their parameters, and the order in which predictors are computed."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from pybrms_mix.base.errors import InvalidFormula, did_you_mean
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.family.dpars import nonlinear_parameter
from pybrms_mix.formula.formula import Formula, Predictor
from pybrms_mix.pieces.nonlinear_predictor import Nonlinear, NonlinearTerm
from pybrms_mix.syntax.nodes import variables


def places(formula: Formula, mixture: Mixture) -> dict[str, PlacedDpar]:
    """Return the non-linear parameters by name.

    Each of them has a formula of its own, and some non-linear formula reads it.

    Raises:
        InvalidFormula: in brms's words, if a formula belongs to no parameter, or if a non-linear
            formula has no parameters.
    """
    own_names = [p.name for p in mixture.places]
    curved = [p for p in formula.predictors.values() if p.nl]
    names_read = {v.text for p in curved for v in variables(p.node)}
    inner_names = [name for name in formula.predictors if name and name not in own_names]
    for name in inner_names:
        if name not in names_read:
            raise InvalidFormula(
                f"The parameter '{name}' is not a valid distributional or non-linear parameter. "
                "Did you forget to set 'nl = TRUE'?",
                span=formula.spans.get(name),
                hint=did_you_mean(name, own_names) or f"There are: {', '.join(own_names)}.",
            )
    if curved and not inner_names:
        raise InvalidFormula(
            "No non-linear parameters specified.",
            span=curved[0].node.span,
            hint="Each parameter needs its own formula, such as a ~ 1.",
        )
    return {name: nonlinear_parameter(name) for name in inner_names}


def place(name: str, mixture: Mixture) -> PlacedDpar:
    """Return the parameter that the program calls ``name``: ``mu1``, ``nlp_a``, ``nlp_y_a``."""
    own_place = next((p for p in mixture.places if p.name == name), None)
    head = f"nlp_{mixture.resp}_" if mixture.resp else "nlp_"
    return own_place or nonlinear_parameter(name.removeprefix(head), mixture.resp)


def curves(
    assigned: Mapping[str, Predictor],
    mixture: Mixture,
    varying: AbstractSet[str],
    natural: AbstractSet[str],
    frame: Frame,
) -> list[Nonlinear]:
    """Return the predictors of non-linear formulas, each after the predictors that it reads.

    ``assigned`` holds the right-hand sides by the names of the parameters in the program.
    ``varying`` holds the names of the linear predictors that differ between rows. ``natural`` holds
    the names of the parameters that the density takes on their natural scale.

    Raises:
        InvalidFormula: if formulas read each other in a circle.
    """
    inner = {p.plain: p for p in (place(n, mixture) for n in assigned) if p.nlpar}
    curves_: dict[str, Nonlinear] = {}
    waiting = [n for n, p in assigned.items() if p.nl]
    # The non-linear parameters come first, then the parameters of the mixture in its order.
    order = [p.name for p in (*inner.values(), *mixture.places) if p.name in waiting]
    while len(curves_) < len(waiting):
        ready_inner = {n: p for n, p in inner.items() if p.name not in waiting or p.name in curves_}
        ready = [
            n
            for n in order
            if n not in curves_ and _reads(assigned[n], inner) <= ready_inner.keys()
        ]
        if not ready:
            raise InvalidFormula("Cannot handle circular dependency structures.")
        name = ready[0]
        inputs = {n: (p, _varies(p.name, varying, curves_)) for n, p in ready_inner.items()}
        (term,) = (t for t in assigned[name].terms if isinstance(t, NonlinearTerm))
        place_ = place(name, mixture)
        linked = place_.nlpar or name in natural
        curves_[name] = Nonlinear.of(place_, term, inputs, frame, linked=linked)
    _warn_of_order(curves_, mixture)
    return list(curves_.values())


def _reads(predictor: Predictor, inner: Mapping[str, PlacedDpar]) -> set[str]:
    return {v.text for v in variables(predictor.node)} & inner.keys()


def _varies(name: str, varying: AbstractSet[str], curves_: Mapping[str, Nonlinear]) -> bool:
    return curves_[name].varies(name) if name in curves_ else name in varying


def _warn_of_order(curves_: Mapping[str, Nonlinear], mixture: Mixture) -> None:
    """Warn that no intercepts can be ordered, so that only priors tell the components apart.

    Brms 2.18 nevertheless declares an ordered vector, whose elements have no prior and are not
    used. Brms 2.23 omits the vector if the shared formula is non-linear.
    """
    mus = [n for n, p in curves_.items() if p.place.dpar.name == "mu"]
    if mixture.order == "mu" and mus:
        warn(
            f"Non-linear formulas have no intercepts that could be ordered: {', '.join(mus)}. "
            "The priors must distinguish the components. Confirm this by order = 'none' in "
            "'mixture'."
        )
