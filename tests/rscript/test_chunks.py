"""R code in documents: the chunks are the script, the text becomes comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.chunks import code_of
from pybrms_mix.syntax.parse import parse_script

VIGNETTE = Path(__file__).parent / "scripts" / "vignette.Rmd"


def test_a_document_is_ported_whole_with_its_text() -> None:
    ported = port(VIGNETTE)
    assert ported.missing == ()
    assert "# Introduction" in ported.python
    for left in ("never run", "100000)\n", 'print("not R either")\n', "library("):
        assert not any(
            left.strip() in line and not line.startswith("#") for line in ported.python.splitlines()
        )


def test_the_lines_are_those_of_the_document() -> None:
    code = code_of(VIGNETTE.read_text("utf-8"))
    lines, own = code.split("\n"), VIGNETTE.read_text("utf-8").splitlines()
    assert len(lines) == len(own)
    numbers = [n for n, line in enumerate(lines) if line.startswith("readers <-")]
    assert [own[n] for n in numbers] == [lines[n] for n in numbers] != []


def test_values_of_the_header_are_the_parameters() -> None:
    text = "---\nparams:\n  n: 3\n  what: 'a \"b\"'\n  deep: yes\n  p: 0.5\nother: 1\n---\n"
    code = code_of(text + "```{r}\nx <- params$n\n```\n")
    assert code.splitlines()[1] == (
        'params <- list(n = 3L, what = "a \\"b\\"", deep = TRUE, p = 0.5)'
    )
    assert run(code)["x"] == 3


@pytest.mark.parametrize(
    ("chunk", "kept"),
    [
        ("```{r}\nx <- 1\n```", True),
        ("```{R, fig.width = 3}\nx <- 1\n```", True),
        ("> ```{r}\nx <- 1\n> ```", True),
        ("```{r, eval = FALSE}\nx <- 1\n```", False),
        ("```{r eval=F, echo=TRUE}\nx <- 1\n```", False),
        ("```{r}\n#| eval: false\nx <- 1\n```", False),
        ("```{r}\n#| echo: false\nx <- 1\n```", True),
        ("```{r, evaluate = FALSE}\nx <- 1\n```", True),
        ("```{python}\nx <- 1\n```", False),
        ("```r\nx <- 1\n```", False),
        ("````{verbatim}\n```{r}\nx <- 1\n```\n````", False),
        ("```{r}\nx <- 1", True),
    ],
    ids=["plain", "figure", "quoted", "eval", "eval-F", "pipe", "pipe-other", "other-name",
         "python", "plain-fence", "verbatim", "open"],
)  # fmt: skip
def test_a_chunk_is_code_if_knitr_evaluates_it(chunk: str, kept: bool) -> None:
    assert bool(parse_script(code_of(chunk)).statements) == kept


def test_code_from_elsewhere_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidFile, match="line 2"):
        code_of('Text\n```{r, child = "other.Rmd"}\n```')


@pytest.mark.parametrize("line", ["  deep:\n    value: 3", "  l: [1, 2]", "  l: {a: 1}", "  t: |"])
def test_a_parameter_that_is_not_one_value_is_refused(line: str) -> None:
    text = f"---\nparams:\n  n: 5\n{line}\n---\n```{{r}}\na <- params$n\n```\n"
    with pytest.raises(InvalidFile, match="line 4 of the header is not one value"):
        code_of(text)


def test_comments_and_empty_lines_stand_between_parameters() -> None:
    text = "---\nparams:\n  n: 5  # five\n\n  # next\n  k: 'a # b'\ntitle: x\n---\n"
    assert 'params <- list(n = 5L, k = "a # b")' in code_of(text)
