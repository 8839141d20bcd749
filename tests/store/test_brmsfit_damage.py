"""Fits of brms with parts of the wrong class: they are read, or refused by an error of ours."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.base.errors import InvalidData, PybrmsError
from pybrms_mix.design.contrasts import codings
from pybrms_mix.rfile.read_rds import read
from pybrms_mix.rfile.robjects import (
    REnvironment,
    RList,
    RNull,
    RObject,
    ROpaque,
    RPairs,
    RSymbol,
    RVector,
    attributes,
)
from pybrms_mix.store.brmsfit.brmsfit_file import fit_of

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

FOLDER = Path(__file__).parents[1] / "reference" / "rds" / "after"
OTHERS: tuple[RObject, ...] = (
    RNull(),
    RSymbol("x"),
    RVector("character", [None]),
    RVector("character", []),
    RVector("double", np.array([1e308])),
    RVector("double", np.array([np.nan, -1.5])),
    RVector("integer", np.array([3, -(2**31)], dtype=np.int32)),
    RVector("logical", np.array([1], dtype=np.int32)),
    RVector("complex", np.array([1j])),
    RVector("raw", memoryview(b"ab")),
    RList([]),
    RList([RNull()]),
    RPairs([]),
    RPairs([(None, RSymbol("f"))], call=True),
    REnvironment(),
    ROpaque("closure"),
)


def _places(value: RObject, name: str = "") -> Iterator[tuple[Any, Any]]:
    """Yield the containers in a value and the keys of their items, except draws."""
    held: list[tuple[Any, Any, RObject]] = [
        (attributes(value), key, item) for key, item in attributes(value).items()
    ]
    if isinstance(value, RList) and name != "samples":
        held += [(value.items, at, item) for at, item in enumerate(value.items)]
    names = getattr(attributes(value).get("names"), "values", [])
    for container, key, item in held:
        yield container, key
        own = names[key] if isinstance(key, int) and key < len(names) else key
        yield from _places(item, own)
    if isinstance(value, RPairs):
        for at, (_, item) in enumerate(value.pairs):
            yield value.pairs, at
            yield from _places(item)


def test_a_part_of_another_class_is_read_or_refused() -> None:
    root = read(FOLDER / "structure.rds")
    for at, (container, key) in enumerate(list(_places(root))):
        kept, other = container[key], OTHERS[at % len(OTHERS)]
        container[key] = (kept[0], other) if isinstance(kept, tuple) else other
        with contextlib.suppress(PybrmsError):
            fit_of(root, "fit.rds")
        container[key] = kept


@pytest.mark.parametrize("value", [{"a": 1}, [["x"]], pd.DataFrame({"a": ["u"]}), [1.0], [[1], []]])
def test_contrasts_that_are_no_matrix_of_numbers_are_refused(value: Any) -> None:
    with pytest.raises(InvalidData, match="not a numeric matrix"):
        codings({"f": value})
