"""Fits of brms with parts of the wrong class: they are read, or refused by an error of ours."""

from __future__ import annotations

import contextlib
import gzip
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData, InvalidFile, PybrmsError
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
    named,
)
from pybrms_mix.store.brmsfit.brmsfit_file import fit_of
from tests.fuzz.budget import rounds, seed
from tests.fuzz.test_damaged_files import DAMAGES

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


Parts = dict[str, RObject]


def _sim(parts: Parts) -> Parts:
    return named(attributes(parts["fit"])["sim"])


def _set(parts: Parts, name: str, value: float) -> None:
    item = _sim(parts)[name]
    assert isinstance(item, RVector)
    item.values = np.full(len(item.values), value, dtype=np.asarray(item.values).dtype)


def _items(value: RObject) -> list[RObject]:
    assert isinstance(value, RList)
    return value.items


def _without_a_response(parts: Parts) -> None:
    column = named(parts["data"])["waiting"]
    assert isinstance(column, RVector)
    assert column.kind == "integer"
    column.values = np.array([-(2**31), *np.asarray(column.values)[1:]], dtype=np.int32)


def _without_prior_rows(parts: Parts) -> None:
    for column in _items(parts["prior"]):
        assert isinstance(column, RVector)
        column.values = column.values[:0]


# Parts of a file that contradict each other, by a function that changes one of them.
CONTRADICTIONS: dict[str, Callable[[Parts], Any]] = {
    "draws of warm-up among the draws": lambda parts: _set(parts, "warmup2", 0),
    "another thinning": lambda parts: _set(parts, "thin", 7),
    "another number of chains": lambda parts: _set(parts, "chains", 3),
    "another number of draws": lambda parts: _set(parts, "n_save", 7),
    "one chain of two": lambda parts: _items(_sim(parts)["samples"]).pop(),
    "no chains": lambda parts: _items(_sim(parts)["samples"]).clear(),
    "no settings": lambda parts: attributes(parts["fit"]).update(sim=RList([])),
    "a mixture of one": lambda parts: _items(named(parts["family"])["mix"]).pop(),
    "a mixture of none": lambda parts: _items(named(parts["family"])["mix"]).clear(),
    "a row without a response": _without_a_response,
    "no rows of priors": _without_prior_rows,
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_parts_that_contradict_each_other_are_refused(name: str) -> None:
    root = read(FOLDER.parent / "two_gaussians.rds")
    CONTRADICTIONS[name](named(root))
    with pytest.raises(InvalidFile, match=r"fit\.rds.*cannot be read"):
        fit_of(root, "fit.rds")


@pytest.mark.parametrize("kind", ["NULL", "a data frame", "a number"])
def test_something_else_in_the_place_of_the_draws_is_refused(kind: str) -> None:
    root = read(FOLDER.parent / "two_gaussians.rds")
    assert isinstance(root, RList)
    others: dict[str, RObject] = {"NULL": RNull(), "a data frame": named(root)["data"],
                                  "a number": RVector("double", np.array([4.0]))}  # fmt: skip
    root.items[list(named(root)).index("fit")] = others[kind]
    with pytest.raises(InvalidFile, match="the fit has no draws"):
        fit_of(root, "fit.rds")


def test_damaged_bytes_of_a_compressed_file_are_refused(tmp_path: Path) -> None:
    """Checksums of gzip and xz cover all contents; bytes that hold none of them may differ."""
    rng, path = np.random.default_rng(seed()), tmp_path / "fit.rds"
    content = gzip.decompress((FOLDER.parent / "two_gaussians.rds").read_bytes())
    whole = pm.read_brmsfit(FOLDER.parent / "two_gaussians.rds")
    for number in rounds(180):
        packed = gzip.compress(content) if number % 2 else lzma.compress(content, preset=0)
        path.write_bytes(DAMAGES[number % len(DAMAGES)](packed, rng))
        try:
            fit = pm.read_brmsfit(path)
        except InvalidFile:
            continue
        np.testing.assert_array_equal(fit.posterior.values, whole.posterior.values)
        assert str(fit) == str(whole)


def test_damaged_bytes_of_an_uncompressed_file_give_a_fit_or_are_refused(tmp_path: Path) -> None:
    """Without a checksum, another number is a number; another structure is refused."""
    rng, path = np.random.default_rng(seed()), tmp_path / "fit.rds"
    content = gzip.decompress((FOLDER.parent / "two_gaussians.rds").read_bytes())
    for number in rounds(180):
        path.write_bytes(DAMAGES[number % len(DAMAGES)](content, rng))
        with contextlib.suppress(InvalidFile):
            assert pm.read_brmsfit(path).posterior.values.shape == (2, 100, 8)
