"""The complete prior table: the rows of the user checked against the default rows of the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import InvalidPrior, closest_of
from pybrms_mix.base.public_calls import warn
from pybrms_mix.model.parts import Key
from pybrms_mix.prior.defaults import stored
from pybrms_mix.prior.distributions import (
    CONSTANT,
    CORRELATION,
    DISTRIBUTIONS,
    SHRINKAGE,
    SIMPLEX,
)
from pybrms_mix.prior.rows import EVERYWHERE, Row, arguments_of, wider
from pybrms_mix.prior.table import PriorTable, columns_of, shown_alone
from pybrms_mix.syntax.nodes import Call, Name, called
from pybrms_mix.syntax.parse import parse

# The internal names of correlation classes in brms, which users may write as well.
_CORRELATIONS = {"L": "cor", "Lrescor": "rescor", "Lme": "corme"}
_INTERCEPT = "Intercept"
# The names that other packages give to the class of coefficients.
_NEIGHBOURS = dict.fromkeys(("beta", "slope", "coef", "fixed"), "b")
_INTERNAL = {kind: name for name, kind in _CORRELATIONS.items()}


def validated(user: list[Row], default: list[Row]) -> list[Row]:
    """Return the complete table in brms's order: the default rows, replaced by those of the user.

    Raises:
        InvalidPrior: for a row that fits no parameter, for two rows of one place, for a
            distribution that the class cannot have, and for a non-linear parameter without a prior.
    """
    rows = [replace(row, key=public_key(row.key)) for row in user]
    by_key = {row.key: row for row in default}
    _check_duplicates(rows)
    _check_known(rows, by_key)
    filled = {row.key: _filled(row, by_key) for row in rows}
    for row in filled.values():
        _check_content(row)
    table = _everywhere(by_key, filled)
    _check_nonlinear(table)
    _check_shrunk(list(filled.values()), table)
    for row in table.values():
        _warn_of_support(row, table)
    _warn_of_unused(table)
    return sorted(table.values(), key=stored)


def internal(rows: list[Row]) -> list[Row]:
    """Return the table under brms's internal names: classes such as L, ``lkj_corr_cholesky``."""
    renamed = []
    for original in rows:
        row = original
        if row.key.kind in _INTERNAL:
            internal_key = replace(row.key, kind=_INTERNAL[row.key.kind])
            row = replace(row, key=internal_key, prior=_of_factor(row.prior))
        renamed.append(row)
    return sorted(renamed, key=stored)


def _of_factor(text: str) -> str:
    """Return a prior of correlations under the name of the distribution of their factor."""
    match parse(text) if text else None:
        case Call(Name(name, span)) if name in CORRELATION and span is not None:
            return f"{text[: span.start]}{CORRELATION[-1]}{text[span.end :]}"
    return text


def fitted(table: Iterable[Row]) -> PriorTable:
    """Return the complete table of a fit, under brms's internal names."""
    return PriorTable(internal(list(table)), columns=columns_of(current()))


def public_key(key: Key) -> Key:
    """Return the key with the public name of its class: "cor" for "L"."""
    return replace(key, kind=_CORRELATIONS.get(key.kind, key.kind))


def _everywhere(default: dict[Key, Row], filled: dict[Key, Row]) -> dict[Key, Row]:
    """Return a table in which a prior without ``resp`` is repeated for each of several responses.

    As in brms, such a prior replaces only default priors, and its own row is dropped.

    Warns:
        PybrmsWarning: with brms's message, for a prior that names none of several responses.
    """
    table = {**default, **filled}
    if not any(key.resp for key in default):
        return table
    for kind in EVERYWHERE:
        row = table.pop(Key(kind), None)
        if row is None or not row.prior:
            continue
        warn(
            "Specifying global priors for regression coefficients in multivariate models is "
            "deprecated. Please specify priors separately for each response variable."
        )
        keys_of_kind = [
            k for k in default if k.resp and not k.coef and k.kind == kind and k not in filled
        ]
        table |= {k: replace(row, key=k, source="default") for k in keys_of_kind}
    return table


def _check_duplicates(rows: list[Row]) -> None:
    keys_so_far: set[Key] = set()
    for row in rows:
        if row.key in keys_so_far:
            raise InvalidPrior(
                "Duplicated prior specifications are not allowed.",
                span=row.span,
                hint=f"There are two priors for {row.key}.",
            )
        keys_so_far.add(row.key)


def _check_known(rows: list[Row], default: dict[Key, Row]) -> None:
    unknown_rows = [row for row in rows if row.key not in default]
    if not unknown_rows:
        return
    lines = "\n".join(shown_alone(row) for row in unknown_rows)
    raise InvalidPrior(
        f"The following priors do not correspond to any model parameter: \n{lines}\n"
        f"Function '{current().default_prior}' might be helpful to you.",
        span=unknown_rows[0].span,
        hint=_meant_instead(unknown_rows[0], default),
    )


