"""The prior of each cell of a model's parameters, from the rows of the prior table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidPrior,
    NotSupported,
    did_you_mean,
)
from pybrms_mix.model.fragments import Expression
from pybrms_mix.model.ir import ConcentratedPiece, Model, Piece, ResponsePiece
from pybrms_mix.model.parts import Key, Parameter
from pybrms_mix.prior.argument_checks import (
    check_arguments,
    check_constant,
    check_ordered,
    check_shape,
)
from pybrms_mix.prior.distributions import (
    CONSTANT,
    CORRELATION,
    DISTRIBUTIONS,
    SHRINKAGE,
    SIMPLEX,
    SPECIAL,
    Distribution,
)
from pybrms_mix.prior.limits import limits
from pybrms_mix.prior.rows import Row, wider
from pybrms_mix.prior.shrinkage import Lasso, Shrinkage, shrinkage
from pybrms_mix.prior.stantext import stan_text
from pybrms_mix.prior.statement import UNIFORM, Prior, support
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Call, Name, Node, called


def settle(model: Model, table: list[Row], *, only: bool) -> Model:
    """Return ``model`` with the bounds, constants and priors of the complete ``table``.

    With ``only``, the model has draws from the prior alone, so every prior must be proper.

    Raises:
        InvalidPrior: for a prior that its parameter cannot have, or that is improper with ``only``.
    """
    rows = {row.key: row for row in table}
    given = [*(f for p in model.of(ResponsePiece) for f in p.facts), *model.given_by_user]
    known = frozenset(p.stan for p in model.parameters) | {"N", *given}
    settled: dict[str, Parameter] = {}
    statements: list[Prior | Shrinkage] = []
    for parameter in model.parameters:
        if not parameter.keys:
            continue
        shrunk = _shrinkage(model, parameter, rows)
        priors = [_prior_of(key, rows) for key in parameter.keys]
        texts = tuple(row.text if row else "" for row in priors)
        own = replace(parameter, priors=texts, boundable=parameter.boundable and not shrunk)
        bounded = replace(own, bounds=_bounds(own, rows, frozenset({"N", *given})))
        if shrunk:
            settled[parameter.stan] = replace(bounded, computed=not isinstance(shrunk, Lasso))
            if parameter.stan == shrunk.made[0].stan:
                statements.append(shrunk)
            continue
        changed = _with_constants(bounded, priors, known)
        settled[parameter.stan] = changed
        if only:
            _check_proper(changed, priors)
        statements += _statements(changed, priors, known)
    pieces = _concentrated(model, rows)
    return replace(model, pieces=(*pieces, *statements), settled={**model.settled, **settled})


def _shrinkage(model: Model, parameter: Parameter, rows: dict[Key, Row]) -> Shrinkage | None:
    """Return the shrinkage prior of the coefficients ``parameter``; None for another prior."""
    row = rows.get(replace(parameter.keys[0], coef=""))
    call = _call(row) if row and row.prior and row.key.kind == "b" else None
    if call is None or called(call) not in SHRINKAGE:
        return None
    if any(parameter.ordered):
        raise NotSupported(
            f"'{called(call)}()' is not supported if one of the coefficients is ordered: it "
            "computes the coefficients from other parameters.",
            span=call.span,
            hint="Give each a prior such as normal(0, 1), or set order = 'none' in 'mixture'.",
        )
    if parameter.type == "matrix":
        raise InvalidPrior(
            "Special priors are not yet allowed in models with category-specific effects.",
            span=call.span,
        )
    return shrinkage(model, parameter, call)


def _prior_of(key: Key, rows: dict[Key, Row]) -> Row | None:
    """Return the row with the prior of a cell; None for a flat prior."""
    found = (rows.get(k) for k in wider(key))
    return next((r for r in found if r is not None and r.prior), None)


def _bounds(parameter: Parameter, rows: dict[Key, Row], known: frozenset[str]) -> Bounds:
    """Return the bounds of a parameter. Rows of single coefficients have no bounds."""
    found = set()
    for key in parameter.keys:
        above = [rows[k] for k in wider(replace(key, coef="")) if k in rows]
        said = [r for r in above if r.lb or r.ub or r.bounded]
        row = said[0] if said else None
        found.add(_side_by_side(row, known, len(parameter.keys)) if row else parameter.bounds)
    if len(found) > 1:
        kind = parameter.keys[0].kind
        raise InvalidPrior(
            f"Conflicting boundary information for coefficients of class '{kind}'.",
            hint="Correlated coefficients form one vector: give them the same bounds.",
        )
    bounds = found.pop()
    if bounds and any(parameter.ordered):
        check_ordered(parameter, next((row for row in said if row.bounded), None))
    if bounds and not parameter.boundable:
        words = current().words["shrinkage and bounds"].format(kind=parameter.keys[0].kind)
        raise InvalidPrior(words, hint="The program computes these coefficients: omit the bounds.")
    return bounds


def _side_by_side(row: Row, known: frozenset[str], size: int) -> Bounds:
    """Return the bounds of a row. Text that cannot be parsed is refused."""
    lower, upper = row.lb or "", row.ub or ""
    return limits(lower, upper, known, size) if row.bounded else Bounds(lower, upper)


def _call(row: Row) -> Call:
    node = row.node()
    assert isinstance(node, Call)
    return node


def _with_constants(
    parameter: Parameter, priors: list[Row | None], known: frozenset[str]
) -> Parameter:
    """Return the parameter with values in the cells whose prior is ``constant()``."""
    values = []
    for row in priors:
        call = _call(row) if row else None
        if row is None or call is None or called(call) != CONSTANT:
            values.append("")
            continue
        if any(parameter.ordered) and parameter.ordered[len(values)]:
            own = parameter.stan if parameter.type == "real" else parameter.keys[len(values)]
            what = "intercepts" if parameter.type == "real" else "coefficients"
            raise InvalidPrior(
                f"Cannot fix parameter '{own}' in this model.",
                span=call.span,
                hint=f"One of the ordered {what} cannot be fixed; try order = 'none' in 'mixture'.",
            )
        if parameter.type == "ordered":
            raise InvalidPrior(
                f"Can either estimate or fix all values of parameter '{parameter.keys[0].kind}'.",
                span=call.span,
                hint="Ordered thresholds must all be estimated, or all be fixed.",
            )
        if parameter.type not in ("real", "vector") and not parameter.by_rows:
            raise InvalidPrior(
                f"'{parameter.stan}' cannot be constant.", span=call.span,
                hint="Fix the proportions in the formula: theta1 = 1, theta2 = 2."
                if parameter.keys[0].kind == "theta" else "",
            )  # fmt: skip
        if not call.arguments or call.arguments[0].value is None:
            raise InvalidPrior(
                "'constant()' needs a value.", span=call.span, hint="For example constant(1)."
            )
        value = _own_value(call, call.arguments[0].value, row, len(values), len(priors))
        check_constant(value, parameter.bounds.of(len(values)), str(row.key))
        values.append(stan_text(value, known - {parameter.stan}))
    return replace(parameter, constants=tuple(values)) if any(values) else parameter


def _own_value(call: Call, value: Node, row: Row, position: int, size: int) -> Node:
    """Return the value of one cell: the single value, or the element of ``constant(c(1, 2))``."""
    if not (isinstance(value, Call) and called(value) == "c"):
        return value
    each = [a.value for a in value.arguments if a.value is not None]
    if row.key.coef or len(each) != size:
        raise InvalidPrior(
            f"'constant()' has {len(each)} values for {1 if row.key.coef else size} parameters.",
            span=call.span,
            hint="Give one value for all parameters, or one value for each.",
        )
    return each[position]


def _check_proper(parameter: Parameter, priors: list[Row | None]) -> None:
    for row in priors:
        if row is None and parameter.type not in ("simplex", "cholesky_factor_corr"):
            raise InvalidPrior(
                "Sampling from priors is not possible as some parameters have no proper priors. "
                f"Error occurred for parameter '{parameter.stan}'.",
                hint=f"Set a prior: prior(normal(0, 5), {places(parameter.keys[0])})",
            )


def places(key: Key) -> str:
    """Return the arguments of ``prior()`` that name the place ``key``."""
    names = {"kind": "class", "group": "group", "resp": "resp", "dpar": "dpar", "nlpar": "nlpar"}
    return ", ".join(f"{n} = {getattr(key, f)}" for f, n in names.items() if getattr(key, f))


def _statements(
    parameter: Parameter, priors: list[Row | None], known: frozenset[str]
) -> Iterable[Prior]:
    """Return one statement for all cells if they have the same prior, else one for each cell."""
    alike = len({row.prior if row else "" for row in priors}) == 1
    if alike and not (_has_own_prior(parameter, priors) or parameter.bounds.cells):
        row = priors[0]
        if row is not None and not parameter.constants:
            for target in parameter.wholes:
                made = _statement(parameter, row, target, max(1, len(priors)), known)
                yield replace(made, key=_shared(parameter.keys[0]))
        return
    for i, row in enumerate(priors):
        if row is None or (parameter.constants and parameter.constants[i]):
            continue
        one = replace(parameter, bounds=parameter.bounds.of(i))
        made = _statement(one, row, parameter.at(i + 1), 1, known)
        yield replace(made, single=True, key=parameter.keys[i], cell=i)


def _shared(key: Key) -> Key:
    """Return the key without its coefficient, and for group-level sds without its dpar."""
    return replace(key, coef="", **({"resp": "", "dpar": ""} if key.group else {}))


def _has_own_prior(parameter: Parameter, priors: list[Row | None]) -> bool:
    """Return whether one of several coefficients has a prior of its own."""
    return len(priors) > 1 and any(row is not None and row.key.coef for row in priors)


def _statement(
    parameter: Parameter, row: Row, target: Expression, count: int, known: frozenset[str]
) -> Prior:
    call = _call(row)
    name = called(call) or ""
    values = [a.value for a in call.arguments if a.value is not None]
    if parameter.type == "simplex":
        _require(
            name == SIMPLEX,
            "Currently 'dirichlet' is the only valid prior for simplex parameters.",
            call,
        )
        return Prior(
            target, SIMPLEX, (parameter.concentration,), "none", Bounds(), count, row.key,
            stan=parameter.stan,
        )  # fmt: skip
    if parameter.type == "cholesky_factor_corr":
        _require(
            name in CORRELATION,
            "The only supported prior for correlation matrices is the 'lkj' prior.", call,
            "For example lkj(2).",
        )  # fmt: skip
        check_shape(name, values)
        texts = tuple(stan_text(v, known) for v in values) or ("1",)
        return Prior(
            target, CORRELATION[-1], texts, "none", Bounds(), count, row.key, stan=parameter.stan
        )
    distribution = _distribution(name, call, row)
    _require(
        len(values) == len(distribution.parameters),
        f"'{name}' takes {len(distribution.parameters)} arguments "
        f"({', '.join(distribution.parameters)}), not {len(values)}.",
        call,
        f"Write {name}({', '.join(distribution.parameters)}) with a number for each.",
    )
    check_arguments(distribution, values)
    texts = tuple(stan_text(v, known - {parameter.stan}) for v in values)
    truncation = _truncation(
        parameter.bounds, distribution.lower, distribution.upper, distribution.known
    )
    given = (parameter.bounds.lower, parameter.bounds.upper)
    if name == "uniform" and truncation != "none" and given != texts:
        # uniform_lcdf of Stan returns log(0) above the upper end, where the probability is 1.
        truncation = UNIFORM[truncation]
    return Prior(
        target, name, texts, truncation, parameter.bounds, count, row.key,
        stan=parameter.stan, support=support(distribution, values),
    )  # fmt: skip


def _require(condition: bool, message: str, call: Call, hint: str = "") -> None:
    if not condition:
        raise InvalidPrior(message, span=call.span, hint=hint)


def _distribution(name: str, call: Call, row: Row) -> Distribution:
    if name in SHRINKAGE:
        error = NotSupported if "shrinkage" in current().accepts else InvalidPrior
        raise error(
            f"Prior '{row.prior}' is used in an invalid context. See ?set_prior for details on how "
            "to use special priors.",
            span=call.span,
            hint="It is a joint prior of all coefficients of class b of a parameter.",
        )
    if name in DISTRIBUTIONS:
        return DISTRIBUTIONS[name]
    if name in SPECIAL:
        raise InvalidPrior(
            f"'{name}' cannot be the prior of this parameter.", span=call.span,
            hint="'dirichlet' is a prior of theta, 'lkj' of correlations.",
        )  # fmt: skip
    raise InvalidPrior(
        f"Stan has no distribution '{name}' of a single real number.",
        span=call.span,
        hint=did_you_mean(name, [*DISTRIBUTIONS, *SPECIAL]),
    )


def _truncation(bounds: Bounds, lower: str, upper: str, known: bool) -> str:
    """Return the bounds that cut off a part of the distribution's support, as brms decides it."""
    cut_lower = bool(bounds.lower) and not (known and bounds.lower == lower)
    cut_upper = bool(bounds.upper) and not (known and bounds.upper == upper)
    if cut_lower and cut_upper:
        return "both"
    return "lower" if cut_lower else "upper" if cut_upper else "none"


