"""Mutated texts and mutated files of R: each is read, or refused with the package's own errors."""

from __future__ import annotations

import gzip
import random
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData, InvalidFile, PybrmsError
from pybrms_mix.refits.formulas import updated
from pybrms_mix.rscript import port, read_rds
from tests.fuzz.budget import rounds, seed
from tests.fuzz.test_calls_in_text import DATA

REFERENCE = Path(__file__).parents[1] / "reference"
SLOWEST = 10.0  # seconds, for one text or file

FORMULAS = (
    "y ~ x", "y ~ 1 + x * f + I(x^2)",
    'y | trunc(lb = -9) ~ poly(x, 2) + (1 + x | gr(g, dist = "student"))',
    "bf(y ~ x, sigma ~ 0 + f) + lf(sigma ~ x)", "y ~ s(x, k = 3) + offset(x)",
    "bf(y ~ a * exp(-b * x), a + b ~ 1 + (1 | g), nl = TRUE)", "y ~ log(x + 1, base = 2) + x:f:g",
    "y | weights(n) + cens(0) + trunc(lb = -9, ub = 9) ~ (x || g) + (1 | g:f)",
    "y ~ x +  # a comment\n `x` - 1 + x:f %in% g + (x + f)^2 - f", "y ~ relevel(f, 'q')",
    "y ~ (1 | ID | g) + (0 + x | f) + scale(x) + cut(x, c(-1, 3.5, 9))", "y ~ factor(o) / x ^ 2L",
)  # fmt: skip
FAMILIES = (
    "mixture(gaussian, gaussian)", "mixture(gaussian(), student(), nmix = c(1, 2))", "gaussian",
    'mixture(cumulative("probit"), cumulative, order = "none")', "binomial(link = 'logit')",
    "mixture(gaussian, nmix = 3, order = TRUE)", "zero_inflated_poisson(link_zi = identity)",
    'brmsfamily("student", link = "log", link_sigma = "softplus")', "mixture(student, gr = 'g')",
)  # fmt: skip
PRIORS = (
    "prior(normal(0, 5), class = Intercept, dpar = mu1)", 'set_prior("dirichlet(1, 2)", "theta")',
    "prior(normal(0, 1), class = b, coef = x, dpar = mu1) + prior(exponential(1), sigma2)",
    "c(prior(constant(1), sigma1), prior(gamma(2, 0.1), class = 'sd', dpar = mu1, group = g))",
    "prior(horseshoe(df = 3, par_ratio = 0.1), class = b, dpar = mu2)",
    "prior(lkj(2), class = cor)",
    "prior(R2D2(mean_R2 = 0.5, prec_R2 = 2), b, dpar = mu1)", "prior(lkj_corr_cholesky(1), L)",
    "prior(uniform(-1, 1 / 3), b, dpar = mu1, lb = -1, ub = 1 / 3)",
    "prior_string('exponential(1e-2)', class = 'sigma1')",
)  # fmt: skip
SCRIPTS = (
    "fit <- brm(bf(y ~ x, sigma ~ 1), d, mixture(gaussian, gaussian), file = 'm')\nprint(fit)",
    "d %>% group_by(g) %>% summarise(m = mean(x), .groups = 'drop') |> arrange(-m)",
    "f <- function(x, n = 2, ...) { if (x > n) x else -x }\nfor (i in 1:3) print(f(i))",
    "d$z[d$x > 1 & !is.na(d$g)] <- -1L; names(d)[2] <- \"w\"; l <- list(a = 1)[['a']]",
    "ggplot(d, aes(x, y = y)) + geom_point(alpha = .5) + facet_wrap(~ g)",
)  # fmt: skip
# Pieces that a text may get anywhere.
PIECES = (
    *"()[]{}~|+-*/^:,;=<>!&%$@\"'`\\#?.", "\n", "\0", "\ud800", "\u2028", "\ufeff", "é", "²", "１",
    "<-", "->>", "|>", "%%", "%in%", "::", ":::", "[[", "]]", "||", "&&", "==", "...", "..1", "NA",
    "NULL", "Inf", "NaN", "TRUE", "T", "function(x) x", "\\(x) x", "if (x)", "else", "for (i in x)",
    "while", "repeat", "0x", "0x1p3", "1e", "1e999", "1e-999", "9" * 400, "1i", "5L", "1.5L",
    "r\"(x)\"", "'\\x'", "\"\\u{110000}\"", "c(", "prior(", "bf(", "mixture(", "(1 | ", "((" * 40,
    "-" * 300, "x + " * 300, "data2 = list()", "x = ", ", ,", "y ~", "~ ~", "| |", "`\n`", "__x",
)  # fmt: skip