def _meant_instead(row: Row, default: dict[Key, Row]) -> str:
    """Return a hint for a prior whose place does not exist: the place that it may have meant.

    The hint names the arguments of ``prior()``, which users can copy, in place of the names that
    brms prints in messages: "class = Intercept, dpar = mu1" for "Intercept_mu1".
    """
    key = replace(row.key, kind=_NEIGHBOURS.get(row.key.kind, row.key.kind))
    if key.coef == _INTERCEPT and key.kind == "b":
        key = replace(key, kind=_INTERCEPT, coef="")
    of_class = [k for k in default if k.kind == key.kind and (not key.coef or k.coef)]
    by_name = {str(k): k for k in default}
    by_class = None if any(k.kind == key.kind for k in default) else by_name.get(key.kind)
    closest = by_class or by_name.get(closest_of(str(key), by_name))
    if closest is not None:
        default_prior = default[closest].prior
        distribution = called(parse(default_prior)) if default_prior else None
        prior = default_prior if distribution == SIMPLEX else row.prior or "..."
        return f"Did you mean prior({prior}, {arguments_of(closest)})?"
    if of_class:
        places = "; ".join(arguments_of(k) for k in of_class)
        return f"Priors of class '{key.kind}' can be set for: {places}."
    classes = ", ".join(dict.fromkeys(k.kind for k in default))
    return f"The classes of this model are: {classes}."


def _check_nonlinear(table: dict[Key, Row]) -> None:
    """Refuse a non-linear parameter without a prior, like brms: the model may not identify it."""
    if not current().nlpar_needs_prior:
        return
    for resp, name in dict.fromkeys((k.resp, k.nlpar) for k in table if k.nlpar):
        rows_of_parameter = (row for k, row in table.items() if (k.resp, k.nlpar) == (resp, name))
        place = (f"nlpar = {name}", *([f"resp = {resp}"] if resp else []))
        if not any(row.prior for row in rows_of_parameter):
            raise InvalidPrior(
                "Priors on population-level coefficients are required in non-linear models, but "
                f"none were found for parameter '{name}'. See help(set_prior) for more details.",
                hint=f"For example prior(normal(0, 1), {', '.join(place)}).",
            )


def _check_shrunk(rows: list[Row], table: dict[Key, Row]) -> None:
    """Refuse a prior of a single coefficient beside a shrinkage prior of all coefficients.

    brms accepts a prior of an ``Intercept`` there, and ignores it.
    """
    for row in rows:
        above = table.get(replace(row.key, coef=""), row)
        special = called(above.node()) if above.prior else None
        if not (row.prior and row.key.coef) or special not in SHRINKAGE or row.key.kind != "b":
            continue
        if row.key.coef != "Intercept":
            raise InvalidPrior(
                current().words["beside shrinkage"],
                span=row.span,
            )
        refused = f" {current().words['beside shrinkage']}" if current().refuses else ""
        warn(
            f"The prior of '{row.key}' has no effect: {special}() is the joint prior of all "
            f"coefficients, including this one.{refused}"
        )


def _filled(row: Row, default: dict[Key, Row]) -> Row:
    """Return the row with the bounds that the user did not give.

    A row without bounds gets the bounds of its default row. A row with one bound gets the other
    bound from the default row.
    """
    default_row = default[row.key]
    if not row.bounded:
        return replace(row, lb=default_row.lb, ub=default_row.ub)
    above = [default[k] for k in wider(row.key) if k in default]
    base = next((r for r in above if r.lb or r.ub), default_row)
    lb = base.lb if row.lb is None else row.lb
    ub = base.ub if row.ub is None else row.ub
    return replace(row, lb=lb, ub=ub)


def _check_content(row: Row) -> None:
    if not row.prior:
        return
    node = row.node()
    name = called(node)
    more = " See help(set_prior) for more details."
    if row.key.kind in _INTERNAL and name not in (*CORRELATION, CONSTANT):
        raise InvalidPrior(
            "The only supported prior for correlation matrices is the 'lkj' prior." + more,
            span=node.span,
            hint="For example lkj(2).",
        )
    if row.key.kind == "theta" and name not in (SIMPLEX, CONSTANT):
        raise InvalidPrior(
            "Currently 'dirichlet' is the only valid prior for simplex parameters." + more,
            span=node.span,
            hint="For example dirichlet(2, 1).",
        )


def _warn_of_support(row: Row, table: dict[Key, Row]) -> None:
    """Warn of a prior with a narrower support than its parameter, with brms's message."""
    distribution = DISTRIBUTIONS.get(called(row.node()) or "") if row.prior else None
    if distribution is None:
        return
    above = table.get(replace(row.key, coef="", group=""), row)
    for side, name, has, bound in (
        ("lower", "lb", distribution.lower, row.lb or above.lb),
        ("upper", "ub", distribution.upper, row.ub or above.ub),
    ):
        if has and not bound:
            warn(
                f"It appears as if you have specified {'an' if side == 'upper' else 'a'} {side} "
                f"bounded prior on a parameter that has no natural {side} bound.\nIf this is "
                f"really what you want, please specify argument '{name}' of 'set_prior' "
                "appropriately.\n"
                f"Warning occurred for prior \n{shown_alone(row)}"
            )


def _warn_of_unused(table: dict[Key, Row]) -> None:
    """Warn of the prior of a class if each of its coefficients has a prior of its own."""
    for row in table.values():
        if row.key.coef or not row.prior:
            continue
        below = [r for k, r in table.items() if k.coef and replace(k, coef="") == row.key]
        if below and all(r.prior for r in below):
            warn(
                f"The global prior '{row.prior}' of class '{row.key.kind}' will not be used in the "
                "model as all related coefficients have individual priors already. If you did not "
                "set those priors yourself, then maybe brms has assigned default priors. See "
                f"?set_prior and ?{current().default_prior} for more details."
            )
