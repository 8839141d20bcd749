"""The functions of R that can be ported, by what they are for."""

from pybrms_mix.rscript.vocabulary import (
    control,
    frames,
    models,
    output,
    pictures,
    random_numbers,
    reach,
    repeat,
    rverbs,
    shapes,
    simple,
    tables,
    text,
    tidy,
    vectors,
)

__all__ = [
    "control",
    "frames",
    "models",
    "output",
    "pictures",
    "random_numbers",
    "reach",
    "repeat",
    "rverbs",
    "shapes",
    "simple",
    "tables",
    "text",
    "tidy",
    "vectors",
]
