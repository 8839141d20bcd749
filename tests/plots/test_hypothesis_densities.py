"""Densities of hypotheses: one panel each, with the draws that the hypothesis has."""

from __future__ import annotations

import numpy as np
import pandas as pd

import pybrms_mix as pm
from pybrms_mix.plots import style
from pybrms_mix.results.hypotheses import Hypotheses


def found_of(count: int, prior: bool) -> Hypotheses:
    rng = np.random.default_rng(1)
    names = [f"H{n + 1}" for n in range(count)]
    draws = pd.DataFrame(rng.normal(3, 1, (200, count)), columns=names)
    none = pd.DataFrame(np.full((200, count), np.nan), columns=names)
    table = pd.DataFrame({"Hypothesis": [f"(x{n}) > 0" for n in range(count)]})
    return Hypotheses(table, draws, draws - 3 if prior else none, "b", 0.05)


def test_each_hypothesis_has_a_panel_with_its_densities() -> None:
    (figure,) = pm.plot_hypothesis(found_of(2, prior=True))
    assert [ax.get_title() for ax in figure.axes] == ["(x0) > 0", "(x1) > 0"]
    posterior, prior = figure.axes[0].collections
    at, density = style.smooth(found_of(2, prior=True).samples["H1"].to_numpy())
    top = posterior.get_paths()[0].vertices
    assert np.isclose(top[:, 1].max(), density.max())
    assert np.isclose(top[top[:, 1].argmax(), 0], at[density.argmax()])
    low, high = (c.get_paths()[0].vertices[:, 0].mean() for c in (prior, posterior))
    assert high - low > 2


def test_draws_that_are_not_there_are_not_drawn() -> None:
    figures = pm.plot_hypothesis(found_of(7, prior=False), N=5)
    assert [len(f.axes) for f in figures] == [5, 2]
    assert len(figures[0].axes[0].collections) == 1
    (figure,) = pm.plot_hypothesis(found_of(1, prior=True), ignore_prior=True)
    assert len(figure.axes[0].collections) == 1
