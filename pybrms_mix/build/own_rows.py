"""Rows of single responses: ``y | subset(s) ~ x`` in a model of several responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.build.response_side import Side
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.response_names import response_name
from pybrms_mix.pieces.response import addition_values
from pybrms_mix.pieces.response.additions import Addition
from pybrms_mix.pieces.special.special_terms import SpecialTerm, calls
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Name

_SUBSET = "subset"


def check(sides: Sequence[Side]) -> None:
    """Refuse terms whose values belong to other rows than the response.

    Raises:
        InvalidFormula: in brms's words where brms refuses the terms too.
    """
    by_resp = {side.mixture.resp: side for side in sides if _SUBSET in side.formula.additions}
    for side in sides:
        is_subset = side.mixture.resp in by_resp
        for call in _special(side, "me"):
            if by_resp:
                first = next(iter(by_resp.values())).formula.additions[_SUBSET]
                raise InvalidFormula(
                    "Argument 'subset' is not supported when using 'me' terms.",
                    span=call.span if is_subset else first.span,
                    hint="Remove these rows from the data instead.",
                )
        for call in _special(side, "mi"):
            indexed = any(a.name == "idx" for a in call.arguments)
            if is_subset and not indexed:
                raise InvalidFormula(
                    "mi() terms in subsetted formulas require the 'idx' argument to be specified.",
                    span=call.span,
                    hint="The two responses are defined on different rows.",
                )
            idx = call.arguments[0].value if call.arguments else None
            if not indexed and isinstance(idx, Name) and response_name(idx) in by_resp:
                # brms 2.18 takes the values of the first rows.
                raise InvalidFormula(
                    f"'{write(call)}' needs values of '{idx.text}' in rows that its "
                    "'subset()' leaves out.",
                    span=call.span,
                    hint=f"Leave 'subset()' out, or set '{idx.text}' to NA in these rows.",
                )


def _special(side: Side, name: str) -> Iterator[Call]:
    """Yield the calls of ``me()`` or ``mi()`` in the formula of a response."""
    for predictor in side.assigned.values():
        for term in predictor.terms:
            if isinstance(term, SpecialTerm):
                yield from calls(term.node, name)


def spared(
    sides: Sequence[Side], data: Any, names: Sequence[Name], beside: Mapping[str, Any]
) -> dict[str, np.ndarray]:
    """Return which rows no response reads, for each column that may be missing in some of them.

    A column may be missing in rows that ``subset()`` leaves out for all responses that read it.
    """
    if not any(_SUBSET in side.formula.additions for side in sides):
        return {}
    all_rows = Frame.of(data, names, holes=[name.text for name in names], **beside)
    selected = _subset_rows(sides, all_rows)
    spared_rows: dict[str, np.ndarray] = {}
    for side in sides:
        unread = (
            ~selected[side.mixture.resp]
            if side.mixture.resp in selected
            else np.zeros(all_rows.N, bool)
        )
        for name in side.columns:
            spared_rows[name.text] = spared_rows.get(name.text, np.ones(all_rows.N, bool)) & unread
    return spared_rows


def with_parts(sides: Sequence[Side], frame: Frame) -> Frame:
    """Return the rows of the model with those of each response that has ``subset()``.

    Raises:
        InvalidData: if a response has no row, or if the values of ``subset()`` are not logicals.
    """
    return frame.with_parts(_subset_rows(sides, frame))


def _subset_rows(sides: Sequence[Side], frame: Frame) -> dict[str, np.ndarray]:
    """Return the rows of each response that has ``subset()``: each (N,)."""
    return {
        side.mixture.resp: addition_values.subset(Addition.of(_SUBSET, call, frame))
        for side in sides
        for name, call in side.formula.additions.items()
        if name == _SUBSET
    }
