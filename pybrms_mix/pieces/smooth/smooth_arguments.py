"""The arguments of ``s()`` and ``t2()``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

from pybrms_mix.base.errors import InvalidArgument, InvalidFormula, NotSupported
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.smooths.smooth_call import BASES, Margin, SmoothCall
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, called

_OF_S = ("k", "fx", "bs", "m", "by", "xt", "id", "sp", "pc")
_OF_T2 = ("k", "bs", "m", "d", "by", "xt", "id", "sp", "full", "ord", "pc")
_WITHOUT_ORDER = ("cr", "cs", "cc", "re")  # bases on which m has no effect in mgcv
_IN_EACH_LEVEL = ("tp", "cr", "cc", "ps", "cp")
_PLATES = ("tp", "ts")
_PS = ("ps", "cp")
_EXAMPLES = {
    "s": 's(x, k = 5, bs = "cr", m = 2, fx = FALSE, by = z)',
    "t2": 't2(x, z, k = c(4, 5), bs = c("cr", "ps"), d = c(1, 1), full = FALSE, by = w)',
}

Named = Mapping[str, Argument]


def parts_of_call(call: Call) -> tuple[tuple[Node, ...], Node | None, SmoothCall]:
    """Return the variables of a smooth, its ``by`` variable, and its other arguments.

    Raises:
        InvalidFormula: if an argument is invalid.
        NotSupported: for bases and arguments that are not supported.
    """
    function = called(call)
    names = _OF_S if function == "s" else _OF_T2
    arguments = [a for a in call.arguments if a.value is not None]
    by_name = {str(a.name): a for a in arguments if a.name in names}
    if function == "t2" and any(a.name == "fx" for a in arguments):
        raise InvalidFormula("'t2()' has no argument 'fx'.", span=call.span)
    plain = tuple(a.value for a in arguments if a.name not in names and a.value is not None)
    if not plain:
        raise InvalidFormula(
            f"'{function}()' needs a variable.", span=call.span, hint=f"For example {function}(x)."
        )
    if len({write(p) for p in plain}) < len(plain):
        raise InvalidFormula(
            "Repeated variables as arguments of a smooth are not permitted", span=call.span
        )
    _tell_ignored(call, by_name)
    smooth = _single(call, by_name) if function == "s" else _product(call, by_name, len(plain))
    by = by_name["by"].value if "by" in by_name else None
    return plain, None if by == Name("NA") else by, smooth


def _tell_ignored(call: Call, by_name: Named) -> None:
    """Warn of arguments that brms accepts and ignores."""
    reasons = {
        "sp": "the standard deviation of the coefficients, which acts as the smoothing "
        "parameter, is estimated",
        "id": "each smooth has its own standard deviation",
    }
    for name, reason in reasons.items():
        if name in by_name and by_name[name].value != Name("NULL"):
            warn(f"Argument '{name}' of {write(call)} has no effect, as in brms: {reason}.")


def _single(call: Call, by_name: Named) -> SmoothCall:
    basis = _word(by_name["bs"]) if "bs" in by_name else "tp"
    margin = Margin(basis, _count(by_name.get("k"), least=1))
    inner, orders = "tp", basis
    if basis == "fs":
        inner = orders = _inner(by_name.get("xt"))
    margin = replace(margin, order=_order(by_name.get("m"), orders))
    if orders in _PLATES:
        margin = _drawn(margin, _options(by_name.get("xt")), by_name.get("xt"))
    elif "xt" in by_name and basis != "fs":
        _refuse(by_name["xt"], f"The basis '{basis}' has no options in 'xt'.")
    fixed = _flag(by_name.get("fx"))
    if fixed and basis == "fs":
        _refuse(
            by_name["fx"],
            "The curves of the levels of a factor-smooth interaction are always penalised.",
        )
    return SmoothCall(
        write(call), (margin,), (0,), fixed=fixed, inner=inner,
        point=_point(by_name.get("pc"), basis),
    )  # fmt: skip


def _product(call: Call, by_name: Named, variables: int) -> SmoothCall:
    widths = _several(by_name.get("d"), 0) or [1] * variables
    if sum(widths) != variables or min(widths) < 1:
        _refuse(by_name["d"], f"The numbers must sum to {variables}, the number of variables.")
    count = len(widths)
    bases = (
        [_known(str(b), by_name["bs"]) for b in _words(by_name["bs"])]
        if "bs" in by_name
        else ["cr"]
    )
    bases = _recycled(bases, count, by_name.get("bs"))
    # A spline of one variable cannot be the basis of a margin of several variables. mgcv then uses
    # thin plates.
    splines = ("cr", "cs", "cc", "ps", "cp")
    bases = ["tp" if w > 1 and b in splines else b for b, w in zip(bases, widths, strict=True)]
    if "fs" in bases:
        _refuse(
            by_name["bs"], "A factor-smooth interaction cannot be a margin of a tensor product."
        )
    sizes = _recycled(_several(by_name.get("k"), 1) or [None], count, by_name.get("k"))
    orders = _margin_orders(by_name.get("m"), bases)
    options = _margin_options(by_name.get("xt"), count)
    margins = tuple(
        _drawn(Margin(b, s, o), x, by_name.get("xt"))
        for b, s, o, x in zip(bases, sizes, orders, options, strict=True)
    )
    if "pc" in by_name:
        raise NotSupported("Argument 'pc' of 't2()' is not supported.", span=by_name["pc"].span)
    orders_chosen = _several(by_name.get("ord"), 0)
    if orders_chosen is not None and not any(0 < order <= count for order in orders_chosen):
        _refuse(by_name["ord"], f"The orders of the terms in this product are 0 to {count}.")
    return SmoothCall(
        write(call), margins, tuple(widths), product=True, full=_flag(by_name.get("full")),
        orders=None if orders_chosen is None else tuple(orders_chosen),
    )  # fmt: skip


def _recycled(values: Sequence[object], count: int, argument: Argument | None) -> list:  # type: ignore[type-arg]
    if len(values) == 1:
        return [values[0]] * count
    if len(values) != count and argument is not None:
        _refuse(
            argument,
            f"The product has {count} margins: give one value, or one value for each margin.",
        )
    return list(values)


def _known(basis: str, argument: Argument) -> str:
    if basis not in BASES:
        raise NotSupported(
            f"The basis bs = '{basis}' of smooths is not supported yet.",
            span=argument.span,
            hint="Supported are: " + ", ".join(BASES) + ".",
        )
    return basis


def _inner(argument: Argument | None) -> str:
    """Return the basis of the curves of levels: ``xt = "cr"`` or ``xt = list(bs = "cr")``."""
    if argument is None:
        return "tp"
    options = _options(argument)
    basis = options.get("bs", options.get("", "tp"))
    if not isinstance(basis, str):
        _refuse(argument)
    if _known(basis, argument) not in _IN_EACH_LEVEL:
        _refuse(
            argument, "The curves of levels can have the bases: " + ", ".join(_IN_EACH_LEVEL) + "."
        )
    return basis


def _order(argument: Argument | None, basis: str) -> tuple[int, ...] | None:
    values = _several(argument, 0)
    if values is None or argument is None:
        return None
    if basis in _WITHOUT_ORDER:
        warn(f"Argument 'm' has no effect on the basis '{basis}', as in mgcv.")
        return None
    if basis in _PS and len(values) <= 2:
        return (values[0], values[-1])
    if len(values) > 1:
        raise NotSupported(
            f"Several values of 'm' for the basis '{basis}' are not supported.", span=argument.span
        )
    if values[0] < 1:
        _refuse(argument)
    return tuple(values)


def _margin_orders(argument: Argument | None, bases: Sequence[str]) -> list[tuple[int, ...] | None]:
    if argument is None:
        return [None] * len(bases)
    value = argument.value
    arguments = [argument]
    if isinstance(value, Call) and called(value) in ("list", "c"):
        arguments = [replace(a, name="m") for a in value.arguments]
    recycled = _recycled(arguments, len(bases), argument)
    return [_order(a, b) for a, b in zip(recycled, bases, strict=True)]


def _options(argument: Argument | None) -> dict[str, object]:
    """Return the elements of ``list(...)`` by name; a single value has the name ""."""
    if argument is None or argument.value is None or argument.value == Name("NULL"):
        return {}
    value = argument.value
    if not (isinstance(value, Call) and called(value) == "list"):
        return {"": _value(argument)}
    return {a.name or "": _value(replace(a, name=argument.name)) for a in value.arguments}


def _margin_options(argument: Argument | None, count: int) -> list[dict[str, object]]:
    value = None if argument is None else argument.value
    if argument is None or not (isinstance(value, Call) and called(value) == "list"):
        return [_options(argument)] * count
    if any(a.name for a in value.arguments):
        return [_options(argument)] * count
    options = [replace(a, name="xt", span=argument.span) for a in value.arguments]
    return [_options(a) for a in _recycled(options, count, argument)]


def _drawn(margin: Margin, options: Mapping[str, object], argument: Argument | None) -> Margin:
    """Return the margin with the options that select knots: ``list(max.knots = 500, seed = 2)``."""
    counts = {name: v for name, v in options.items() if name not in ("bs", "")}
    right = set(counts) <= {"max.knots", "seed"}
    right = right and (margin.basis == "fs" or set(options) == set(counts))
    right = right and (not counts or margin.basis in (*_PLATES, "fs"))
    if argument is not None and not (right and all(_is_count(v) for v in counts.values())):
        _refuse(
            argument, "Thin plate splines have the options xt = list(max.knots = 2000, seed = 1)."
        )
    most = _whole(counts.get("max.knots", margin.most))
    return replace(margin, most=most, seed=_whole(counts.get("seed", margin.seed)))


def _point(argument: Argument | None, basis: str) -> tuple[float, ...] | None:
    """Return the point where the function is 0: ``pc = 0``, ``pc = list(x = 0)``."""
    if argument is None or argument.value == Name("NULL"):
        return None
    if basis in ("re", "fs"):
        _refuse(
            argument,
            f"The basis '{basis}' has no identifiability constraint that 'pc' could replace.",
        )
    value = argument.value
    if isinstance(value, Call) and called(value) == "list":
        values = list(_options(argument).values())
    else:
        value_ = _value(argument)
        values = value_ if isinstance(value_, list) else [value_]
    if not all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values):
        _refuse(argument)
    return tuple(float(str(v)) for v in values)


def _value(argument: Argument) -> object:
    try:
        return literal(argument.value) if argument.value is not None else None
    except InvalidArgument:
        _refuse(argument)


def _word(argument: Argument) -> str:
    value = _value(argument)
    if not isinstance(value, str):
        _refuse(argument)
    return _known(value, argument)


def _words(argument: Argument) -> list[object]:
    value = _value(argument)
    words = value if isinstance(value, list) else [value]
    if not words or not all(isinstance(v, str) for v in words):
        _refuse(argument)
    return words


def _is_count(value: object) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and float(str(value)).is_integer()


def _whole(value: object) -> int:
    """Return a whole number, which R also spells ``1e3``."""
    return int(float(str(value)))


def _several(argument: Argument | None, least: int) -> list[int] | None:
    """Return whole numbers, or None for the default, which NA or a negative k requests."""
    if argument is None or argument.value in (Name("NA"), Name("NULL")):
        return None
    value = _value(argument)
    items = value if isinstance(value, list) else [value]
    if not items or not all(_is_count(v) for v in items):
        _refuse(argument)
    if argument.name == "k" and all(_whole(v) < 0 for v in items):
        return None
    numbers = [_whole(v) for v in items]
    if min(numbers) < least:
        _refuse(argument)
    return numbers


def _count(argument: Argument | None, *, least: int) -> int | None:
    values = _several(argument, least)
    if values is None or argument is None:
        return None
    if len(values) > 1:
        _refuse(argument, "'s()' has a single basis: several values of k need 't2()'.")
    return values[0]


def _flag(argument: Argument | None) -> bool:
    if argument is None:
        return False
    value = _value(argument)
    if not isinstance(value, bool):
        _refuse(argument)
    return value


def _refuse(argument: Argument, hint: str = "") -> NoReturn:
    function = "t2" if argument.name in ("d", "ord", "full") else "s"
    raise InvalidFormula(
        f"Argument '{argument.name}' of a smooth cannot be "
        f"{write(argument.value) if argument.value is not None else 'empty'}.",
        span=argument.span,
        hint=hint or _EXAMPLES[function],
    )
