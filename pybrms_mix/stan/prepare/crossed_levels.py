"""Coefficients of levels of crossed grouping factors, which are integrated out in turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(eq=False)
class Quadratic:
    """The derivatives of a log density with respect to a block of standardised coefficients.

    Attributes:
        slope: the first derivatives: (levels, size).
        sharp: the negative second derivatives of each level: (levels, size, size).
        lean: the negative derivatives of ``slope`` with respect to population coefficients:
            (levels, size, P).
        crossed: the same with respect to the standardised coefficients of earlier blocks, by their
            numbers: (levels, size, levels of the other block, its size).
    """

    slope: np.ndarray
    sharp: np.ndarray
    lean: np.ndarray
    crossed: dict[int, np.ndarray] = field(default_factory=dict)


def integrate_in_turn(quadratics: Mapping[int, Quadratic], order: Iterable[int]) -> None:
    """Change the derivatives of blocks to those of a density without the later blocks.

    The later blocks are integrated out: only the population and the earlier blocks are held fixed.
    For nested factors, the result is exact if the density is normal. Integration makes the levels
    of a crossed factor depend on each other; this is left out.

    Parameters
    ----------
    quadratics : mapping of int to Quadratic
        The derivatives by the number of the block. They are changed.
    order : iterable of int
        The numbers of the blocks. The block that depends on all others comes first.

    Raises
    ------
    LinAlgError
        If the second derivatives of a level are singular.
    """
    for number_of_last in order:
        last = quadratics[number_of_last]
        inverse = np.linalg.inv(last.sharp)
        slope = np.einsum("njk,nk->nj", inverse, last.slope)
        lean = np.einsum("njk,nkp->njp", inverse, last.lean)
        for number, links in last.crossed.items():
            earlier = quadratics[number]
            weighed_links = np.einsum("njk,nkab->njab", inverse, links)
            earlier.sharp = earlier.sharp - np.einsum("njab,njac->abc", links, weighed_links)
            earlier.lean = earlier.lean - np.einsum("njab,njp->abp", links, lean)
            earlier.slope = earlier.slope - np.einsum("njab,nj->ab", links, slope)
            for number_before in last.crossed.keys() & earlier.crossed.keys():
                between = np.einsum("njab,njcd->abcd", weighed_links, last.crossed[number_before])
                earlier.crossed[number_before] = earlier.crossed[number_before] - between
