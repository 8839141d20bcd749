"""Smooth terms of a formula, such as ``s(x, k = 5)`` and ``t2(x, z)``, as they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.base.on_demand import module_on_demand
from pybrms_mix.model.term_kinds import Term
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Name, Node, called, children, variables
from pybrms_mix.syntax.summands import split

if TYPE_CHECKING:
    from pybrms_mix.design.smooths.smooth_call import SmoothCall
    from pybrms_mix.pieces.smooth import smooth_arguments
else:
    smooth_arguments = module_on_demand("pybrms_mix.pieces.smooth.smooth_arguments")

FUNCTIONS = ("s", "t2")


@dataclass(frozen=True)
class SmoothTerm(Term):
    """A smooth function of one or several variables.

    Attributes:
        call: the call of ``s()`` or ``t2()``.
        arguments: the variables.
        by: a number that multiplies the function, or a factor with a function for each level.
        smooth: the arguments of the call.
    """

    call: Call
    arguments: tuple[Node, ...]
    by: Node | None
    smooth: SmoothCall

    @property
    def function(self) -> str:
        """Return the name of the function that is called."""
        return str(called(self.call))

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the term reads."""
        nodes = (*self.arguments, *([] if self.by is None else [self.by]))
        return tuple({v.text: v for node in nodes for v in variables(node)}.values())


def read(node: Node | None) -> tuple[list[SmoothTerm], Node | None]:
    """Return the smooth terms among the summands of ``node``, and the rest.

    Raises:
        InvalidFormula: if a smooth is a part of another term, or its arguments are wrong.
        NotSupported: for bases and arguments that are not supported.
    """
    calls, rest = split(node, lambda n: called(n) in FUNCTIONS)
    if rest is not None:
        _refuse_parts(rest)
    parts = [(n, smooth_arguments.parts_of_call(n)) for n in calls if isinstance(n, Call)]
    terms = {write(n): SmoothTerm(n, *arguments) for n, arguments in parts}
    return list(terms.values()), rest


def _refuse_parts(node: Node) -> None:
    """Refuse smooths inside another term."""
    for child in children(node):
        if called(child) in FUNCTIONS:
            raise InvalidFormula(
                f"The term '{write(node)}' is invalid in brms syntax.",
                span=node.span,
                hint="A smooth must be a separate term: s(x, by = z) multiplies it by z.",
            )
        _refuse_parts(child)
