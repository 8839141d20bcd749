"""The functions of R that can be ported, by what they are for."""

from pybrms_mix.rscript.vocabulary import (
    frames,
    grouped,
    models,
    output,
    pictures,
    random_numbers,
    reach,
    repeat,
    shapes,
    simple,
    tables,
    text,
    vectors,
)

__all__ = [
    "frames",
    "grouped",
    "models",
    "output",
    "pictures",
    "random_numbers",
    "reach",
    "repeat",
    "shapes",
    "simple",
    "tables",
    "text",
    "vectors",
]
