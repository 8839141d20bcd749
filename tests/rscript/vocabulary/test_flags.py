"""A flag or text that the script computes is passed on or refused, not read as a name."""

from __future__ import annotations

import pytest

from pybrms_mix.rscript import port, run

# The value of `v` is known only when the script runs.
COMPUTED = {
    "mean(c(1, NA), na.rm = v)": "na_rm=v",
    "sum(c(1, NA), na.rm = v)": "na_rm=v",
    'paste("a", "b", sep = v)': "sep=v",
}
REFUSED = (
    "data.frame(x = 'a', stringsAsFactors = v)",
    "expand.grid(x = c('a', 'b'), stringsAsFactors = v)",
    "sapply(c('a', 'b'), nchar, USE.NAMES = v)",
    "read.csv('d.csv', stringsAsFactors = v)",
    "write.csv(data.frame(x = 1), 'd.csv', row.names = v)",
    "cat('a', 'b', sep = v)",
    "vector(v, 3)",
    "data.frame(x = 1:2)[1, , drop = v]",
)


@pytest.mark.parametrize("call", COMPUTED)
def test_a_computed_argument_is_handed_over(call: str) -> None:
    ported = port(f"v <- c(TRUE)\nx <- {call}\n")
    assert not ported.missing
    assert COMPUTED[call] in ported.python


@pytest.mark.parametrize("call", REFUSED)
def test_what_changes_the_translation_must_be_written_out(call: str) -> None:
    ported = port(f"v <- c(TRUE)\nx <- {call}\n")
    assert ported.missing == (2,)
    assert "# not ported: this argument must be" in ported.python


def test_all_words_of_stop_are_in_the_message() -> None:
    found = run(
        'x <- tryCatch({ i <- 2; stop("even: ", i) }, error = function(e) conditionMessage(e))'
    )
    assert found["x"] == "even: 2"


def test_cat_prints_the_elements_of_vectors(capsys: pytest.CaptureFixture[str]) -> None:
    run('cat("a", c(1.5, 1/3, 1e-9), TRUE, c("x", NA), "\\n")\ncat(sprintf("%d;", 1:2), sep = "")')
    # Rscript -e 'cat("a", c(1.5, 1/3, 1e-9), TRUE, c("x", NA), "\n")'
    assert capsys.readouterr().out == "a 1.5 0.3333333 1e-09 TRUE x NA \n1;2;"
