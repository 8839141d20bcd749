"""The functions of R that can be ported, by what they are for."""

from pybrms_mix.rscript.vocabulary import (
    chance,
    frames,
    groups,
    models,
    output,
    plots,
    reach,
    repeat,
    shapes,
    simple,
    tables,
    text,
    vectors,
)

__all__ = [
    "chance", "frames", "groups", "models", "output", "plots", "reach", "repeat", "shapes",
    "simple", "tables", "text", "vectors",
]  # fmt: skip