def _concentrated(model: Model, rows: dict[Key, Row]) -> tuple[Piece, ...]:
    """Return the pieces with the concentrations of the Dirichlet priors of their simplexes."""

    def settled(piece: Piece) -> Piece:
        if not isinstance(piece, ConcentratedPiece):
            return piece
        simplexes = [p for p in piece.parameters if p.stan in piece.concentrations]
        found = {
            p.stan: _concentration(_prior_of(p.keys[0], rows), p.size, model.frame.data2)
            for p in simplexes
        }
        return piece.concentrated(found)

    return tuple(settled(piece) for piece in model.pieces)


def _concentration(row: Row | None, size: int, data2: Mapping[str, Any]) -> np.ndarray:
    """Return the arguments of ``dirichlet(...)``. A single number is recycled."""
    if row is None or not row.prior:
        return np.ones(size)
    call = _call(row)
    values: list[object] = []
    for argument in call.arguments:
        if argument.value is None:
            raise InvalidPrior(
                "'dirichlet()' has an argument that is empty.",
                span=call.span,
                hint="For example dirichlet(2, 1).",
            )
        value = _value(argument.value, data2)
        values += value if isinstance(value, list) else [value]
    if any(not isinstance(v, (int, float)) or not v > 0 or not np.isfinite(v) for v in values):
        raise InvalidPrior("The dirichlet prior expects positive values.", span=call.span)
    if len(values) == 1:
        values = values * size
    if len(values) != size:
        raise InvalidPrior(
            f"Invalid Dirichlet prior. Expected input of length {size}.", span=call.span,
            hint="Give one number for each component, or a single number for all components.",
        )  # fmt: skip
    return np.array(values, float)


def _numbers(given: object, node: Name) -> list[object]:
    """Return the numbers in ``data2`` under the name ``node``."""
    try:
        values = np.ravel(np.asarray(given))
    except ValueError:  # the rows have different lengths
        values = np.empty(0, object)
    if values.dtype.kind not in "biuf":
        raise InvalidPrior(
            f"'{node.text}' in 'data2' is not a vector of numbers.",
            span=node.span,
            hint=f"For example data2 = {{'{node.text}': [2, 1]}}.",
        )
    found: list[object] = values.astype(float).tolist()
    return found


def _value(node: Node, data2: Mapping[str, Any]) -> object:
    """Return the value of an argument, which ``data2`` may hold."""
    if isinstance(node, Name) and node.text in data2:
        return _numbers(data2[node.text], node)
    try:
        return literal(node)
    except InvalidArgument as error:
        raise InvalidPrior(
            "Something went wrong. Did you forget to store auxiliary data in the 'data2' argument?",
            span=error.span,
            hint=f"{error.message}: write the numbers, or pass them in 'data2'.",
        ) from error
