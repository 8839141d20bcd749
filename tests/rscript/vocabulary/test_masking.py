"""R calls the function of the package that was attached last."""

import pytest

from pybrms_mix.rscript import port, run

GROUPED = 'd <- data.frame(g = c("a", "a", "b"), x = c(1, 2, 4))\n'


@pytest.mark.parametrize(
    ("attached", "line", "package"),
    [("library(dplyr)\nlibrary(plyr)\n", "s <- d %>% group_by(g) %>% summarise(m = mean(x))",
      "plyr"),
     ("library(dplyr)\nlibrary(Rmisc)\n", "s <- mutate(group_by(d, g), m = mean(x))", "plyr"),
     ('pkgs <- c("dplyr", "plyr")\ninvisible(lapply(pkgs, library, character.only = TRUE))\n',
      's <- count(d, "g")', "plyr"),
     ('for (p in c("dplyr", "plyr")) library(p, character.only = TRUE)\n',
      's <- rename(d, c(x = "y"))', "plyr"),
     ("pacman::p_load(dplyr, car)\n", "s <- recode(d$g, \"'a'='u'\")", "car"),
     ("", "s <- lag(d$x)", "stats"),
     ("library(dplyr)\n", "s <- stats::lag(d$x)", "stats"),
     ("move <- stats::lag\n", "s <- move(d$x)", "stats"),
     ("library(purrr)\nlibrary(mclust)\n", "s <- map(matrix(1:4 / 4, 2))", "mclust"),
     ("library(scales)\n", "s <- arm::rescale(d$x)", "arm"),
     ("library(arm)\n", "s <- sapply(list(d$x), rescale)", "arm"),
     ("", "s <- car::logit(20)", "car"),
     ("library(bayestestR)\n", "s <- HDInterval::hdi(d$x)", "HDInterval")],
)  # fmt: skip
def test_another_function_of_the_same_name_is_refused(
    attached: str, line: str, package: str
) -> None:
    script = f"{attached}{GROUPED}{line}\n"
    ported = port(script)
    assert f"is that of {package} here" in ported.python
    assert ported.missing[-1] == script.count("\n")


@pytest.mark.parametrize(
    ("attached", "line", "expected"),
    [("library(plyr)\nlibrary(dplyr)\n", "s <- summarise(group_by(d, g), m = mean(x))$m", [1.5, 4]),
     ("library(plyr)\nlibrary(tidyverse)\n", "s <- count(d, g)$n", [2, 1]),
     ("library(dplyr)\nlibrary(plyr)\n", "s <- dplyr::count(d, g)$n", [2, 1]),
     ("library(dplyr)\nlibrary(plyr)\ndetach(package:plyr)\n", "s <- count(d, g)$n", [2, 1]),
     ('library(dplyr)\nlibrary(plyr)\ndetach("package:plyr", unload = TRUE)\n',
      "s <- count(d, g)$n", [2, 1]),
     ('library(dplyr)\nlibrary(plyr)\nconflict_prefer("count", "dplyr")\n', "s <- count(d, g)$n",
      [2, 1]),
     ("library(dplyr)\nlibrary(plyr)\ncount <- dplyr::count\n", "s <- count(d, g)$n", [2, 1]),
     ('library(dplyr)\nlibrary(plyr, include.only = "ddply")\n', "s <- count(d, g)$n", [2, 1]),
     ("library(plyr)\n", "s <- mutate(d, y = x + 1)$y", [2, 3, 5]),
     ("library(dplyr)\nlibrary(plyr)\n", 's <- ddply(d, "g", summarise, m = mean(x))$m', [1.5, 4]),
     ("load_all <- function(p) library(p, character.only = TRUE)\n", "s <- lag(d$x, default = 0)",
      [0, 1, 2]),
     ("library(arm)\nlibrary(scales)\n", "s <- rescale(d$x)", [0, 1 / 3, 1]),
     ("library(dplyr)\n", "s <- lead(d$x, default = 0)", [2, 4, 0])],
)  # fmt: skip
def test_the_function_that_r_calls_is_translated(
    attached: str, line: str, expected: list[float]
) -> None:
    found = run(f"{attached}{GROUPED}{line}\n")["s"]
    assert list(found) == pytest.approx(expected)
