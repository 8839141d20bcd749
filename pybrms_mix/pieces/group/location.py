"""Coordinates of group-level coefficients that are located where the data put the coefficients."""

from __future__ import annotations

from dataclasses import dataclass

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.model.declarations import Declaration


@dataclass(frozen=True)
class Location:
    """The parameters on which the location of the coordinates of a block depends.

    Standardised coefficients of levels depend strongly on their standard deviation in the
    posterior. The program of the sampler therefore has other coordinates. The data of the program
    hold a normal approximation of the likelihood of the coefficients of each level. Given the other
    parameters, coordinates with a standard normal distribution give coefficients with the posterior
    that follows from this approximation. The density of the coefficients is exact for any
    approximation, because the program adds the determinant of the change of coordinates.

    Coefficients of crossed grouping factors depend on each other. One block after the other is
    therefore located: a later block depends on the coefficients of the earlier ones.

    Attributes:
        vectors: the vectors of population coefficients in the predictors of the block.
        numbers: the intercepts in these predictors.
        earlier: the numbers of the blocks of other grouping factors on whose coefficients the
            location depends.
        turn: the place of the block in the order in which blocks are located, from 0.
        precedes: whether the location of another block depends on the coefficients of this one.
    """

    vectors: tuple[str, ...]
    numbers: tuple[str, ...]
    earlier: tuple[int, ...] = ()
    turn: int = 0
    precedes: bool = False

    def declarations(self, block: int) -> tuple[Declaration, ...]:
        """Return records of the data of the approximation, for the number of a block."""
        m, n = f"M_{block}", f"N_{block}"
        return (
            Declaration(
                f"P_{block}", "int", comment="number of coefficients on which the location depends",
                bounds=Bounds("0"),
            ),
            Declaration(
                f"info_{block}", "vector", (n,), "information about the coefficients", (m, m)
            ),
            Declaration(
                f"pull_{block}", "vector", (n,), "the linear part of the log likelihood", (m,)
            ),
            Declaration(
                f"lean_{block}", "matrix", (n, f"P_{block}"),
                "its change with these coefficients", (m,),
            ),
        )  # fmt: skip
