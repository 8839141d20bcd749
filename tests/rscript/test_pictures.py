"""Pictures of ported scripts: what is drawn, and which files are written."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.refusals import Forbidden

D = 'd <- data.frame(g = rep(c("a", "b"), each = 4), x = 1:8, y = c(2, 3, 5, 1, 4, 6, 9, 7))\n'


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder, without a screen or open figures."""
    monkeypatch.chdir(tmp_path)
    mpl.use("Agg")
    plt.close("all")
    return tmp_path


def test_ggsave_stores_the_picture_with_a_name_and_the_last_one(elsewhere: Path) -> None:
    script = D + (
        "p <- ggplot(d, aes(x, y)) + geom_point()\n"
        'ggsave("named.png", p, width = 5)\n'
        "ggplot(d, aes(y)) + geom_histogram()\n"
        'ggsave("last.pdf")\n'
    )
    ported = port(script)
    assert ported.missing == ()
    assert "# without width: the size is matplotlib's" in ported.python
    run(ported)
    assert (elsewhere / "named.png").read_bytes().startswith(b"\x89PNG")
    assert (elsewhere / "last.pdf").read_bytes().startswith(b"%PDF")


def test_the_pictures_between_pdf_and_dev_off_are_stored(elsewhere: Path) -> None:
    script = D + (
        'pdf("all.pdf", width = 7)\n'
        "ggplot(d, aes(g, y)) + geom_violin()\n"
        "ggplot(d, aes(g, y)) + geom_boxplot()\n"
        "ggplot(d, aes(x, y)) + geom_line()\n"
        "dev.off()\n"
        "ggplot(d, aes(x, y)) + geom_point()\n"
    )
    ported = port(script)
    assert ported.missing == ()
    run(ported)
    names = sorted(f.name for f in elsewhere.glob("*.pdf"))
    assert names == ["all-page2.pdf", "all-page3.pdf", "all.pdf"]


@pytest.mark.parametrize(
    "line", ['ggsave("../p.png", p)', 'pdf("/tmp/p.pdf")\nggplot(d, aes(y)) + geom_histogram()']
)
def test_a_picture_is_stored_in_the_folder_only(line: str) -> None:
    with pytest.raises(Forbidden):
        run(f"{D}p <- ggplot(d, aes(x, y)) + geom_point()\n{line}\n")


def test_a_format_that_is_not_written_is_told() -> None:
    ported = port(f'{D}p <- ggplot(d, aes(x, y)) + geom_point()\nggsave("p.wmf", p)')
    assert "matplotlib writes no '.wmf' pictures" in ported.python


def test_each_layer_draws_its_own_aesthetics() -> None:
    run(D + "ggplot(d) + geom_histogram(aes(x)) + geom_histogram(aes(y * 100))")
    (ax,) = plt.gcf().axes
    ends = [c.patches[-1].get_x() + c.patches[-1].get_width() for c in ax.containers]
    np.testing.assert_allclose(ends, [8, 900])


def test_a_ribbon_has_the_ends_that_the_data_give() -> None:
    run(D + "ggplot(d, aes(x, y)) + geom_ribbon(aes(ymin = y - 1, ymax = y + 2)) + ylim(0, 12)")
    (ax,) = plt.gcf().axes
    corners = ax.collections[0].get_paths()[0].vertices
    assert corners[:, 1].min() == 0
    assert corners[:, 1].max() == 11
    assert ax.get_ylim() == (0, 12)


def test_violins_stand_for_the_values_of_x() -> None:
    run(D + "ggplot(d, aes(g, y)) + geom_violin() + geom_hline(yintercept = 3)")
    (ax,) = plt.gcf().axes
    assert [t.get_text() for t in ax.get_xticklabels()] == ["a", "b"]
    assert list(ax.lines[-1].get_ydata()) == [3, 3]


@pytest.mark.parametrize(
    "line",
    [
        "ggplot(d, aes(g, y, fill = x)) + geom_violin()",
        "ggplot(d, aes(x, y)) + geom_point(data = d)",
        "ggplot(d, aes(x, y)) + geom_smooth()",
    ],
)
def test_what_would_be_drawn_otherwise_is_left_out_and_told(line: str) -> None:
    assert port(D + line).missing == (2,)


def test_bayesplot_on_a_fit_is_mcmc_plot() -> None:
    python = port(
        f"{D}fit <- brm(y ~ x, d)\n"
        'mcmc_areas(fit, pars = c("b_x", "sigma"), prob = 0.95)\n'
        'mcmc_trace(fit, regex_pars = "^b_")\n'
    ).python
    assert 'pm.mcmc_plot(fit, "areas", variable=["b_x", "sigma"], prob=0.95)' in python
    assert 'pm.mcmc_plot(fit, "trace", variable="^b_", regex=True)' in python
