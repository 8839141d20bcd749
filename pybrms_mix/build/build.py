"""Construction of a model with its priors from R text and data, before the program is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pybrms_mix.base.errors import InvalidArgument, InvalidData, did_you_mean
from pybrms_mix.base.on_demand import module_on_demand
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.wording import described
from pybrms_mix.build.correlated_responses import with_rescor
from pybrms_mix.build.latent_class import apart, joined
from pybrms_mix.build.resolve import resolve
from pybrms_mix.build.user_program import check_program, with_user_code
from pybrms_mix.design.columns import holds_times
from pybrms_mix.design.columns import table as column_table
from pybrms_mix.design.data2 import data2_of, knots_of
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.stanvars import FUNCTIONS, Stanvars, beside, read_stanvars
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.custom_family import functions_of, with_functions
from pybrms_mix.family.family_text import write as mixture_text
from pybrms_mix.family.read import read as read_family
from pybrms_mix.family.read import read_all as read_families
from pybrms_mix.formula.formula import Formula, Formulas, Source
from pybrms_mix.formula.reading import read_any
from pybrms_mix.model.ir import Model
from pybrms_mix.prior.defaults import defaults
from pybrms_mix.prior.settle import settle
from pybrms_mix.prior.table import Priors, PriorTable, table
from pybrms_mix.prior.validate import validated
from pybrms_mix.syntax.nodes import Name

if TYPE_CHECKING:
    from pybrms_mix.prior import prior_draws
else:
    prior_draws = module_on_demand("pybrms_mix.prior.prior_draws")

_SAMPLE_PRIOR = ("no", "yes", "only")


@dataclass(frozen=True, eq=False)
class Built:
    """A model with the formula, the family and the priors from which it was built.

    ``table`` is complete: it holds the user's priors, and brms's defaults for all other parameters.
    """

    formula: Formula | Formulas
    mixture: Mixture
    model: Model
    table: PriorTable
    sample_prior: str
    source: dict[str, Any]


def build(
    formula: Source,
    data: Any,
    family: object,
    prior: Priors = None,
    sample_prior: object = "no",
    data2: object = None,
    stanvars: object = None,
    knots: Mapping[str, Any] | None = None,
) -> Built:
    """Return the model of ``formula`` and ``family`` for ``data`` and ``data2``, under ``prior``.

    ``stanvars`` holds Stan code and data of the user, which become a part of ``data2``. ``knots``
    holds the knots of smooth terms, by the variable.

    Raises:
        PybrmsError: if an argument is invalid. Nothing has been compiled then.
    """
    sample = sample_prior_of(sample_prior)
    parsed, mixture = _with_family(_on(data, read_any(formula)), family)
    mixture, data, more = _with_user(mixture, data, data2_of(data2), read_stanvars(stanvars))
    model = with_user_code(resolve(parsed, mixture, data, more, knots_of(knots)))
    _check_no_times(data, parsed, mixture)
    _warn_of_unread(model, knots)
    default = defaults(model)
    rows = validated(list(table(prior)), default)
    settled = settle(model, rows, only=sample == "only")
    if sample == "yes":
        settled = settled.with_pieces(*prior_draws.prior_draws(settled))
    check_program(settled)
    # Besides the user's rows a table may still hold the default rows of another model.
    rows_of_user = PriorTable(r for r in rows if r not in set(default))
    source = {"formula": parsed.text(), "family": mixture_text(mixture), "prior": rows_of_user}
    return Built(parsed, mixture, settled, PriorTable(rows), sample, source)


def default_table(
    formula: Source,
    data: Any,
    family: object,
    data2: object = None,
    stanvars: object = None,
    knots: Mapping[str, Any] | None = None,
) -> PriorTable:
    """Return brms's default priors of a model."""
    parsed, mixture = _with_family(_on(data, read_any(formula)), family)
    # The default priors do not depend on the order of the components. Errors about the order are
    # raised when the program is built. Ordinal components are not ordered, because they share
    # thresholds.
    more = beside(data2_of(data2), read_stanvars(stanvars))
    model = resolve(parsed, _unordered(mixture), data, more, knots_of(knots))
    _check_no_times(data, parsed, mixture)
    return PriorTable(defaults(model))


