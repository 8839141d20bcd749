"""The tables of ``docs/porting.md`` are written from the vocabulary."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from pybrms_mix.rscript.facts.packages import NEEDLESS
from pybrms_mix.rscript.facts.registry import WORDS
from pybrms_mix.rscript.vocabulary.basics.random_numbers import DRAWS
from pybrms_mix.rscript.vocabulary.basics.rverbs import TABLE
from pybrms_mix.rscript.vocabulary.fits.bayesplot_calls import BAYESPLOT
from pybrms_mix.rscript.vocabulary.fits.model_calls import FAMILIES
from pybrms_mix.rscript.vocabulary.pictures.layers import LAYERS
from pybrms_mix.rscript.vocabulary.session.reach import FORBIDDEN

PAGE = Path(__file__).parents[2] / "docs" / "porting.md"
BEGIN, END = "<!-- vocabulary -->", "<!-- end of vocabulary -->"
_ROOMS = {
    "model_calls": "brms: formulas, families and priors", "models": "brms: fits and results",
    "combination_calls": "combinations of values", "pattern_calls": "patterns of stringr",
    "draw_calls": "draws", "bayesplot_calls": "bayesplot: draws",
    "check_calls": "bayesplot: predictive checks",
    "posterior_calls": "tables of draws", "loo_calls": "loo: criteria and weights of models",
    "draws_making_calls": "draws made, weighed and measured",
    "draws_summary_calls": "tidybayes, modelr, posterior",
    "random_variable_calls": "random variables",
    "bayestest_calls": "bayestestR", "mean_calls": "emmeans", "attribute_calls": "attributes",
    "stanfit_calls": "rstan", "stanfit_values": "rstan: values",
    "tidy": "tidybayes, modelr, posterior", "frame_calls": "dplyr",
    "reshape_calls": "tidyr",
    "rverbs": "factors, text, tables", "tables": "data frames", "shapes": "matrices, lists",
    "vector_calls": "vectors", "text_calls": "text", "repeat": "repeating", "control": "deciding",
    "output": "printing", "pictures": "ggplot2 and patchwork",
    "quick_pictures": "ggplot2 and patchwork",
    "base_plot_calls": "plots of base R", "plot_addition_calls": "additions to plots of base R",
    "parallel_calls": "maps over processes, time", "document_tables": "tables of documents",
    "plyr_calls": "plyr",
    "more_calls": "parallel maps, runs, draws as tables",
    "linear_calls": "linear models, and results that fits of other kinds have too",
    "session_calls": "files and session", "reach": "reading and writing tables",
    "type_calls": "types",
    "custom_family_calls": "custom families", "row_calls": "rows written, filled, and by group",
    "separation_calls": "columns separated, statistics of rows", "existence_calls": "existence",
    "functional_calls": "functions of functions", "classical_calls": "tests, and text with options",
    "grid_calls": "combinations of values", "level_calls": "forcats, and draws of counts",
    "quoting_calls": "columns as arguments",
    "data_table_calls": "data.table and reshape2",
    "newer_verbs": "newer verbs, tests of ranks, links", "series_calls": "moving windows",
    "simple": "mathematics",
    "random_numbers": "random numbers",
    "probability_calls": "densities, distribution functions and quantiles",
    "brms_densities": "densities of brms", "scoped_verbs": "verbs for several columns",
    "devices": "storing pictures", "palette_calls": "palettes", "naming_calls": "names, packages",
    "sample_calls": "tests of samples, autocorrelations, colours",
    "sample_test_calls": "tests of normality, variances and proportions",
    "coda_calls": "coda", "code_calls": "R code as text", "formula_calls": "formulas, attributes",
    "join_calls": "joins", "date_calls": "dates and times", "with_calls": "blocks on columns",
    "spliced_calls": "lists among arguments",
    "count_calls": "tables of counts", "choice_calls": "choices by elements",
    "computed_name_calls": "names that a script computes",
    "listed_arguments": "calls with a list of arguments",
    "series_test_calls": "tests of series and matched samples, principal components",
}  # fmt: skip


def _room(name: str) -> str:
    word = WORDS[name]
    while True:
        function = getattr(word, "func", word)
        room = str(function.__module__).rpartition(".")[2]
        if room in _ROOMS:
            return room
        # Another module changes the arguments of calls, and passes them on to the word.
        word = word.args[0] if isinstance(word, partial) else None
        assert word is not None, room


def tables() -> str:
    """Return the tables."""
    by_room: dict[str, list[str]] = {}
    for name in WORDS:
        refused = getattr(WORDS[name], "__name__", "") in ("left_out", "refuse")
        if name not in FORBIDDEN and name not in FAMILIES and not refused:
            by_room.setdefault(_room(name), []).append(name)
    lines = ["| of | functions |", "|---|---|"]
    for room, told in _ROOMS.items():
        names = sorted(by_room.pop(room, ()), key=lambda n: (n.lower(), n))
        lines.append(f"| {told} | {', '.join(f'`{n}`' for n in names)} |")
    assert not by_room, by_room
    lines.append(f"| layers of pictures | {', '.join(f'`{n}`' for n in sorted(LAYERS))} |")
    lines.append(f"| left out, with a comment | {', '.join(f'`{n}`' for n in sorted(NEEDLESS))} |")
    lines.append(f"| refused by `run` | {', '.join(f'`{n}`' for n in sorted(FORBIDDEN))} |")
    return "\n".join(lines)


def test_the_tables_are_those_of_the_vocabulary(request: pytest.FixtureRequest) -> None:
    if not PAGE.exists():
        pytest.skip("there is no checkout")
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    made = f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"
    if request.config.getoption("--approve"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text("utf-8") == made


def test_every_kind_of_function_stands_in_the_tables() -> None:
    made = tables()
    for name in (*BAYESPLOT, *DRAWS, TABLE[0][0].partition("(")[0], "emmeans", "ggplot"):
        assert f"`{name}`" in made
