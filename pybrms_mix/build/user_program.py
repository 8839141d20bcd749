"""Stan code that a user adds to a program, and its checks by Stan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybrms_mix.base.errors import EngineError, InvalidArgument, Span
from pybrms_mix.base.on_demand import module_on_demand
from pybrms_mix.base.version import __version__
from pybrms_mix.design.stanvars import Stanvar, stanvars_of
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.user_code import UserCode
from pybrms_mix.stan.code import code, functions_alone
from pybrms_mix.stan.data import data, declared

if TYPE_CHECKING:
    from pybrms_mix.stan import front_end
else:
    front_end = module_on_demand("pybrms_mix.stan.front_end")

_DECLARING = ("parameters", "tparameters", "genquant")


def with_user_code(model: Model) -> Model:
    """Return the model with the code of its stanvars, which ``data2`` holds.

    Raises:
        InvalidArgument: if Stan does not accept functions of the user. The error points at the
            place in the user's text.
        EngineError: if the code declares variables and stanli, which determines their sizes, is
            missing.
    """
    stanvars = stanvars_of(model.frame.data2)
    if not stanvars.items:
        return model
    for stanvar in stanvars.of("functions"):
        _check_functions(stanvar, [s.code for s in stanvars.of("functions")])
    with_code = model.with_pieces(UserCode(stanvars, {}))
    if not stanvars.of(*_DECLARING):
        return with_code
    declared_names = {d.name for d in with_code.declarations}
    try:
        shapes_ = front_end.shapes(
            code(with_code, version=__version__),
            declared(with_code, data(with_code, prior_only=True)),
        )
    except front_end.Refusal as error:
        raise _in_program(error) from None
    user_shapes = {name: shape for name, shape in shapes_.items() if name not in declared_names}
    return model.with_pieces(UserCode(stanvars, user_shapes))


def check_program(model: Model) -> None:
    """Check the program of a model that has Stan code of the user.

    Raises:
        InvalidArgument: if Stan does not accept the program or its data. The message is Stan's.
    """
    custom = [c.family for c in model.mixture.every_component if c.family.own is not None]
    if not custom and not model.of(UserCode):
        return
    program, name = code(model, version=__version__), custom[0].name if custom else ""
    error = front_end.refused(program)
    if error is not None:
        raise _in_program(error, name)
    if not model.of(UserCode):
        return
    try:
        front_end.shapes(program, declared(model, data(model, prior_only=False)))
    except front_end.Refusal as refusal:
        raise _in_program(refusal, name) from None
    except EngineError:  # the engine that samples raises a more precise error
        return


def _in_program(error: front_end.Refusal, family: str = "") -> InvalidArgument:
    hint = "The program contains the code of stanvar() unchanged."
    if family:
        hint += (
            f" The Stan function '{family}_lpdf' is the density of the custom family "
            f"('{family}_lpmf' for counts); stanvar(scode = ..., block = \"functions\") defines "
            "it."
        )
    return InvalidArgument(
        f"Stan does not accept the program with the user's code.\n{error.message.strip()}",
        hint=hint,
    )


def _check_functions(stanvar: Stanvar, texts: list[str]) -> None:
    """Check one text with functions. It may call functions of the texts before it in ``texts``."""
    before = texts[: texts.index(stanvar.code)]
    error = front_end.refused(functions_alone([*before, stanvar.code]))
    if error is None:
        return
    line = error.line - 1 - sum(len(text.split("\n")) for text in before)
    code_ = stanvar.code
    lines = code_.split("\n")
    if not 0 < line <= len(lines):
        raise _in_program(error)
    start = sum(len(text) + 1 for text in lines[: line - 1]) + max(error.column, 0)
    raise InvalidArgument(
        "Stan does not accept the functions of stanvar().",
        span=Span(code_, start, start + 1),
        hint=error.reason,
    )
