"""The functions of R that can be ported, by what they are for."""

from pybrms_mix.rscript.vocabulary import (
    control,
    frame_calls,
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
    text_calls,
    tidy,
    vector_calls,
)

__all__ = [
    "control",
    "frame_calls",
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
    "text_calls",
    "tidy",
    "vector_calls",
]
