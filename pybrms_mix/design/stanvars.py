"""``stanvar()``: Stan code and data of the user that are added to a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, NotSupported, RSyntaxError, Span, did_you_mean
from pybrms_mix.base.public_calls import public, public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.base.stan_names import is_stan_name
from pybrms_mix.syntax.by_parameter import by_parameter
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Number, called
from pybrms_mix.syntax.parse import parse

BLOCKS = (
    "data", "tdata", "parameters", "tparameters", "model", "genquant", "functions", "likelihood",
)  # fmt: skip
KEY = "stanvars()"
"""The name under which ``data2`` holds the stanvars of a model. No formula can have it."""

FUNCTIONS = "custom_family()"
"""The name under which ``data2`` holds the Python functions of custom families."""

_ARGUMENTS = ("x", "name", "scode", "block", "position", "pll_args")
_POSITIONS = ("start", "end")


@dataclass(frozen=True, eq=False)
class Stanvar:
    """One piece of Stan code, or one variable of the data block with its value.

    Attributes:
        name: the name of the variable of the data block; "" for code.
        value: the value of the variable; None for code.
        code: the code; "" if the declaration of the variable follows from its value.
        block: the block of the program, by brms's word.
        span: the place of the code in R text.
    """

    name: str = ""
    value: np.ndarray | None = None
    code: str = ""
    block: str = "data"
    span: Span | None = field(default=None, repr=False)


@public_methods
@dataclass(frozen=True, eq=False)
class Stanvars(Shown):
    """Stan code and data that ``brm(..., stanvars = )`` adds to a program.

    The operator ``+`` joins several of these objects.

    Attributes
    ----------
    items : tuple of Stanvar
        The pieces of code and the variables, in their order.
    """

    items: tuple[Stanvar, ...] = ()

    def __add__(self, other: Stanvars) -> Stanvars:
        """Return the stanvars of both objects as one.

        Raises:
            InvalidArgument: if two variables have the same name.
        """
        return joined([self, other])

    def __repr__(self) -> str:
        """Return one line for each variable, and the code of the stanvars without a variable."""
        lines = [
            f"{s.block}: {s.code.strip() or s.name} = {s.value.tolist()}" if s.value is not None
            else f"{s.block}: {s.code.strip()}"
            for s in self.items
        ]  # fmt: skip
        return "\n".join(lines)

    @property
    def as_json(self) -> list[dict[str, Any]]:
        """Return the attributes of each stanvar as values that JSON can hold."""
        return [
            {
                "name": s.name, "code": s.code, "block": s.block,
                "value": None if s.value is None else s.value.tolist(),
                "whole": s.value is not None and s.value.dtype.kind == "i",
            }
            for s in self.items
        ]  # fmt: skip

    def of(self, *blocks: str) -> tuple[Stanvar, ...]:
        """Return the stanvars of some blocks.

        Parameters
        ----------
        *blocks : str
            The blocks, by brms's words.

        Returns
        -------
        tuple of Stanvar
            The stanvars, in their order.
        """
        return tuple(s for s in self.items if s.block in blocks)


@public
def stanvar(
    x: object = None,
    name: str | None = None,
    scode: str | None = None,
    block: str = "data",
    position: str = "start",
    pll_args: object = None,
) -> Stanvars:
    """Define data or Stan code that is added to the program of a model, like brms's ``stanvar()``.

    Parameters
    ----------
    x : number or array, optional
        The value of a variable of the data block. Whole numbers (Python's int) become Stan's
        ``int``, other numbers ``real``, and one-dimensional arrays of these vectors.
    name : str, optional
        The name of the variable in the program. Priors can use it: ``"normal(m0, 1)"``.
    scode : str, optional
        Stan code. With ``x`` it is the declaration of the variable. The syntax is that of current
        Stan: ``array[3] int k``, not ``int k[3]``.
    block : {"data", "tdata", "parameters", "tparameters", "model", "genquant", "functions"}
        The block of the program to which the code is added.
    position : {"start", "end"}
        The place within the block. Both have the same effect: the code follows that of the package.
    pll_args : optional
        The argument of brms for parallel likelihoods. It has no effect.

    Returns
    -------
    Stanvars
        An object for ``brm(..., stanvars = )``. ``+`` joins several.

    Raises
    ------
    InvalidArgument
        With brms's message, if an argument is missing or invalid.
    NotSupported
        For ``block = "likelihood"``: the program computes predictors in an order of its own.

    See Also
    --------
    custom_family : A family whose density is a Stan function of the user.

    Examples
    --------
    >>> from pybrms_mix import make_stancode, stanvar
    >>> centre = stanvar(2.5, name="centre")
    >>> code = make_stancode(
    ...     "y ~ x", {"y": [0.1, 2.0, 1.0], "x": [1, 2, 4]},
    ...     prior="prior(normal(centre, 1), class = b)", stanvars=centre,
    ... )
    >>> "normal_lpdf(b | centre, 1)" in code
    True
    """
    return Stanvars((_checked(x, name, scode, block, position),))


def _checked(
    x: object, name: str | None, scode: str | None, block: str, position: str,
    span: Span | None = None,
) -> Stanvar:  # fmt: skip
    """Return a stanvar after brms's checks."""
    if block not in BLOCKS:
        words = ", ".join(f"“{b}”" for b in BLOCKS)
        raise InvalidArgument(
            f"'arg' should be one of {words}", span=span, hint=did_you_mean(block, BLOCKS)
        )
    if position not in _POSITIONS:
        raise InvalidArgument("'arg' should be one of “start”, “end”", span=span)
    if block == "likelihood":
        raise NotSupported(
            "'stanvar(block = \"likelihood\")' is not supported: the linear predictors are not "
            "computed in the same order as in brms's programs.", span=span,
            hint=
                'Code in block = "model" can add to the log density; a non-linear formula can '
                "change mu.",
        )  # fmt: skip
    if block != "data":
        if not scode:
            raise InvalidArgument("Argument 'scode' is required if block is not 'data'.", span=span)
        return Stanvar(code=scode, block=block, span=span)
    if x is None:
        raise InvalidArgument("Argument 'x' is required if block = 'data'.", span=span)
    if name is None or not is_stan_name(name):
        raise InvalidArgument(
            f"'{name or ''}' is not a valid variable name in Stan.", span=span,
            hint='For example stanvar(2.5, name = "m0").',
        )  # fmt: skip
    return Stanvar(name, _numbers(x, name, span), scode or "", block, span)


def _numbers(x: object, name: str, span: Span | None) -> np.ndarray:
    array = np.asarray(x)
    if array.dtype.kind not in "biuf":
        raise InvalidArgument(
            f"The value of the stanvar '{name}' must be numeric.", span=span,
            hint="Give a number, a list of numbers or an array.",
        )  # fmt: skip
    return array.astype(np.int64) if array.dtype.kind in "biu" else array.astype(float)


def joined(each: Iterable[Stanvars]) -> Stanvars:
    """Return the stanvars of several objects as one.

    Raises:
        InvalidArgument: if two variables have the same name.
    """
    items = tuple(s for stanvars in each for s in stanvars.items)
    names = [s.name for s in items if s.name]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise InvalidArgument(
            "Duplicated names in 'stanvars' are not allowed.", hint=f"Twice: {twice[0]}."
        )
    return Stanvars(items)


def read_stanvars(value: object) -> Stanvars:
    """Return the stanvars from the argument of ``brm()``: an object, R text, or a list of these.

    Raises:
        InvalidArgument: for any other value.
    """
    match value:
        case None:
            return Stanvars()
        case Stanvars():
            return value
        case str():
            try:
                return _of_node(parse(value))
            except RSyntaxError as error:
                # Stan code without stanvar() is the likely mistake, and no R.
                raise _invalid(error.span) from None
        case list() | tuple():
            return joined([read_stanvars(v) for v in value])
    raise _invalid(None)


def beside(data2: Mapping[str, Any], stanvars: Stanvars) -> Mapping[str, Any]:
    """Return ``data2`` with the stanvars of a model, if there are any."""
    return {**data2, KEY: stanvars} if stanvars.items else data2


def stanvars_of(data2: Mapping[str, Any]) -> Stanvars:
    """Return the stanvars that ``data2`` holds."""
    stanvars = data2.get(KEY)
    return stanvars if isinstance(stanvars, Stanvars) else Stanvars()


def from_said(said: Iterable[Mapping[str, Any]]) -> Stanvars:
    """Return stanvars from the attributes that ``Stanvars.as_json`` returned."""
    stanvars = []
    for item in said:
        value = item["value"]
        array = None if value is None else np.asarray(value, np.int64 if item["whole"] else float)
        stanvars.append(Stanvar(str(item["name"]), array, str(item["code"]), str(item["block"])))
    return Stanvars(tuple(stanvars))


def _of_node(node: Node) -> Stanvars:
    """Return the stanvars of R text: ``stanvar(...) + stanvar(...)`` or ``c(...)``."""
    match node:
        case Infix(left, "+", right):
            return joined([_of_node(left), _of_node(right)])
        case Call(_, arguments) if called(node) == "c":
            return joined([_of_node(a.value) for a in arguments if a.value is not None])
        case Call() if called(node) == "stanvar":
            by_name = _matched(node)
            x = by_name.get("x")
            name = _literal(by_name.get("name"))
            if name is None and isinstance(x, Name):
                name = x.text
            return Stanvars((
                _checked(
                    _reals(x), name, _literal(by_name.get("scode")),
                    _literal(by_name.get("block")) or "data",
                    _literal(by_name.get("position")) or "start", node.span,
                ),
            ))  # fmt: skip
    raise _invalid(getattr(node, "span", None))


def _invalid(span: Span | None) -> InvalidArgument:
    return InvalidArgument(
        "Argument 'stanvars' is invalid. See ?stanvar for help.",
        span=span,
        hint='Give stanvar(scode = "...", block = "functions"); join several by "+".',
    )


def _matched(node: Call) -> dict[str, Node]:
    """Return the values of the arguments that are not NULL."""
    by_name = by_parameter(node, _ARGUMENTS, InvalidArgument)
    values = {name: argument.value for name, argument in by_name.items()}
    return {n: v for n, v in values.items() if v is not None and v != Name("NULL")}


def _literal(node: Node | None) -> Any:
    return None if node is None else literal(node)


def _reals(node: Node | None) -> object:
    """Return the value of ``x``: R's numbers are doubles unless they are ``1L`` or ``1:3``."""
    if node is None:
        return None
    value = literal(node)
    return value if _whole(node) else np.asarray(value, dtype=float)


def _whole(node: Node) -> bool:
    match node:
        case Number(text):
            return text.endswith("L")
        case Infix(_, ":", _):
            return True
        case Call(_, arguments) if called(node) == "c":
            return all(a.value is not None and _whole(a.value) for a in arguments)
    return False