def _check_no_times(data: Any, formula: Formula | Formulas, mixture: Mixture) -> None:
    """Refuse a response of dates or times, which has no unit until the user chooses one.

    As predictors, dates are numbers, as in R. The rows of a fit were checked when it was made.

    Raises:
        InvalidData: with brms's message.
    """
    if isinstance(data, Frame):
        return
    forms = [formula] if isinstance(formula, Formula) else formula.forms
    for form, part in zip(forms, mixture.parts or [mixture], strict=True):
        node = form.response
        if isinstance(node, Name) and holds_times(data, node.text):
            raise InvalidData(
                f"Family '{part.name}' requires numeric responses.",
                span=node.span,
                hint=f"'{node.text}' holds dates or times. Make a column of numbers, such as the "
                "days or hours since a start.",
            )


def _warn_of_unread(model: Model, knots: Mapping[str, Any] | None) -> None:
    for name in knots or ():
        if name not in model.frame.data:
            warn(
                f"The model does not read the variable '{name}' of 'knots'. "
                + did_you_mean(name, map(str, model.frame.data), "It reads")
            )


def _with_user(
    mixture: Mixture, data: Any, data2: Mapping[str, Any], stanvars: Stanvars
) -> tuple[Mixture, Any, Mapping[str, Any]]:
    """Return mixture, data and ``data2`` with the Stan code and the Python functions of the user.

    Both are stored in ``data2``, which is a part of the frame of a model. Another process that
    builds a model of this frame therefore has them too.
    """
    data2_ = data.data2 if isinstance(data, Frame) else data2
    mixture = with_functions(mixture, data2_.get(FUNCTIONS, {}))
    functions = functions_of(mixture)
    carried = {FUNCTIONS: functions} if functions else {}
    if isinstance(data, Frame):
        data = replace(data, data2=beside({**data.data2, **carried}, stanvars))
    return mixture, data, beside({**data2, **carried}, stanvars)


def _with_family(formula: Formula | Formulas, family: object) -> tuple[Formula | Formulas, Mixture]:
    """Return the formula, and the mixture of its response or of all responses."""
    if isinstance(formula, Formula):
        mixture = read_family(formula.family if formula.family is not None else family)
        return formula.normalised([theta.name for theta in mixture.thetas]), mixture
    size = len(formula.forms)
    if all(form.family is not None for form in formula.forms):
        parts = [read_family(form.family) for form in formula.forms]
    else:
        forms_and_parts = zip(formula.forms, read_families(family, size), strict=True)
        parts = [
            part_of_family if f.family is None else read_family(f.family)
            for f, part_of_family in forms_and_parts
        ]
    named_parts = [replace(p, resp=name) for p, name in zip(parts, formula.names, strict=True)]
    formula = with_rescor(formula, named_parts)
    pairs = zip(formula.forms, named_parts, strict=True)
    forms = tuple(form.normalised([t.plain for t in part.thetas]) for form, part in pairs)
    own_forms, shared = apart(replace(formula, forms=forms), named_parts)
    return replace(formula, forms=tuple(own_forms), common=shared), joined(named_parts)


def _unordered(mixture: Mixture) -> Mixture:
    parts = tuple(map(_unordered, mixture.parts))
    if not parts and mixture.ordinal:
        return mixture
    return replace(mixture, order="none", parts=parts)


def _on(data: Any, formula: Formula | Formulas) -> Formula | Formulas:
    """Return the formula with R's ``.`` replaced by the columns of ``data``."""
    if not formula.has_dot:
        return formula
    columns = data.data if isinstance(data, Frame) else column_table(data)
    return formula.expanded([str(name) for name in columns.columns])


def sample_prior_of(value: object) -> str:
    """Return "no", "yes" or "only" for the value of ``sample_prior``, as brms reads it.

    Raises:
        InvalidArgument: if the value is none of brms's values.
    """
    if value is None or isinstance(value, bool):
        return "yes" if value else "no"
    matches = [s for s in _SAMPLE_PRIOR if isinstance(value, str) and value and s.startswith(value)]
    if len(matches) != 1:
        raise InvalidArgument(
            "'arg' should be one of “no”, “yes”, “only”", hint=f"It is {described(value)}."
        )
    return matches[0]
