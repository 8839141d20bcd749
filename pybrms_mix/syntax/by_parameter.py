"""The arguments of a call by the names of a function's parameters."""

from __future__ import annotations

from collections.abc import Sequence

from pybrms_mix.base.errors import PybrmsError, did_you_mean
from pybrms_mix.syntax.nodes import Argument, Call, called


def by_parameter(
    call: Call, parameters: Sequence[str], error: type[PybrmsError]
) -> dict[str, Argument]:
    """Return the arguments of ``call`` by parameter: by full name, then by position.

    Raises:
        error: for an unknown argument, an argument that occurs twice, or too many arguments.
    """
    names_in_call = {a.name for a in call.arguments if a.name}
    free = [name for name in parameters if name not in names_in_call]
    by_name: dict[str, Argument] = {}
    for argument in call.arguments:
        name = argument.name or (free.pop(0) if free else "")
        if name not in parameters or name in by_name:
            problem = "has too many arguments"
            if name:
                problem = f"{'takes one' if name in by_name else 'has no'} argument '{name}'"
            raise error(
                f"'{called(call)}()' {problem}.",
                span=argument.span or call.span,
                hint=did_you_mean(name, parameters) if name not in by_name else "",
            )
        by_name[name] = argument
    return by_name
