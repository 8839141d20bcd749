"""Verdicts on healthy fits, and on fits with label switching or several modes."""

from __future__ import annotations

import pytest

verdicts = pytest.importorskip("benchmarks.verdicts", reason="benchmarks are not packed")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning"),
    pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning"),
]

# Two further cases take a minute each; the benchmark runs them.
SURE = [n for n in verdicts.CASES if not n.startswith(("galaxies", "faithful, a spike", "10"))]


@pytest.mark.parametrize("name", SURE)
def test_the_verdict_is_right_and_the_labels_come_together(name):
    # In 500 draws, chains that exchange labels along the way may seem to stay in one mode.
    has_more = "iter" in verdicts.CASES[name].settings
    found = verdicts.judged(name, iter=2000 if has_more else 1000, backend="stanli")
    assert found["as it should"], found
    if found["relabelled"]:
        assert float(found["relabelled"]) < 1.03
