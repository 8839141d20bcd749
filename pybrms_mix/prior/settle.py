"""The prior of each cell of a model's parameters, from the rows of the prior table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import (
    InvalidPrior,
    NotSupported,
    did_you_mean,
)
from pybrms_mix.model.fragments import Expression
from pybrms_mix.model.ir import Model, ResponsePiece
from pybrms_mix.model.parts import Key, Parameter
from pybrms_mix.prior.argument_checks import (
    check_arguments,
    check_constant,
    check_ordered,
    check_shape,
)
from pybrms_mix.prior.concentration import Concentration
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
from pybrms_mix.syntax.nodes import Call, Node, called


def settle(model: Model, table: list[Row], *, only: bool) -> Model:
    """Return ``model`` with the bounds, constants and priors of the complete ``table``.

    With ``only``, the model has draws from the prior alone, so every prior must be proper.

    Raises:
        InvalidPrior: for a prior that its parameter cannot have, or that is improper with ``only``.
    """
    rows = {row.key: row for row in table}
    declared_data = [*(f for p in model.of(ResponsePiece) for f in p.facts), *model.given_by_user]
    declared = frozenset(p.stan for p in model.parameters) | {"N", *declared_data}
    settled: dict[str, Parameter] = {}
    concentrations: dict[str, Concentration] = {}
    statements: list[Prior | Shrinkage] = []
    for parameter in model.parameters:
        if not parameter.keys:
            continue
        shrunk = _shrinkage(model, parameter, rows)
        priors = [_prior_of(key, rows) for key in parameter.keys]
        boundable = parameter.boundable and not shrunk
        bounds = _bounds(parameter, rows, frozenset({"N", *declared_data}), boundable=boundable)
        constants = () if shrunk else _constants(parameter, bounds, priors, declared)
        settled_parameter = settled[parameter.stan] = replace(
            parameter, bounds=bounds, boundable=boundable,
            priors=tuple(row.text if row else "" for row in priors),
            constants=constants or parameter.constants,
            computed=parameter.computed or (bool(shrunk) and not isinstance(shrunk, Lasso)),
        )  # fmt: skip
        if shrunk:
            if parameter.stan == shrunk.made[0].stan:
                statements.append(shrunk)
            continue
        if only:
            _check_proper(settled_parameter, priors)
        statements += _statements(settled_parameter, priors, declared)
        if settled_parameter.concentration:
            concentrations[settled_parameter.stan] = Concentration.of(
                settled_parameter, priors[0], model.frame.data2
            )
    pieces = [
        settled_piece
        for piece in model.pieces
        for settled_piece in (
            piece,
            *(concentrations[p.stan] for p in piece.parameters if p.concentration),
        )
    ]
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
            hint="Give each coefficient a prior such as normal(0, 1), or set order = 'none' in "
            "'mixture'.",
        )
    if parameter.type == "matrix":
        raise InvalidPrior(
            "Special priors are not yet allowed in models with category-specific effects.",
            span=call.span,
        )
    return shrinkage(model, parameter, call)


def _prior_of(key: Key, rows: dict[Key, Row]) -> Row | None:
    """Return the row with the prior of a cell; None for a flat prior."""
    candidates = (rows.get(k) for k in wider(key))
    return next((r for r in candidates if r is not None and r.prior), None)


def _bounds(
    parameter: Parameter, rows: dict[Key, Row], declared: frozenset[str], *, boundable: bool
) -> Bounds:
    """Return the bounds of a parameter. Rows of single coefficients have no bounds."""
    bounds_of_cells = set()
    for key in parameter.keys:
        above = [rows[k] for k in wider(replace(key, coef="")) if k in rows]
        with_bounds = [r for r in above if r.lb or r.ub or r.bounded]
        row = with_bounds[0] if with_bounds else None
        bounds_of_cells.add(
            _side_by_side(row, declared, len(parameter.keys)) if row else parameter.bounds
        )
    if len(bounds_of_cells) > 1:
        kind = parameter.keys[0].kind
        raise InvalidPrior(
            f"Conflicting boundary information for coefficients of class '{kind}'.",
            hint="Correlated coefficients form one vector: give them the same bounds.",
        )
    bounds = bounds_of_cells.pop()
    if bounds and any(parameter.ordered):
        check_ordered(parameter, next((row for row in with_bounds if row.bounded), None))
    if bounds and not boundable:
        words = current().words["shrinkage and bounds"].format(kind=parameter.keys[0].kind)
        raise InvalidPrior(words, hint="The program computes these coefficients: omit the bounds.")
    return bounds


def _side_by_side(row: Row, declared: frozenset[str], size: int) -> Bounds:
    """Return the bounds of a row. Text that cannot be parsed is refused."""
    lower, upper = row.lb or "", row.ub or ""
    return limits(lower, upper, declared, size) if row.bounded else Bounds(lower, upper)


def _call(row: Row) -> Call:
    node = row.node()
    assert isinstance(node, Call)
    return node


def _constants(
    parameter: Parameter, bounds: Bounds, priors: list[Row | None], declared: frozenset[str]
) -> tuple[str, ...]:
    """Return the values of the cells whose prior is ``constant()``; () without such cells."""
    values = []
    for row in priors:
        call = _call(row) if row else None
        if row is None or call is None or called(call) != CONSTANT:
            values.append("")
            continue
        if any(parameter.ordered) and parameter.ordered[len(values)]:
            cell_name = parameter.stan if parameter.type == "real" else parameter.keys[len(values)]
            noun = "intercepts" if parameter.type == "real" else "coefficients"
            raise InvalidPrior(
                f"Cannot fix parameter '{cell_name}' in this model.",
                span=call.span,
                hint=f"One of the ordered {noun} cannot be fixed; try order = 'none' in 'mixture'.",
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
        check_constant(value, bounds.of(len(values)), str(row.key))
        values.append(stan_text(value, declared - {parameter.stan}))
    return tuple(values) if any(values) else ()


def _own_value(call: Call, value: Node, row: Row, position: int, size: int) -> Node:
    """Return the value of one cell: the single value, or the element of ``constant(c(1, 2))``."""
    if not (isinstance(value, Call) and called(value) == "c"):
        return value
    elements = [a.value for a in value.arguments if a.value is not None]
    if row.key.coef or len(elements) != size:
        raise InvalidPrior(
            f"'constant()' has {len(elements)} values "
            f"for {1 if row.key.coef else size} parameters.",
            span=call.span,
            hint="Give one value for all parameters, or one value for each.",
        )
    return elements[position]


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
    parameter: Parameter, priors: list[Row | None], declared: frozenset[str]
) -> Iterable[Prior]:
    """Return one statement for all cells if they have the same prior, else one for each cell."""
    alike = len({row.prior if row else "" for row in priors}) == 1
    if alike and not (_has_own_prior(parameter, priors) or parameter.bounds.cells):
        row = priors[0]
        if row is not None and not parameter.constants:
            key, count = _shared(parameter.keys[0]), max(1, len(priors))
            for target in parameter.wholes:
                cells = _Cells(target, parameter.bounds, count, key)
                yield _statement(parameter, row, cells, declared)
        return
    for i, row in enumerate(priors):
        if row is None or (parameter.constants and parameter.constants[i]):
            continue
        target, bounds = parameter.at(i + 1), parameter.bounds.of(i)
        yield _statement(parameter, row, _Cells(target, bounds, 1, parameter.keys[i], i), declared)


def _shared(key: Key) -> Key:
    """Return the key without its coefficient, and for group-level sds without its dpar."""
    return replace(key, coef="", **({"resp": "", "dpar": ""} if key.group else {}))


def _has_own_prior(parameter: Parameter, priors: list[Row | None]) -> bool:
    """Return whether one of several coefficients has a prior of its own."""
    return len(priors) > 1 and any(row is not None and row.key.coef for row in priors)


@dataclass(frozen=True)
class _Cells:
    """The cells of a parameter that have one prior.

    Attributes:
        target: the cells in the program.
        bounds: the bounds of the cells.
        count: the number of the cells.
        key: the place of the prior.
        cell: the position of a single cell, from 0; None for all cells.
    """

    target: Expression
    bounds: Bounds
    count: int
    key: Key
    cell: int | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """Return the facts that do not depend on the distribution, for ``Prior``."""
        return {"target": self.target, "count": self.count, "key": self.key, "cell": self.cell}


def _statement(parameter: Parameter, row: Row, cells: _Cells, declared: frozenset[str]) -> Prior:
    call = _call(row)
    name = called(call) or ""
    values = [a.value for a in call.arguments if a.value is not None]
    facts = {**cells.facts, "stan": parameter.stan}
    options = {**facts, "truncation": "none", "bounds": Bounds()}
    if parameter.type == "simplex":
        _require(
            name == SIMPLEX,
            "Currently 'dirichlet' is the only valid prior for simplex parameters.",
            call,
        )
        return Prior(distribution=SIMPLEX, arguments=(parameter.concentration,), **options)
    if parameter.type == "cholesky_factor_corr":
        _require(
            name in CORRELATION,
            "The only supported prior for correlation matrices is the 'lkj' prior.", call,
            "For example lkj(2).",
        )  # fmt: skip
        check_shape(name, values)
        texts = tuple(stan_text(v, declared) for v in values) or ("1",)
        return Prior(distribution=CORRELATION[-1], arguments=texts, **options)
    distribution = _distribution(name, call, row)
    _require(
        len(values) == len(distribution.parameters),
        f"'{name}' takes {len(distribution.parameters)} arguments "
        f"({', '.join(distribution.parameters)}), not {len(values)}.",
        call,
        f"Write {name}({', '.join(distribution.parameters)}) with a number for each.",
    )
    check_arguments(distribution, values)
    texts = tuple(stan_text(v, declared - {parameter.stan}) for v in values)
    truncation = _truncation(cells.bounds, distribution, texts)
    return Prior(
        distribution=name, arguments=texts, truncation=truncation, bounds=cells.bounds,
        support=support(distribution, values), **facts,
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


def _truncation(bounds: Bounds, distribution: Distribution, arguments: tuple[str, ...]) -> str:
    """Return the bounds that cut off a part of the distribution's support, as brms decides it."""
    known_distribution = distribution.known
    lower = bool(bounds.lower) and not (known_distribution and bounds.lower == distribution.lower)
    upper = bool(bounds.upper) and not (known_distribution and bounds.upper == distribution.upper)
    cut = "both" if lower and upper else "lower" if lower else "upper" if upper else "none"
    ends = (bounds.lower, bounds.upper)
    if distribution.name == "uniform" and cut != "none" and arguments != ends:
        # uniform_lcdf of Stan returns log(0) above the upper end, where the probability is 1.
        return UNIFORM[cut]
    return cut
