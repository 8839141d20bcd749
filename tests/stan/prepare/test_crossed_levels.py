"""Blocks of coefficients are integrated out in turn: compared with matrices of a normal density."""

from __future__ import annotations

import numpy as np
import pytest

from pybrms_mix.stan.prepare.crossed_levels import Quadratic, integrate_in_turn


def precision_of(levels: list[int], links: list[np.ndarray], rows: int) -> tuple[np.ndarray, ...]:
    """Return the precision of population and levels, and the slopes at 0, of a normal model."""
    rng = np.random.default_rng(2)
    design = np.column_stack(
        [np.ones(rows), *(np.eye(n)[link] for n, link in zip(levels, links, strict=True))]
    )
    design *= rng.uniform(0.5, 1.5, size=rows)[:, None]
    prior = np.diag([0.0, *np.ones(sum(levels))])
    return design.T @ design + prior, design.T @ rng.normal(size=rows)


def quadratics_of(precision: np.ndarray, slopes: np.ndarray, levels: list[int]) -> dict:
    """Return the derivatives of each block, which lean on the population and on earlier blocks."""
    places = np.split(np.arange(1, 1 + sum(levels)), np.cumsum(levels)[:-1])
    quadratics = {}
    for number, place in enumerate(places):
        quadratics[number] = Quadratic(
            slopes[place][:, None], np.diag(precision)[place][:, None, None],
            precision[np.ix_(place, [0])][:, None],
            {e: precision[np.ix_(place, places[e])][:, None, :, None] for e in range(number)},
        )  # fmt: skip
    return quadratics


def integrated(precision, slopes, count):
    """Return precision and slopes of the first ``count`` coordinates, by the Schur complement."""
    inner, outer = precision[:count, :count], precision[:count, count:]
    gain = outer @ np.linalg.inv(precision[count:, count:])
    return inner - gain @ outer.T, slopes[:count] - gain @ slopes[count:]


def test_levels_of_nested_factors_are_integrated_out_exactly() -> None:
    levels, child = [3, 9, 36], np.random.default_rng(1).integers(36, size=400)
    precision, slopes = precision_of(levels, [child // 12, child // 4, child], 400)
    quadratics = quadratics_of(precision, slopes, levels)
    integrate_in_turn(quadratics, [2, 1, 0])
    for number, count in enumerate(np.cumsum([1, *levels])[1:]):
        whole, slope = integrated(precision, slopes, int(count))
        place = np.arange(count - levels[number], count)
        quadratic = quadratics[number]
        np.testing.assert_allclose(quadratic.sharp[:, 0, 0], np.diag(whole)[place])
        np.testing.assert_allclose(quadratic.slope[:, 0], slope[place])
        np.testing.assert_allclose(quadratic.lean[:, 0, 0], whole[place, 0])
        if number:
            before = np.arange(place[0] - levels[number - 1], place[0])
            np.testing.assert_allclose(
                quadratic.crossed[number - 1][:, 0, :, 0], whole[np.ix_(place, before)]
            )
    np.testing.assert_allclose(
        integrated(precision, slopes, 4)[0][1:, 1:],
        np.diag(quadratics[0].sharp[:, 0, 0]),
        atol=1e-9,
    )


@pytest.mark.parametrize("last", [20, 5])
def test_each_level_of_a_crossed_factor_has_its_marginal_information(last: int) -> None:
    rng = np.random.default_rng(3)
    levels = [8, last]
    precision, slopes = precision_of(levels, [rng.integers(n, size=300) for n in levels], 300)
    quadratics = quadratics_of(precision, slopes, levels)
    integrate_in_turn(quadratics, [1, 0])
    whole, slope = integrated(precision, slopes, 9)
    np.testing.assert_allclose(quadratics[0].sharp[:, 0, 0], np.diag(whole)[1:])
    np.testing.assert_allclose(quadratics[0].slope[:, 0], slope[1:])
    np.testing.assert_allclose(quadratics[0].lean[:, 0, 0], whole[1:, 0])
    # The last block is not changed.
    np.testing.assert_allclose(quadratics[1].sharp[:, 0, 0], np.diag(precision)[9:])