def mutated(text: str, rng: random.Random, others: tuple[str, ...]) -> str:
    """Return ``text`` with one to four changes."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        at, to = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        other = rng.choice(others)
        cut = sorted(rng.randrange(len(other) + 1) for _ in range(2))
        text = rng.choice((
            text[:at] + rng.choice(PIECES) + text[at:], text[:at] + rng.choice(PIECES) + text[to:],
            text[:at] + text[to:], text[:at] + text[at : at + 1] * 2 + text[at + 1 :],
            text[:to] + text[at:], text[:at] + other[cut[0] : cut[1]] + text[to:], text[:at],
            text[:at] + chr(rng.randrange(rng.choice((128, 0x3000)))) + text[at + 1 :],
        ))  # fmt: skip
    return text


UNORDERED = 'mixture(gaussian, gaussian, order = "none")'


def program(formula: str, family: str, prior: str | None) -> None:
    pm.make_stancode(formula, DATA, family, prior)
    pm.make_standata(formula, DATA, family, prior)


READERS: dict[str, tuple[tuple[str, ...], Callable[[str], object]]] = {
    "formula": (FORMULAS, lambda text: program(text, "gaussian", None)),
    "formula of a mixture": (
        FORMULAS, lambda text: program(text.replace("sigma", "sigma1"), UNORDERED, None),
    ),
    "family": (FAMILIES, lambda text: program("y ~ x", text, None)),
    "prior": (PRIORS, lambda text: program("y ~ x + (x | g)", FAMILIES[0], text)),
    "changed formula": (FORMULAS, lambda text: updated(pm.bf("y ~ x + (1 | g)"), text)),
    "script": (SCRIPTS, port),
}  # fmt: skip
# What ``program()`` takes without the formula's data: the check of arguments alone, which is fast.
DOORS: dict[str, Callable[[str], object]] = {
    "formula": pm.bf, "formula of a mixture": pm.bf, "family": pm.mixture, "prior": pm.prior,
}  # fmt: skip


def foreign(read: Callable[[str], object], text: str) -> str:
    """Return what is wrong with how ``text`` is read: nothing, for a value or an own error."""
    began = time.perf_counter()
    try:
        read(text)
    except PybrmsError as error:
        str(error)
    except (Exception, RecursionError) as error:
        return f"{text!r}: {type(error).__name__}: {error}"
    took = time.perf_counter() - began
    return f"{text!r} took {took:.0f} seconds" if took > SLOWEST else ""


@pytest.mark.filterwarnings("ignore")
def test_mutated_texts_are_read_or_refused() -> None:
    rng = random.Random(seed())
    names = list(READERS)
    found = []
    for number in rounds(1000):
        name = names[number % len(names)]
        texts, read = READERS[name]
        text = mutated(rng.choice(texts), rng, texts)
        for one in filter(None, (DOORS.get(name), read)):
            found += [f"{name}: {told}"] if (told := foreign(one, text)) else []
    assert not found, "\n".join(found)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", READERS)
def test_the_texts_that_are_mutated_are_read(name: str) -> None:
    """A text that nothing reads would test nothing when it is mutated."""
    texts, read = READERS[name]
    for text in texts:
        try:
            read(text)
        except InvalidData as error:  # the numbers are no counts
            assert name == "family" and "integer" in error.message


def changed_bytes(data: bytes, rng: random.Random) -> bytes:
    """Return the bytes of a file with a change, of any kind that a disk or a person makes."""
    found = bytearray(data)
    at, to = sorted(rng.randrange(len(found)) for _ in range(2))
    match rng.randrange(7):
        case 0:
            del found[at:]
        case 1:
            del found[at:to]
        case 2:
            for _ in range(rng.randrange(1, 9)):
                found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
        case 3:
            found[at : at + 4] = rng.choice((-1, 2**31 - 1, -(2**31), 0, 255, 1 << 20)).to_bytes(
                4, rng.choice(("big", "little")), signed=True
            )
        case 4:
            found[at:at] = found[at : at + rng.randrange(1, 200)]
        case 5:
            found[at : at + 8] = found[to : to + 8]
        case _:
            found[at : at + rng.randrange(1, 40)] = rng.randbytes(rng.randrange(1, 40))
    return bytes(found)


def opened(path: Path) -> bytes:
    """Return what a file holds, unpacked: a change in packed bytes ends in the packer's check."""
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


FILES = sorted([*(REFERENCE / "rvalues").iterdir(), *(REFERENCE / "rds").glob("*.rds")])


def test_mutated_files_of_r_are_read_or_refused(tmp_path: Path) -> None:
    rng = random.Random(seed())
    whole = [opened(path) for path in FILES]
    file = tmp_path / "x.rds"
    found = []
    for number in rounds(400):
        data = changed_bytes(whole[number % len(whole)], rng)
        file.write_bytes(gzip.compress(data, 1) if rng.random() < 0.3 else data)
        for read in (read_rds, pm.read_brmsfit):
            began = time.perf_counter()
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    read(file)
            except InvalidFile:
                pass
            except Exception as error:
                kept = f"{FILES[number % len(FILES)].name}, {read.__name__}"
                found.append(f"{kept}: {type(error).__name__}: {error}")
            if time.perf_counter() - began > SLOWEST:
                found.append(f"{read.__name__} took too long")
    assert not found, "\n".join(found)
