"""Bases of smooth functions, and the arrays from which a stored basis is restored.

A basis starts from simple functions, such as distances from knots. Their linear combinations are
its columns: first blocks of columns with a penalty, each block with a standard deviation of its
own, then columns without a penalty. The penalty of a block is the sum of squares of coefficients.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.rvalues import Factor

Rows: TypeAlias = np.ndarray | Factor
Values: TypeAlias = Sequence[Rows]  # the variables of a smooth, in their order
Arrays: TypeAlias = Mapping[str, np.ndarray]

_SAME = 1e-8  # the largest rounding error of knots, as a share of the largest knot


@dataclass(frozen=True, eq=False)
class Raw:
    """Columns with one penalty, before constraints.

    Attributes:
        change: the coefficients of the columns on the functions: (functions, columns).
        penalty: the matrix of the penalty: (columns, columns).
        anchors: rows whose values distinguish columns without a penalty: (any, columns); None to
            distinguish them by their coefficients.
    """

    change: np.ndarray
    penalty: np.ndarray
    anchors: np.ndarray | None = None


class Functions(ABC):
    """Functions of one or several variables. Arrays such as knots determine them."""

    @abstractmethod
    def at(self, values: Values) -> np.ndarray:
        """Return the functions at N rows: (N, functions)."""

    @property
    @abstractmethod
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the arrays that determine the functions, by name."""

    @property
    @abstractmethod
    def columns(self) -> int:
        """Return the number of columns before constraints."""


class PenalisedFunctions(Functions):
    """Functions with one penalty."""

    @property
    @abstractmethod
    def flat(self) -> int:
        """Return the number of columns without a penalty, before constraints."""

    @abstractmethod
    def raw(self, values: Values) -> Raw:
        """Return the columns before constraints, given the rows of the fit."""


@dataclass(frozen=True, eq=False)
class Basis:
    """The columns of a smooth function.

    Attributes:
        functions: the functions that the columns combine.
        change: the coefficients of the columns on the functions: (functions, columns).
        blocks: the sizes of the blocks of columns with a penalty, which come first.
    """

    functions: Functions
    change: np.ndarray
    blocks: tuple[int, ...]

    @property
    def penalised(self) -> int:
        """Return the number of columns with a penalty."""
        return sum(self.blocks)

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the arrays that determine the basis, by name."""
        arrays = {"change": self.change, "blocks": np.array(self.blocks, dtype=int)}
        return {**arrays, **self.functions.arrays}

    def at(self, values: Values) -> np.ndarray:
        """Return the columns at N rows: (N, columns)."""
        return np.asarray(self.functions.at(values) @ self.change)


def numbers(values: Values) -> np.ndarray:
    """Return numeric variables as a matrix: (N, variables)."""
    return np.column_stack([np.asarray(v, dtype=float) for v in values])


def row_products(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the products of columns of ``left`` and ``right``; those of ``right`` vary fastest."""
    return np.asarray((left[:, :, None] * right[:, None, :]).reshape(len(left), -1))


def part_of(arrays: Arrays | None, number: int) -> dict[str, np.ndarray] | None:
    """Return the arrays of the part ``number`` of a basis, or None if there are no arrays."""
    if arrays is None:
        return None
    start = f"{number}."
    return {k.removeprefix(start): v for k, v in arrays.items() if k.startswith(start)}


def parts_arrays(parts: Sequence[Basis]) -> dict[str, np.ndarray]:
    """Return the arrays of all parts of a basis. Each name begins with the number of the part."""
    return {f"{at}.{k}": v for at, part in enumerate(parts) for k, v in part.arrays.items()}


def kept_basis(
    functions: Functions, arrays: Arrays, columns: int, blocks: tuple[int, ...]
) -> Basis:
    """Return the basis stored in ``arrays``, after a check that it belongs to ``functions``.

    Args:
        functions: the functions that the columns combine.
        arrays: the arrays by name.
        columns: the number of columns.
        blocks: the sizes of the blocks with a penalty.

    A basis is stored because eigenvectors of equal eigenvalues are not unique: another machine may
    compute another basis. Coefficients are valid for the basis with which they were sampled.

    Raises:
        InvalidData: if arrays are missing, have the wrong shape, are not finite, or belong to other
            rows.
    """
    computed = functions.arrays
    size = np.shape(arrays.get("change", ()))
    computed = {**computed, "blocks": np.array(blocks, dtype=int)}
    shapes = {name: np.shape(array) for name, array in arrays.items()}
    expected = {name: array.shape for name, array in computed.items()}
    expected["change"] = (*size[:1], columns)
    if shapes != expected or not all(np.isfinite(array).all() for array in arrays.values()):
        raise InvalidData("The stored basis of a smooth does not have the arrays of its term.")
    if not all(_near(arrays[name], array) for name, array in computed.items()):
        raise InvalidData("The stored basis of a smooth was computed from other rows.")
    return Basis(functions, np.asarray(arrays["change"], dtype=float), blocks)


def _near(stored: np.ndarray, computed: np.ndarray) -> bool:
    return bool((np.abs(stored - computed) <= _SAME * np.abs(computed).max(initial=0.0)).all())
