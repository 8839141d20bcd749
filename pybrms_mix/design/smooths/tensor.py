"""Smooth surfaces of variables with different units: tensor products of smooth functions.

Source: Wood, Scheipl and Faraway (2013), "Straightforward intermediate rank tensor product
smoothing in mixed models". The columns of each margin are split into a part with a penalty and a
part without one. Each combination of the parts of all margins is a block of the product. Each block
has a penalty of its own, except the product of all parts without a penalty.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.design.smooths.basis import (
    Arrays,
    Basis,
    Functions,
    PenalisedFunctions,
    Values,
    kept_basis,
    part_of,
    parts_arrays,
    row_products,
)
from pybrms_mix.design.smooths.natural import (
    by_coefficients,
    complement,
    oriented,
    penalised_blocks,
)


@dataclass(frozen=True, eq=False)
class TensorProduct(Functions):
    """Products of the columns of margins.

    Attributes:
        parts: the columns of each margin.
        widths: the number of variables of each margin.
        full: whether each column without a penalty is a part by itself.
        orders: the products to keep, by their number of penalised parts; None keeps all products.
    """

    parts: tuple[Basis, ...]
    widths: tuple[int, ...]
    full: bool = False
    orders: tuple[int, ...] | None = None

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the arrays of the margins."""
        return parts_arrays(self.parts)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return the sizes of the penalised blocks."""
        return tuple(len(block) for block, order in self._products() if order)

    @property
    def columns(self) -> int:
        """Return the number of all columns."""
        return sum(len(block) for block, _ in self._products())

    def at(self, values: Values) -> np.ndarray:
        """Return the products: penalised blocks first."""
        products, start = self.parts[0].at(values[: self.widths[0]]), self.widths[0]
        for part, width in zip(self.parts[1:], self.widths[1:], strict=True):
            products = row_products(products, part.at(values[start : start + width]))
            start += width
        return products[:, [at for block, _ in self._products() for at in block]]

    def _products(self) -> list[tuple[list[int], int]]:
        """Return the positions of each block's columns among all products, and the block's order.

        The order is the number of penalised parts in the block. Penalised blocks come first.
        """
        blocks: list[tuple[list[int], int]] = [([0], 0)]
        for part in self.parts:
            size = part.change.shape[1]
            blocks = [
                ([at * size + column for at in block for column in mine], order + curved)
                for mine, curved in self._pieces(part)
                for block, order in blocks
            ]
        flat = [at for block, order in blocks for at in block if not order]
        nonempty = [(block, order) for block, order in blocks if order and block]
        nonempty = [*nonempty, *([(flat, 0)] if flat else [])]
        return [pair for pair in nonempty if self.orders is None or pair[1] in self.orders]

    def _pieces(self, part: Basis) -> list[tuple[list[int], int]]:
        curved = list(range(part.penalised))
        flat = list(range(part.penalised, part.change.shape[1]))
        apart = [([at], 0) for at in flat] if self.full else [(flat, 0)]
        return [piece for piece in ((curved, 1), *apart) if piece[0]]


def tensor_product(
    margins: Sequence[PenalisedFunctions],
    widths: Sequence[int],
    values: Values,
    *,
    full: bool = False,
    orders: Collection[int] | None = None,
    centred: bool,
    kept: Arrays | None = None,
) -> Basis:
    """Return a basis of products of the margins' columns.

    If it is ``centred``, the columns without a penalty have the sum 0 over the rows of the fit.
    """
    parts, start = [], 0
    for at, (functions, width) in enumerate(zip(margins, widths, strict=True)):
        parts.append(_margin(functions, values[start : start + width], part_of(kept, at)))
        start += width
    chosen_orders = None if orders is None else tuple(orders)
    products = TensorProduct(tuple(parts), tuple(widths), full, chosen_orders)
    sizes, columns = products.sizes, products.columns
    flat = columns - sum(sizes)
    if kept is not None:
        return kept_basis(products, kept, columns - bool(centred and flat), sizes)
    rows = products.at(values)
    change = np.eye(columns)
    change[:, : sum(sizes)] /= np.abs(rows).sum(axis=1).max()
    if centred and flat:
        inner = complement(rows[:, sum(sizes) :].sum(axis=0))
        change = np.column_stack([change[:, : sum(sizes)], change[:, sum(sizes) :] @ inner])
    return oriented(Basis(products, change, sizes), values, rows @ change)


def _margin(functions: PenalisedFunctions, values: Values, stored: Arrays | None) -> Basis:
    blocks = penalised_blocks(functions, functions.columns)
    if stored is not None:
        return kept_basis(functions, stored, functions.columns, blocks)
    rows = functions.at(values)
    change = by_coefficients(functions.raw(values), sum(blocks), rows)
    return oriented(Basis(functions, change, blocks), values, rows @ change)
