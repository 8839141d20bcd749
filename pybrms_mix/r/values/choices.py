"""Arguments that name one of several choices, which R completes: ``alternative = "g"``."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from pybrms_mix.base.errors import InvalidArgument

F = TypeVar("F", bound=Callable[..., Any])

ALTERNATIVES = ("two.sided", "less", "greater")
CORRELATIONS = ("pearson", "kendall", "spearman")


def completed(name: str, text: Any, choices: Sequence[str]) -> str:
    """Return the choice that begins with a text.

    Raises
    ------
    InvalidArgument
        If no choice begins with the text, or several choices do.

    Examples
    --------
    >>> completed("alternative", "g", ALTERNATIVES)
    'greater'
    """
    value = text.item() if getattr(text, "size", 0) == 1 and hasattr(text, "item") else text
    exact = [c for c in choices if c == value]
    matches = exact or [c for c in choices if isinstance(value, str) and c.startswith(value)]
    if len(matches) != 1:
        quoted = ", ".join(f"'{c}'" for c in choices)
        raise InvalidArgument(f"'{name}' is one of {quoted}, but it is {value!r}.")
    return matches[0]


def completes(**choices: Sequence[str]) -> Callable[[F], F]:
    """Let arguments of a function be the beginnings of their choices, as R's ``match.arg()``."""

    def decorated(function: F) -> F:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def with_choices(*values: Any, **named: Any) -> Any:
            bound = signature.bind(*values, **named)
            for name, of_name in choices.items():
                if name in bound.arguments:
                    bound.arguments[name] = completed(name, bound.arguments[name], of_name)
            return function(*bound.args, **bound.kwargs)

        return cast("F", with_choices)

    return decorated
