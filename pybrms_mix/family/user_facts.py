"""Facts about a family that a user defines, and the user's Python functions."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pybrms_mix.base.errors import InvalidFamily

METHODS = ("log_lik", "posterior_predict", "posterior_epred")
"""The arguments of ``custom_family()`` that hold Python functions, under their names in brms."""

# The names in a user's Stan text that are addition terms of a response.
_ADDED = re.compile(r"(se|trials|dec|vint\d+|vreal\d+)(?!\w)")

# The modules that hold the names of a script: that of the interpreter, and its copy in a worker.
_SCRIPTS = ("__main__", "__mp_main__")


@dataclass(frozen=True, eq=False)
class Functions:
    """The user's Python functions of one family.

    If ``custom_family()`` did not receive a function, the function is looked up by brms's name,
    ``log_lik_NAME``, when it is needed. It may be defined in a ported script, in the code that
    called ``custom_family()``, or in the script that is running.

    Attributes:
        name: the name of the family.
        functions: the functions that ``custom_family()`` received, by the name of the argument.
        scope: the global names of the code that called ``custom_family()``.
    """

    name: str
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict, repr=False)
    scope: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def find(self, method: str) -> Callable[..., Any] | None:
        """Return the function ``method``, one of ``METHODS``; None if there is none."""
        if method in self.functions:
            return self.functions[method]
        scripts = [vars(sys.modules[m]) for m in _SCRIPTS if m in sys.modules]
        for names in (_DEFINED, self.scope, *scripts):
            function = names.get(f"{method}_{self.name}")
            if callable(function):
                return function
        return None

    def need(self, method: str) -> Callable[..., Any]:
        """Return the function ``method``.

        Raises:
            InvalidFamily: if the user has not defined the function.
        """
        function = self.find(method)
        if function is not None:
            return function
        arguments = "prep" if method == "posterior_epred" else "i, prep"
        raise InvalidFamily(
            f"The custom family '{self.name}' has no function '{method}'.",
            hint=f"Give custom_family(..., {method} = f), or define {method}_{self.name}"
            f"({arguments}) in the script. Functions are not stored with a fit: a script that "
            "loads one has to define them as well.",
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the functions that are found in this process, for another process.

        The global names themselves are not pickled.
        """
        functions = {m: self.find(m) for m in METHODS}
        return Functions, (self.name, {m: f for m, f in functions.items() if f is not None})


@dataclass(frozen=True, eq=False)
class UserFacts:
    """Facts that only a family of the user has.

    Attributes:
        text: R text of the call of ``custom_family()``. A stored fit holds this text.
        functions: the user's Python functions.
        loop: whether the Stan function gives the density of one row, not of all rows together.
    """

    text: str
    functions: Functions
    loop: bool = True


_REMEMBERED: dict[str, Functions] = {}
_DEFINED: dict[str, Callable[..., Any]] = {}


def define(name: str, function: Callable[..., Any]) -> None:
    """Store a function under brms's name, ``log_lik_NAME``, for families of this process."""
    _DEFINED[name] = function


def remember(text: str, functions: Functions) -> None:
    """Store the functions of the family that R text describes, for models read from text."""
    _REMEMBERED[text] = functions


def remembered(text: str, name: str) -> Functions:
    """Return the functions that this process has for the family that R text describes."""
    return _REMEMBERED.get(text) or Functions(name)


def of_response(text: str, suffix: str) -> str:
    """Return an argument that a user wrote in Stan, with the addition terms of one response.

    >>> of_response("vreal1[n]", "_y")
    'vreal1_y[n]'
    """
    head = _ADDED.match(text)
    return f"{head[0]}{suffix}{text[head.end() :]}" if head else text
