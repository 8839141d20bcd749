"""Model to Stan's data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pybrms_mix.model.ir import Model


def data(model: Model, *, prior_only: bool) -> dict[str, Any]:
    """Return the data under brms's names, some of which no program reads (``X`` of an intercept)."""
    found: dict[str, Any] = {}
    for piece in model.pieces:
        found.update(piece.data())
    return {**found, "prior_only": int(prior_only)}


def declared(program: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data that ``program`` declares: what an engine has to be given."""
    start = program.index("\ndata {")
    block = program[start : program.index("\n}", start)]
    names = set(re.findall(r"(\w+);", re.sub(r"//[^\n]*", "", block)))
    return {name: value for name, value in data.items() if name in names}
