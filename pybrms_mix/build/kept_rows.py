"""Rows that a model keeps although a response is missing in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.frame import Frame
from pybrms_mix.syntax.nodes import Call, Name, Node, called, children


def check(predictors: Iterable[Node], frame: Frame, gaps: Iterable[str]) -> None:
    """Refuse predictors that read a missing response other than by ``mi()``.

    Args:
        predictors: the right-hand sides of the formulas.
        frame: the rows of the model.
        gaps: the columns that may be missing in these rows.

    Raises:
        InvalidData: at the place of the variable.
    """
    incomplete = {name for name in gaps if frame.holes([name]).any()}
    for predictor in predictors:
        for name in _read(predictor):
            if name.text in incomplete:
                raise InvalidData(
                    f"'{name.text}' has missing values in rows that the model keeps, since "
                    f"'{name.text}' is also a response.",
                    span=name.span,
                    hint=f"Write mi({name.text}) if the response has 'mi()', or leave these rows "
                    "out of the data.",
                )


def _read(node: Node) -> Iterator[Name]:
    """Yield the variables of an expression that stand in no call of ``mi()``."""
    match node:
        case Name():
            yield node
        case Call(_, arguments):
            if called(node) != "mi":
                for argument in arguments:
                    if argument.value is not None:
                        yield from _read(argument.value)
        case _:
            for child in children(node):
                yield from _read(child)
