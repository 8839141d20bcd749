"""Every call of a script is ported, or kept as a comment with a reason."""

from __future__ import annotations

import ast
import random

import pytest

from pybrms_mix.rscript import port
from pybrms_mix.rscript.facts.registry import WORDS

START = "x <- c(1, 2, 3)\ny <- 2\nd <- data.frame(x = x, y = 1)\nfit <- brm(y ~ x, d)\n"
ARGUMENTS = (
    *("x", "y", "d", "fit", "3", "'a'", "TRUE", "NULL", "c(1, 2)", "y ~ x", "d$y", "x[1]", "1:3"),
    *("function(v) v", "function(v) {v; v}", "d[1, ]", "-x", "list(a = 1)", "NA", "c()", "sum"),
)
NAMES = ("a", "x", "n", "data", "by", "FUN", "sep", "prior")
FORMS = (
    *("{}", "z <- {}", "d %>% {}", "x[{}]", "{}$a", "z <- function(q) {{ {} }}", "x[1] <- {}"),
    *("for (i in {}) i", "d$z <- {}", "d %>% mutate(k = {})", "if ({}) 1", "{} + x", "d[{}, ]"),
    *("ggplot(d, aes(x)) + {}", "names(d) <- {}", "d %>% group_by(x) %>% {}"),
)


def words() -> list[str]:
    """Return the functions of the vocabulary as a call spells them: operators in backticks."""
    plain = sorted(WORDS.keys() - {".by_group", "+"})
    return [n if n.replace(".", "_").replace(":", "_").isidentifier() else f"`{n}`" for n in plain]


def calls(seed: int, size: int) -> list[str]:
    rng = random.Random(seed)
    found = []
    for _ in range(size):
        given = [rng.choice(ARGUMENTS) for _ in range(rng.randrange(4))]
        named = [f"{rng.choice(NAMES)} = {g}" if rng.random() < 0.25 else g for g in given]
        name = rng.choice(words())
        found.append(rng.choice(FORMS).format(f"{name}({', '.join(named)})"))
    return found


@pytest.mark.parametrize("form", ["{}()", "{}(x)", "d %>% {}(c())", "{}(d, x ~ y, z = )"])
def test_a_call_that_lacks_arguments_is_ported_or_kept(form: str) -> None:
    names = words()
    ported = port(START + "\n".join(form.format(name) for name in names))
    assert len(ported.pieces) == len(names) + 4


@pytest.mark.parametrize("seed", range(3))
def test_any_call_is_ported_or_kept_with_its_reason(seed: int) -> None:
    for text in calls(seed, 60):
        ported = port(START + text)
        assert ported.pieces[-1].reason or ported.pieces[-1].python, text
        ast.parse(ported.python)
        if ported.pieces[-1].reason:
            assert f"# {text}" in ported.python
