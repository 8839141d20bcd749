"""One latent class of several responses: ``mixture(..., class = "shared")``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pybrms_mix.base.errors import InvalidFamily, InvalidFormula, NotSupported
from pybrms_mix.build.response_side import Side
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.dpars import nonlinear_parameter
from pybrms_mix.formula.formula import Formula, Formulas
from pybrms_mix.formula.predictors import Parts
from pybrms_mix.syntax.nodes import variables


def joined(parts: Sequence[Mixture]) -> Mixture:
    """Return the mixture of a model of several responses.

    If responses share a class, the components of the result are the classes. Only their
    numbers matter; the families are those of the first response of the class.

    Raises:
        InvalidFamily: if the responses of a class differ in the number of components, in ``gr`` or
            in ``refcat``.
        NotSupported: for several classes.
    """
    members = [part for part in parts if part.class_]
    if not members:
        return Mixture((), parts=tuple(parts))
    first = members[0]
    for part in members[1:]:
        if part.class_ != first.class_:
            raise NotSupported(
                f"Models with several classes are not supported yet: '{first.class_}' and "
                f"'{part.class_}'.",
                span=part.spans.get("class"),
                hint="Fit a model for each class: the two models are equivalent unless "
                "responses of both classes share terms. Or put all responses into one "
                "class.",
            )
        for fact_name, value, other_value in (
            ("number of components", len(first.components), len(part.components)),
            ("'gr'", first.gr, part.gr),
            ("'refcat'", first.free, part.free),
        ):
            if value != other_value:
                raise InvalidFamily(
                    f"Responses of one class must have the same {fact_name}.",
                    span=part.spans.get("class"),
                    hint=f"'{first.resp}' has {value!r}, '{part.resp}' has {other_value!r}.",
                )
    order = "theta" if any(part.order == "theta" for part in members) else "none"
    return Mixture(
        first.components, order, first.gr, first.free, class_=first.class_, parts=tuple(parts),
        spans=first.spans,
    )  # fmt: skip


def apart(formulas: Formulas, parts: Sequence[Mixture]) -> tuple[list[Formula], Parts]:
    """Return the formula of each response, and the parts that predict the proportions.

    The proportions of the class may stand in the formula of any of its responses.

    Raises:
        InvalidFormula: if two formulas contradict each other, or if formulas of proportions without
            a response belong to no class.
    """
    own_forms: list[Formula] = []
    shared = formulas.common
    names = [t.name for part in parts if part.class_ for t in part.thetas]
    if not names and (shared.predictors or shared.constants):
        raise InvalidFormula(
            "Formulas of proportions must name a response, since the responses have no "
            "common class.",
            span=next(iter(shared.spans.values()), None),
            hint='Write lf(theta2 ~ x, resp = "y"), or give the responses a class: mixture(..., '
            'class = "shared").',
        )
    for form, part in zip(formulas.forms, parts, strict=True):
        if not part.class_:
            own_forms.append(form)
            continue
        parts_of_form = Parts(
            {n: p for n, p in form.predictors.items() if n in names},
            {n: v for n, v in form.constants.items() if n in names},
            form.spans,
        )
        for name in (*parts_of_form.predictors, *parts_of_form.constants):
            part_here = parts_of_form.predictors.get(name, parts_of_form.constants.get(name))
            before = shared.predictors.get(name, shared.constants.get(name))
            if before is not None and before != part_here:
                raise InvalidFormula(
                    f"'{name}' belongs to the class of several responses, and their formulas "
                    "for it differ.",
                    span=form.spans.get(name),
                    hint="Give its formula once, with one response.",
                )
        shared = shared.joined(parts_of_form)
        predictors = {n: p for n, p in form.predictors.items() if n not in names}
        constants = {n: v for n, v in form.constants.items() if n not in names}
        own_forms.append(replace(form, predictors=predictors, constants=constants))
    return own_forms, shared


def placed(form: Formula, mixture: Mixture) -> Side:
    """Return the predictors in the formula of a response, under the names of the program.

    Errors name parameters as the formula does.

    Raises:
        NotSupported: for terms and families that models of several responses do not have yet.
    """
    _check(form, mixture)
    side = Side.of(form, replace(mixture, resp=""))
    end, own_names = mixture.suffix, {p.name for p in side.mixture.places}

    def program_name(name: str) -> str:
        """Return the name that a parameter of this response has in the program."""
        inner = name.removeprefix("nlp_")
        return (
            f"{name}{end}" if name in own_names else nonlinear_parameter(inner, mixture.resp).name
        )

    formula = replace(
        form,
        predictors={f"{n}{end}" if n in own_names else n: p for n, p in form.predictors.items()},
        constants={
            f"{n}{end}": f"{v}{end}" if isinstance(v, str) else v for n, v in form.constants.items()
        },
        spans={f"{n}{end}": span for n, span in form.spans.items()},
    )
    return Side(
        formula,
        replace(side.mixture, resp=mixture.resp),
        {program_name(n): p for n, p in side.assigned.items()},
        {f"{n}{end}": f"{v}{end}" for n, v in side.equal.items()},
    )


def _check(form: Formula, mixture: Mixture) -> None:
    """Refuse terms and families that models of several responses do not have yet."""
    where = "in models of several responses"
    if mixture.class_ and "subset" in form.additions:
        raise InvalidFormula(
            "'subset()' cannot be used in the formula of a response that belongs to a class.",
            span=form.additions["subset"].span,
            hint="Set the response to NA in these rows: the class of a row depends on its "
            "observed responses.",
        )
    if mixture.class_ and "mi" in form.additions:
        raise InvalidFormula(
            "'mi()' cannot be used in the formula of a response that belongs to a class.",
            span=form.additions["mi"].span,
            hint="Leave 'mi()' out: if this response is missing in a row, the class of the row "
            "depends on its other responses.",
        )
    if mixture.class_ and "weights" in form.additions:
        raise NotSupported(
            "'weights()' is not supported yet for responses with a common class.",
            span=form.additions["weights"].span,
            hint="Repeat each row as often as its weight says.",
        )
    if mixture.gr and not mixture.class_:
        raise NotSupported(
            f"'gr' of mixture() is not supported yet {where} without a common class.",
            span=mixture.spans.get("gr"),
            hint='Give the responses a class: mixture(..., class = "shared", gr = "id").',
        )


def side(shared: Parts, mixture: Mixture) -> list[Side]:
    """Return the predictors of the proportions of the class; [] if there is no class.

    Raises:
        NotSupported: for non-linear formulas of proportions.
    """
    if not mixture.class_:
        return []
    for predictor in shared.predictors.values():
        if predictor.nl:
            raise NotSupported(
                "Non-linear formulas of the proportions of a class are not supported yet.",
                span=predictor.node.span,
            )
    formula = Formula(None, {}, shared.predictors, shared.constants, spans=shared.spans)
    return [Side.of(formula, replace(mixture, parts=()))]


def holes(members: Sequence[Side]) -> list[str]:
    """Return the columns of the responses of the class, which may have missing values."""
    return [n.text for member in members for n in variables(member.formula.response)]
