"""The functions of R that can be ported, by what they are for."""

from pybrms_mix.rscript.vocabulary import (
    chance,
    frames,
    models,
    output,
    plots,
    reach,
    repeat,
    simple,
    tables,
    vectors,
)

__all__ = [
    "chance", "frames", "models", "output", "plots", "reach", "repeat", "simple", "tables",
    "vectors",
]  # fmt: skip
