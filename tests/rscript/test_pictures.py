"""Pictures of ported scripts: their contents and their files."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.trees.refusals import Forbidden

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
        'ggsave("figures/last.pdf")\n'
    )
    ported = port(script)
    assert ported.missing == ()
    run(ported)
    assert (elsewhere / "named.png").read_bytes().startswith(b"\x89PNG")
    assert plt.imread(elsewhere / "named.png").shape[:2] == (480, 500)
    assert (elsewhere / "figures" / "last.pdf").read_bytes().startswith(b"%PDF")


def test_the_pages_of_a_fit_are_stored(elsewhere: Path) -> None:
    run(
        f"{D}fit <- brm(y ~ x + g, d, chains = 1, iter = 100, seed = 1)\n"
        "pdf(NULL)\nplot(fit, N = 2)\ndev.off()\n"
        'pdf("all.pdf")\nplot(fit, N = 2)\ndev.off()\npng("one.png")\nplot(fit, N = 2)\n'
    )
    assert sorted(f.name for f in elsewhere.glob("*.p*")) == ["all.pdf", "one-page2.png", "one.png"]
    assert (elsewhere / "all.pdf").read_bytes().count(b"/Type /Page ") == 2


def test_the_pictures_between_pdf_and_dev_off_are_stored(elsewhere: Path) -> None:
    script = D + (
        'pdf("all.pdf", width = 7)\n'
        "ggplot(d, aes(g, y)) + geom_violin()\n"
        "hist(d$y)\n"
        "abline(v = 3)\n"
        "ggplot(d, aes(x, y)) + geom_line()\n"
        "dev.off()\n"
        "ggplot(d, aes(x, y)) + geom_point()\n"
    )
    ported = port(script)
    assert ported.missing == ()
    run(ported)
    assert [f.name for f in elsewhere.glob("*.pdf")] == ["all.pdf"]
    assert (elsewhere / "all.pdf").read_bytes().count(b"/Type /Page ") == 3


def pages(file: Path) -> int:
    """Return the number of pages of a PDF file."""
    return file.read_bytes().count(b"/Type /Page ")


def test_a_legend_has_no_line_where_its_type_is_na_or_zero(elsewhere: Path) -> None:
    run("plot(1:3)\nlegend('top', c('p', 'q', 'r'), pch = c(19, NA, NA), lty = c(NA, 2, 0))\n")
    (axes,) = plt.gcf().axes
    handles = axes.get_legend().legend_handles
    assert [h.get_linestyle() for h in handles] == ["None", "--", "None"]
    plt.close("all")


@pytest.mark.parametrize(
    ("drawing", "count"),
    [("for (k in 1:3) { plot(d$x, d$y * k); abline(h = k) }", 3),
     ("for (k in 1:2) print(ggplot(d, aes(x, y)) + geom_point())", 2),
     ("plot(d$x, d$y)\nz <- 1\nfor (k in 1:3) lines(d$x, d$y + k)\npoints(2, 2)", 1),
     ("f <- function(v) { hist(v); rug(v) }\nf(d$x)\nf(d$y)", 2),
     ("par(mfrow = c(1, 2))\nhist(d$x)\nhist(d$y)\nhist(d$y)", 2),
     ("old <- par(mfcol = c(2, 1))\nhist(d$x)\npar(old)\nhist(d$y)", 2),
     ("plot(NA, xlim = c(0, 1), ylim = c(0, 1))\npolygon(c(0, 1, 1), c(0, 0, 1), border = NA)", 1),
     ("p <- list(ggplot(d, aes(x)), ggplot(d, aes(y)))\nfor (q in p) print(q)\nboxplot(d$y)", 3)],
    ids=["loop", "ggplot", "additions", "function", "grid", "columns", "empty", "list"],
)  # fmt: skip
def test_a_device_has_the_pages_that_r_draws(drawing: str, count: int, elsewhere: Path) -> None:
    ported = port(f'library(ggplot2)\n{D}pdf("a.pdf", 5, 4)\n{drawing}\ndev.off()\n')
    assert ported.missing == ()
    run(ported)
    assert pages(elsewhere / "a.pdf") == count
    assert plt.get_fignums() == []


def test_a_device_that_a_function_opens_gets_the_pictures_of_the_script(elsewhere: Path) -> None:
    run(
        f"library(ggplot2)\n{D}begin <- function(name) pdf(paste0(name, '.pdf'))\n"
        "begin('a')\nhist(d$x)\nprint(ggplot(d, aes(x, y)) + geom_point())\ndev.off()\n"
        "show_all <- function(v) hist(v)\npng('b%02d.png', 300, 200)\nshow_all(d$x)\nhist(d$y)\n"
    )
    assert pages(elsewhere / "a.pdf") == 2
    # R closes the second device when the script ends
    assert [plt.imread(elsewhere / f"b0{k}.png").shape[:2] for k in (1, 2)] == [(200, 300)] * 2


def test_a_function_draws_pages_of_a_device_and_shows_them_without_one(elsewhere: Path) -> None:
    run(
        f"library(ggplot2)\n{D}fit <- brm(y ~ x, d, chains = 1, iter = 60, seed = 1)\n"
        "f <- function(m) plot(m)\ng <- function(p) print(p)\n"
        "pdf('a.pdf')\nf(fit)\ng(ggplot(d, aes(x)))\ndev.off()\nf(fit)\ng(ggplot(d, aes(x)))\n"
    )
    assert pages(elsewhere / "a.pdf") == 2


def test_additions_to_a_plot_are_drawn_and_leave_its_limits(elsewhere: Path) -> None:
    ported = port(
        "plot(1:4, c(2, 4, 3, 5), xlim = c(0, 5), ylim = c(0, 6), pch = c(16, 1))\n"
        "polygon(c(1, 2, 9), c(0, 1, 9), col = 'grey80', border = NA)\n"
        "segments(1, 0, 1, 20, col = 2, lty = 2)\narrows(1:2, 1, 1:2, 3, code = 3, angle = 90)\n"
        "text(1:2, 5, labels = c('a', 'b'), pos = 3)\nrect(1, 1, 2, 2, border = 'red')\n"
        "axis(1, at = c(1, 4), labels = c('low', 'high'))\nmtext('above', 3)\nrug(c(1, 3))\n"
        "legend('topright', legend = c('u', 'v'), lty = 1:2, col = 1:2, title = 'key')\n"
        "legend(1, 6, c('p', 'q'), fill = c('red', 'blue'), bty = 'n')\ngrid()\ntitle(ylab = 'Y')\n"
    )
    assert ported.missing == ()
    run(ported)
    (axes,) = plt.gcf().axes
    assert (axes.get_xlim(), axes.get_ylim()) == ((0, 5), (0, 6))
    assert [t.get_text() for t in axes.texts if t.get_text()] == ["a", "b", "above"]
    assert [t.get_text() for t in axes.get_xticklabels()] == ["low", "high"]
    assert [t.get_text() for t in axes.get_legend().get_texts()] == ["p", "q"]
    assert axes.get_ylabel() == "Y"
    area = axes.patches[0]
    assert area.get_xy()[:3].tolist() == [[1, 0], [2, 1], [9, 9]] and area.get_edgecolor()[3] == 0
    assert any(list(line.get_ydata()) == [0, 20] for line in axes.lines)
    plt.close("all")


@pytest.mark.parametrize(
    "line", ['ggsave("../p.png", p)', 'pdf("/tmp/p.pdf")\nggplot(d, aes(y)) + geom_histogram()',
             'pdf("/tmp/p.pdf")\nhist(d$y)', 'f <- paste0("/tmp/", "p.png")\nggsave(f, p)']
)  # fmt: skip
def test_a_picture_is_stored_in_the_folder_only(line: str) -> None:
    with pytest.raises(Forbidden):
        run(f"{D}p <- ggplot(d, aes(x, y)) + geom_point()\n{line}\n")


@pytest.mark.parametrize(
    "wrapper",
    ["keep <- function(...) ggsave(..., dpi = 50)\n",
     "keep <- function(name, plot, ...) { ggsave(name, plot, dpi = 50, ...) }\n"],
)  # fmt: skip
def test_a_function_of_the_script_hands_its_sizes_to_ggsave(wrapper: str, elsewhere: Path) -> None:
    run(
        D + wrapper + "p <- ggplot(d, aes(x, y)) + geom_point()\nggplot(d, aes(g))\n"
        'keep("a.png", p, width = 4, height = 3)\n'
    )
    assert plt.imread(elsewhere / "a.png").shape[:2] == (150, 200)


def test_the_last_picture_of_a_function_is_known_in_it_only() -> None:
    ported = port(
        f"{D}ggplot(d, aes(x, y)) + geom_point()\n"
        'keep <- function(f) ggsave(f)\nggplot(d, aes(g)) + geom_bar()\nkeep("a.png")'
    )
    assert "there is no picture in this function before ggsave()" in ported.python


def test_a_format_that_is_not_written_is_told() -> None:
    ported = port(f'{D}p <- ggplot(d, aes(x, y)) + geom_point()\nggsave("p.wmf", p)')
    assert "matplotlib writes no '.wmf' pictures" in ported.python


def test_each_layer_draws_its_own_aesthetics() -> None:
    run(D + "ggplot(d) + geom_histogram(aes(x)) + geom_histogram(aes(y * 100))")
    (ax,) = plt.gcf().axes
    ends = [c.patches[-1].get_x() + c.patches[-1].get_width() for c in ax.containers]
    np.testing.assert_allclose(ends, [8.086206897, 924.137931034])  # of ggplot2


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


def test_a_layer_may_have_data_of_its_own_and_a_theme_a_name() -> None:
    script = D + (
        "look <- theme_bw() + theme(legend.position = 'none')\n"
        "e <- data.frame(x = 3, y = 8)\n"
        "ggplot(d, aes(x, y)) + geom_line() + geom_point(data = e, color = 'grey60') + look\n"
    )
    ported = port(script)
    assert ported.missing == ()
    run(ported)
    (ax,) = plt.gcf().axes
    np.testing.assert_array_equal(ax.collections[0].get_offsets(), [[3, 8]])
    assert tuple(ax.collections[0].get_facecolor()[0][:3]) == (0.6, 0.6, 0.6)


def test_groups_have_colours_and_a_legend_panels_their_levels() -> None:
    picture = "ggplot(d, aes(x, y, color = h)) + geom_point() + facet_wrap(~ g, ncol = 1)"
    run(f'{D}d$h <- rep(c("u", "v"), 4)\n{picture}')
    first, second = plt.gcf().axes
    assert [first.get_title(), second.get_title()] == ["a", "b"]
    assert len(first.collections) == 2
    assert {t.get_text() for t in first.get_legend().get_texts()} == {"u", "v"}
    assert first.get_subplotspec().get_gridspec().nrows == 2


def test_a_straight_smooth_is_the_line_of_least_squares() -> None:
    run(D + 'ggplot(d, aes(x, y)) + geom_smooth(method = "lm")')
    (ax,) = plt.gcf().axes
    line = ax.lines[0]
    slope, start = np.polyfit(np.arange(1, 9), [2, 3, 5, 1, 4, 6, 9, 7], 1)
    np.testing.assert_allclose(line.get_ydata(), start + slope * line.get_xdata())


def test_pictures_are_arranged_as_patchwork_arranges_them() -> None:
    run(D + (
        "p <- ggplot(d, aes(x, y)) + geom_point()\n"
        "q <- ggplot(d, aes(y)) + geom_density(fill = 'steelblue4')\n"
        "(p | q) / p + plot_annotation(title = 'All')\n"
    ))  # fmt: skip
    figure = plt.gcf()
    assert len(figure.axes) == 3
    assert figure.get_suptitle() == "All"


def test_tables_and_empty_places_stand_beside_pictures() -> None:
    run(D + (
        "library(patchwork)\nlibrary(ggpubr)\n"
        "p <- ggplot(d, aes(x, y)) + geom_point()\n"
        "numbers <- ggtexttable(data.frame(a = 1:2, b = c('u', 'v')), rows = NULL)\n"
        "(p | numbers) / plot_spacer()\n"
    ))  # fmt: skip
    points, table = plt.gcf().axes
    assert len(points.collections) == 1
    cells = table.tables[0].get_celld()
    texts = [cells[row, column].get_text().get_text() for row in range(3) for column in range(2)]
    assert texts == ["a", "b", "1", "u", "2", "v"]


def test_a_picture_without_data_takes_the_columns_of_its_layers() -> None:
    run(D + "ggplot(mapping = aes(x = x, y = y)) + geom_line(data = d)")
    (ax,) = plt.gcf().axes
    assert list(ax.lines[0].get_ydata()) == [2, 3, 5, 1, 4, 6, 9, 7]


def test_a_function_and_a_loop_show_only_what_is_printed() -> None:
    run(D + (
        "draw <- function(data, k) { ggplot(data, aes(x, y)) + geom_point(size = k) }\n"
        "for (k in 1:2) draw(d, k)\n"
    ))  # fmt: skip
    assert plt.get_fignums() == []
    run(D + (
        "draw <- function(data, k) { ggplot(data, aes(x, y)) + geom_point(size = k) }\n"
        "for (k in 1:2) print(draw(d, k))\n"
    ))  # fmt: skip
    assert len(plt.get_fignums()) == 2


def test_base_plots_draw_on_the_plot_at_hand() -> None:
    run(D + (
        'plot(d$x, d$y, main = "Points", xlab = "time")\n'
        "lines(d$x, d$y, lwd = 2)\nabline(h = 4, lty = 2)\n"
        "boxplot(y ~ g, data = d)\n"
    ))  # fmt: skip
    first, second = (plt.figure(n).axes[0] for n in plt.get_fignums())
    assert first.get_title() == "Points"
    assert list(first.lines[0].get_ydata()) == [2, 3, 5, 1, 4, 6, 9, 7]
    assert list(first.lines[1].get_ydata()) == [4, 4]
    assert [t.get_text() for t in second.get_xticklabels()] == ["a", "b"]


@pytest.mark.parametrize(
    "summary",
    ["~ data.frame(y = median(.x), ymin = min(.x), ymax = max(.x))",
     "function(v) c(y = median(v), ymin = min(v), ymax = max(v))"],
    ids=["data frame", "vector"],
)  # fmt: skip
def test_a_function_of_a_summary_returns_a_point_and_an_interval(summary: str) -> None:
    lines = (
        "library(ggplot2)\n"
        "d <- data.frame(g = rep(c('a', 'b'), each = 3), y = c(1, 2, 6, 4, 5, 9))\n"
        f"p <- ggplot(d, aes(g, y)) + stat_summary(fun.data = {summary}, geom = 'pointrange')\n"
    )
    ported = port(lines)
    assert not ported.missing
    figure = plt.figure()
    run(ported)["p"].draw(figure)
    (panel,) = figure.axes
    points, spans = panel.collections[-1].get_offsets(), panel.collections[0].get_segments()
    assert [y for _, y in points] == [2, 5]
    assert [[y for _, y in span] for span in spans] == [[1, 6], [4, 9]]


def test_a_function_of_a_summary_without_a_point_is_told() -> None:
    line = "ggplot(d, aes(x, y)) + stat_summary(fun.data = function(v) c(low = 1, high = 2))\n"
    with pytest.raises(PybrmsError, match="must return y, or y, ymin and ymax"):
        run(f"library(ggplot2)\n{D}p <- {line}ggsave('p.png', p)\n")


@pytest.mark.parametrize(
    "line",
    [
        "ggplot(d, aes(x, y)) + geom_smooth(method = 'gam')",
        "ggplot(d, aes(x, y)) + stat_summary(fun.data = median_hilow)",
    ],
)
def test_what_would_be_drawn_otherwise_is_left_out_and_told(line: str) -> None:
    assert port(D + line).missing == (2,)


@pytest.mark.parametrize("part", ["geom_contour()", "stat_compare_means()", "rremove('legend')"])
def test_an_addition_without_counterpart_is_left_out_of_the_picture_and_told(part: str) -> None:
    ported = port(f"{D}ggplot(d, aes(x, y)) + {part} + geom_point()\n")
    assert not ported.missing
    assert f"# without {part.partition('(')[0]}(): it is not drawn here" in ported.python
    assert '.layer("point")' in ported.python


def test_a_function_of_the_script_that_returns_a_theme_is_left_out_of_a_picture() -> None:
    ported = port(
        f"{D}clean <- function(...) {{\n  theme_bw() + theme(legend.position = 'none', ...)\n}}\n"
        "p <- ggplot(d, aes(x, y)) + geom_point() + clean(text = element_text(size = 9))\np\n"
    )
    assert not ported.missing
    assert 'p = r.ggplot(d, x="x", y="y").layer("point")\n' in ported.python


def test_bayesplot_on_a_fit_and_on_its_draws_is_mcmc_plot() -> None:
    python = port(
        f"{D}fit <- brm(y ~ x, d)\n"
        'mcmc_areas(fit, pars = c("b_x", "sigma"), prob = 0.95)\n'
        'mcmc_trace(as.array(fit), regex_pars = "^b_")\n'
        "post <- as_draws_df(fit)\n"
        'mcmc_hist(post, pars = "b_x")\n'
    ).python
    assert 'pm.mcmc_plot(fit, "areas", variable=["b_x", "sigma"], prob=0.95)' in python
    assert 'pm.mcmc_plot(fit, "trace", variable="^b_", regex=True)' in python
    assert 'pm.mcmc_plot(fit, "hist", variable="b_x")' in python


def test_draws_of_a_fit_that_changes_later_are_not_taken_for_its_own() -> None:
    script = (
        f"{D}fit <- brm(y ~ x, d)\npost <- as_draws_df(fit)\nfit <- update(fit, seed = 2)\n"
        'mcmc_hist(post, pars = "b_x")\n'
    )
    assert 'r.draws_picture(post, "hist", variable="b_x")' in port(script).python


def test_pictures_go_to_files_with_computed_names(elsewhere: Path) -> None:
    run(
        "library(ggplot2)\nd <- data.frame(x = 1:3, y = 1:3)\n"
        'for (i in 1:2) { png(paste0("f", i, ".png")); print(ggplot(d, aes(x, y)) + geom_point()); '
        "dev.off() }\n"
        "f <- function(p, file) { pdf(file); print(p); dev.off() }\n"
        'f(ggplot(d, aes(x, y)) + geom_point(), "z.pdf")\n'
        'name <- sprintf("c%d.png", 1)\npng(name)\nplot(d$x, d$y)\nhist(d$x)\ndev.off()\n'
    )
    files = {p.name for p in elsewhere.iterdir()}
    assert files == {"f1.png", "f2.png", "z.pdf", "c1.png", "c1-page2.png"}


def test_pictures_of_a_list_read_the_column_of_their_own_element() -> None:
    ps = run(
        D + 'ps <- lapply(c("x", "y"), function(v) ggplot(d, aes(.data[[v]], y)) + geom_point())'
    )["ps"]
    offsets = [np.asarray(p.figure().axes[0].collections[0].get_offsets())[:, 0] for p in ps]
    assert offsets[0].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert offsets[1].tolist() == [2, 3, 5, 1, 4, 6, 9, 7]


@pytest.mark.parametrize(
    ("joined", "shape"),
    [("ps[[1]] + ps[[2]] + ps[[3]]", (2, 2)), ("ps[[1]] | ps[[2]]", (1, 2)),
     ("ps[[1]] / ps[[2]]", (2, 1)), ("Reduce(`+`, ps)", (2, 2)),
     ("f(ps[[1]], ps[[2]])", (1, 2)), ("ps[[1]] + ps[[2]] + plot_layout(ncol = 1)", (2, 1))],
)  # fmt: skip
def test_pictures_of_a_list_are_joined_by_operators(joined: str, shape: tuple[int, int]) -> None:
    script = D + (
        "library(patchwork)\nf <- function(p, q) p + q\n"
        "ps <- lapply(1:3, function(i) ggplot(d, aes(x, y)) + geom_point())\n"
        f"out <- {joined}\n"
    )
    figure = run(script)["out"].figure()
    columns = len({round(s.bbox.x0) for s in figure.subfigs})
    assert (len({round(s.bbox.y0) for s in figure.subfigs}), columns) == shape


def test_a_label_in_mathematical_notation_is_its_r_code() -> None:
    script = D + (
        "f <- function(label) ggplot(d, aes(x, y)) + geom_point() + labs(y = label)\n"
        "p <- f(expression(P[mem]))\n"
    )
    assert run(script)["p"].figure().axes[0].get_ylabel() == "P[mem]"


@pytest.mark.parametrize(
    "layer", ['stat_bin(geom = "step", binwidth = 1)', "stat_bin(bins = 3)", "geom_unknown()"]
)
def test_panels_are_drawn_with_and_without_layers(layer: str, elsewhere: Path) -> None:
    script = f'p <- ggplot(d, aes(y)) + {layer} + facet_wrap(~g)\nggsave("p.png", p)\n'
    run(D + script)
    assert (elsewhere / "p.png").is_file()


@pytest.mark.parametrize("name", ["plot", "points", "lines"])
def test_settings_of_a_plot_of_a_formula_are_computed_with_the_columns(name: str) -> None:
    run(
        "d <- data.frame(x = 1:3, y = c(2, 4, 3), sex = c(0, 1, 0))\n"
        f"plot(1:3, 1:3)\n{name}(y ~ x, data = d, col = ifelse(sex[1] == 1, 'red', 'blue'))\n"
    )
    drawn = plt.gca().lines if name == "lines" else plt.gca().collections
    shade = drawn[-1].get_color() if name == "lines" else drawn[-1].get_edgecolor()[0]
    assert to_hex(shade) == "#0000ff"


@pytest.mark.parametrize(
    "before",
    ["if (nrow(d) > 50) print(ggplot(d, aes(x, y)) + geom_point())\n",
     "for (i in seq_len(0)) print(ggplot(d, aes(x, y)) + geom_point())\n"],
    ids=["branch", "loop"],
)  # fmt: skip
def test_a_picture_that_was_not_made_is_not_stored(before: str) -> None:
    with pytest.raises(PybrmsError, match="no plot to save: the line that makes the last picture"):
        run(f'library(ggplot2)\n{D}{before}ggsave("p.png")\n')


def test_the_picture_before_one_that_is_not_ported_is_not_stored(elsewhere: Path) -> None:
    lines = "ggplot(d, aes(x, y)) + geom_point()\nggplot(unknown(d), aes(x, y)) + geom_line()\n"
    ported = port(f'library(ggplot2)\n{D}{lines}ggsave("p.png")\n')
    assert [p.reason for p in ported.pieces if p.reason] == [
        "the function unknown() has no Python here", "there is no picture before ggsave()"
    ]  # fmt: skip
    run(f"library(ggplot2)\n{D}{lines}print(1)\n")
    assert not list(elsewhere.glob("*.png"))


def test_a_zoomed_picture_is_ported_apart_from_limits_of_a_scale() -> None:
    start = f"library(ggplot2)\n{D}ggplot(d, aes(x, y)) + geom_point() + "
    assert ".zoomed(y=" in port(f"{start}coord_cartesian(ylim = c(0, 5))").python
    assert ".limits(y=" in port(f"{start}ylim(0, 5)").python
