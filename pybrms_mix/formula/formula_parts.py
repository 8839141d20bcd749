"""Parts of formulas: adding them, finding their response, and writing them as calls of brms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pybrms_mix.base.errors import InvalidFormula, Span
from pybrms_mix.design.response_names import response_name
from pybrms_mix.family.family_text import write as family_text
from pybrms_mix.family.read import read as read_family
from pybrms_mix.formula.predictors import Nonlinear, Parts, quoted, shown
from pybrms_mix.syntax.deparse import write

if TYPE_CHECKING:
    from pybrms_mix.formula.formula import Formula, Formulas

UNRELATED = "set_mecor(FALSE)"
"""The call that makes variables with measurement error uncorrelated."""


def calls_of(form: Formula, resp: str | None = None) -> list[str]:
    """Return a call of bf(), and calls of lf() or nlf() for further formulas of ``resp``."""
    resp_argument = [] if resp is None else [f'resp = "{resp}"']
    main, helpers = form.predictors[""], list[str]()
    main_arguments = [f"{write(form.left)} ~ {write(main.node)}" if form.left is not None else ""]
    main_arguments += [f"{n} = {quoted(v)}" for n, v in form.constants.items()]
    if form.family is not None:
        main_arguments.append(f"family = {family_text(read_family(form.family))}")
    main_arguments += ["nl = TRUE"] if main.nl else []
    for name, predictor in form.predictors.items():
        if name:
            arguments = [
                f"{name} ~ {write(predictor.node)}",
                *predictor.attributes(),
                *resp_argument,
            ]
            helpers.append(f"{'nlf' if predictor.nl else 'lf'}({', '.join(arguments)})")
    return [f"bf({', '.join([*main_arguments, *main.attributes()])})", *helpers]


def lines_of_several(formulas: Formulas) -> list[str]:
    """Return the formulas of several responses, one line each, as brms prints them."""
    common = [f"{n} ~ {write(p.node)}" for n, p in formulas.common.predictors.items()]
    fixed = [f"{n} = {shown(v)}" for n, v in formulas.common.constants.items()]
    first, *further = (form.lines() for form in formulas.forms)
    # brms ends the formula of each response with a blank; the summary adds the first one.
    later = [line for main, *rest in further for line in (f"{main} ", *rest)]
    return [*first, *later, *common, *fixed]


def text_of_several(formulas: Formulas) -> str:
    """Return the formulas of several responses as a sum of calls of brms's functions."""
    named_forms = zip(formulas.forms, formulas.names, strict=True)
    text = " + ".join(call for form, name in named_forms for call in calls_of(form, name))
    for name, predictor in formulas.common.predictors.items():
        parts = [f"{name} ~ {write(predictor.node)}", *predictor.attributes()]
        text += f" + lf({', '.join(parts)})"
    for name, value in formulas.common.constants.items():
        text += f" + lf({name} = {quoted(value)})"
    if not all(form.mecor for form in formulas.forms):
        text += f" + {UNRELATED}"
    if formulas.rescor is None:
        return text
    return f"{text} + set_rescor({'TRUE' if formulas.rescor else 'FALSE'})"


def declared(base: Formula, said: Nonlinear) -> Formula:
    """Return ``base`` with one of its formulas reinterpreted as non-linear or as linear."""
    if said.dpar not in base.predictors:
        raise InvalidFormula(f"Parameter '{said.dpar}' has no formula.", span=said.span)
    old = base.predictors[said.dpar]
    new = {said.dpar: old.again(old.node, nl=said.nl)}
    return replace(base, predictors={**base.predictors, **new})


def with_parts(base: Formula, added: Parts) -> Formula:
    """Return ``base`` with the formulas and constants of ``added``."""
    combined = Parts(base.predictors, base.constants, base.spans).joined(added)
    return replace(
        base, predictors=combined.predictors, constants=combined.constants, spans=combined.spans
    )


def of_response(
    base: Formulas, resp: str | None, span: Span | None, changed: Callable[[Formula], Formula]
) -> Formulas:
    """Return the formulas after ``changed`` was applied to the formula of the response ``resp``.

    Raises:
        InvalidFormula: in brms's words, if ``resp`` names no response.
    """
    if resp is None:
        raise InvalidFormula(
            "Don't know how to add a list object without the response variable name. "
            "See help('brmsformula-helpers') for more details.",
            span=span,
            hint=f'For instance lf(sigma ~ x, resp = "{base.names[0]}").',
        )
    if resp not in base.names:
        names_listed = ", ".join(map(repr, base.names))
        raise InvalidFormula(f"'resp' should be one of {names_listed}.", span=span)
    forms = (changed(f) if response_name(f.response) == resp else f for f in base.forms)
    return replace(base, forms=tuple(forms))


def with_parts_of(base: Formulas, added: Parts) -> Formulas:
    """Return the formulas with further parts of the response that the parts name."""
    names = (*added.predictors, *added.constants)
    if added.resp is None and names and all(name.startswith("theta") for name in names):
        return replace(base, common=base.common.joined(added))
    unnamed = replace(added, resp=None)
    span = next(iter(added.spans.values()), None)
    return of_response(base, added.resp, span, lambda form: with_parts(form, unnamed))
