"""Model to Stan's data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pybrms_mix.model.ir import Model

_DECLARATION = re.compile(
    r"^  (?:array\[[^]]*\] )?[a-z_]+(?:<[^>]*>)?(?:\[[^]]*\])? (\w+)(?: = [^;]*)?;", re.MULTILINE
)


def data(model: Model, *, prior_only: bool) -> dict[str, Any]:
    """Return the data under brms's names; some no program reads (``X`` of an intercept)."""
    found: dict[str, Any] = {}
    for piece in model.pieces:
        found.update(piece.data())
    return {**found, "prior_only": int(prior_only)}


def reported(program: str) -> tuple[str, ...]:
    """Return the names of the variables of which ``program`` gives draws."""
    found: list[str] = []
    for name in ("parameters", "transformed parameters", "generated quantities"):
        start = program.index(f"\n{name} {{")
        block = program[start : program.index("\n}", start)]
        found += _DECLARATION.findall(block)
    return tuple(found)


def declared(program: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data that ``program`` declares: what an engine has to be given."""
    start = program.index("\ndata {")
    block = program[start : program.index("\n}", start)]
    names = set(re.findall(r"(\w+);", re.sub(r"//[^\n]*", "", block)))
    return {name: value for name, value in data.items() if name in names}
