"""Pages that the catalogues make: families and terms, with what the package itself says of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

import pybrms_mix as pm
from pybrms_mix.design.expression import FUNCTIONS, MORE_FUNCTIONS
from pybrms_mix.design.transforms import TRANSFORMS
from pybrms_mix.family.base import Dpar, Family
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.family.family_help import kind

# Each kind of term, with what it is for. Whether it is supported, and what parameters it makes, is
# asked of the package.
TERMS = {
    "x": "a number",
    "f": "a factor: one coefficient for each level but the first",
    "x:f": "an interaction; `x * f` also has the main effects",
    "I(x^2)": "arithmetic",
    "poly(x, 2)": "orthogonal polynomials",
    "bs(x, df = 4)": "B-splines; `ns()` are natural splines",
    "scale(x)": "a standardised number, with the mean and spread of the fit for new data",
    "0 + Intercept + x": "an intercept that is not centred, under the class b",
    "offset(z)": "a known addition to the predictor",
    "(1 | g)": "a group-level intercept",
    "(1 + x | g)": "a group-level intercept and slope, correlated",
    "(1 + x || g)": "the same without correlation",
    "(1 | i | g)": "with an ID: correlated with the terms of other parameters that have this ID",
    "(1 | g:h)": "one level for each combination",
    "(1 | g / h)": "nested groups: `(1 | g) + (1 | g:h)`",
    "(1 | gr(g, by = f))": "a standard deviation for each level of f",
    "(1 | gr(g, dist = 'student'))": "Student's t for the levels",
    "(1 | mm(g, h))": "a row that belongs to several levels",
    "cs(x)": "a coefficient for each category, in ordinal families",
    "mo(o)": "a monotonic effect of an ordered factor",
    "s(x)": "a smooth function; `s(x, z)` is a surface of variables with the same unit",
    "s(x, bs = 'cr')": "another basis: `cr`, `cs`, `cc` (cyclic), `ps`, `cp`, `ts`",
    "s(x, by = f)": "a smooth function for each level of f; a number multiplies the function",
    "s(x, f, bs = 'fs')": "a curve for each level of f, all as smooth as each other: random curves",
    "s(f, bs = 're')": "random effects of the levels of f, as a smooth term",
    "t2(x, z)": "a smooth surface of variables with different units: a tensor product",
    "gp(x)": "a Gaussian process",
    "me(x, sd)": "a predictor with measurement error; `sd` is the standard error of each value",
    "mi(x)": "a predictor with missing values, which has a formula with the addition `mi()`",
    "ar(time, g)": "autocorrelation",
}
ADDITIONS = {
    "weights": ("weights(w)", "the number of times that a row counts"),
    "se": ("se(s)", "the known standard error of the response, as in meta-analysis"),
    "cens": ("cens(c)", "censored responses"),
    "trunc": ("trunc(lb = 0)", "a truncated distribution"),
    "trials": ("trials(n)", "the number of trials"),
    "rate": ("rate(e)", "the exposure of a count"),
    "dec": ("dec(d)", "the decision, for `wiener`"),
    "thres": ("thres(4)", "the number of thresholds, in ordinal families"),
    "subset": (
        "subset(s)",
        "the rows that the response uses; others of several responses keep their own",
    ),
    "mi": (
        "mi(sd)",
        "missing responses become parameters; `sd` is the standard error of measured ones, and "
        "`mi()` has none",
    ),
}
# The models of terms that do not stand in a formula of y alone.
_MODELS = {
    "cs(x)": ("rank ~ {term}", "acat"),
    "mi(x)": ("bf(y ~ {term}) + bf(x | mi() ~ 1) + set_rescor(FALSE)", "gaussian"),
}


def _data() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    count = 40
    frame = pd.DataFrame({name: rng.normal(size=count) for name in ("y", "x", "z")})
    frame["f"] = pd.Categorical(np.repeat(["a", "b"], [16, 24]))  # the same for all rows of g
    frame["g"], frame["h"] = np.repeat(list("pqrst"), 8), np.tile(list("klmn"), 10)
    frame["o"] = pd.Categorical(np.tile(["low", "mid", "high", "top"], 10),
                                ["low", "mid", "high", "top"], ordered=True)  # fmt: skip
    frame["time"], frame["rank"] = np.arange(count), np.tile([1, 2, 3, 4], 10)
    frame["sd"] = 0.5
    return frame


def _made(term: str, data: pd.DataFrame) -> str:
    """Return the parameters that a term makes, with their default priors."""
    model, family = _MODELS.get(term, ("y ~ {term}", "gaussian"))
    formula = model.format(term=term)
    try:
        pm.make_stancode(formula, data, family)
        rows = pm.get_prior(formula, data, family).shown()
    except pm.NotSupported:
        return "not supported"
    known = set(pm.get_prior(model.format(term="1"), data, family).to_frame()["class"])
    own = rows[~rows["class"].isin(known) & (rows["source"] != "(vectorized)")]
    said = [f"`{c}`: {p}" for c, p in zip(own["class"], own["prior"], strict=True)]
    return "; ".join(dict.fromkeys(said)) or "-"


def terms() -> str:
    """Return the page of the terms of formulas."""
    data = _data()
    lines = [
        "# Terms", "",
        "What a formula may hold. The last column is what this version of the package makes of "
        "the term: the classes of its parameters with their default priors.", "",
        "## Predictors", "", "| term | meaning | parameters |", "|---|---|---|",
    ]  # fmt: skip
    for term, meaning in TERMS.items():
        lines.append(f"| {_code(term)} | {meaning} | {_cell(_made(term, data))} |")
    lines += ["", "## Additions to the response", "",
              "| addition | meaning | families |", "|---|---|---|"]  # fmt: skip
    for name, (example, meaning) in ADDITIONS.items():
        taking = [f.name for f in FAMILIES.values() if name in f.additions]
        shown = "all" if len(taking) == len(FAMILIES) else ", ".join(taking)
        lines.append(f"| {_code(f'y | {example}')} | {meaning} | {shown or '-'} |")
    lines += ["", "## Functions", "",
              "These functions have the values of R. Constants that they take from the data, such "
              "as means and knots, are those of the fit where new data are predicted.", "",
              _listed(TRANSFORMS), "", "Others are computed row by row or from whole columns:", "",
              _listed([*FUNCTIONS, *MORE_FUNCTIONS])]  # fmt: skip
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return f"<code>{_cell(text)}</code>"


def _cell(text: str) -> str:
    return text.replace("|", "&#124;")


def _listed(names: object) -> str:
    return ", ".join(f"`{name}`" for name in names)  # type: ignore[attr-defined]


def families() -> str:
    """Return the page of the families, made from the catalogue."""
    lines = [
        "# Families", "",
        "Each family may be a component of a mixture if the last column says so, alone or beside "
        "others. Below the table each family has its parameters.", "",
        "| family | response | parameters | in mixtures |", "|---|---|---|---|",
    ]  # fmt: skip
    for family in FAMILIES.values():
        dpars = ", ".join(f"`{d.name}`" for d in family.dpars)
        mixes = "yes" if family.mixes else "no"
        link = f"[`{family.name}`](#{family.name.replace('.', '')})"
        lines.append(f"| {link} | {kind(family)} | {dpars} | {mixes} |")
    lines += ["", "A default prior holds for a parameter that is one number. `{location}` and "
              "`{scale}` are the median and the MAD of the response on the scale of the link, "
              "rounded; \"flat\" is no prior."]  # fmt: skip
    for family in FAMILIES.values():
        lines += ["", f"## {family.name}", "", *_family(family)]
    return "\n".join(lines) + "\n"


def _family(family: Family) -> list[str]:
    arguments = ", ".join(family.density.arguments)
    lines = [f"Density in Stan: `{family.density.distribution}({arguments})`."]
    if family.additions:
        lines += [f"Additions: {', '.join(f'`{a}`' for a in sorted(family.additions))}."]
    return [*lines, "", "| parameter | links | default prior | prior of its intercept |",
            "|---|---|---|---|", *(_dpar(d, family) for d in family.dpars)]  # fmt: skip


def _dpar(dpar: Dpar, family: Family) -> str:
    links = ", ".join(f"`{link}`" for link in dpar.links)
    prior = "predicted" if dpar.name == "mu" else dpar.prior or "flat"
    given = f"fixed at {dpar.given:g}" if dpar.given is not None else prior
    intercept = dpar.intercept_prior or "flat"
    if family.ordinal and dpar.name == "mu":
        rows = pm.get_prior("rank ~ 1", _data(), family.name).to_frame()
        thresholds = rows[(rows["class"] == "Intercept") & (rows["coef"] == "")]
        intercept = f"thresholds: {thresholds['prior'].iloc[0]}"
    return f"| `{dpar.name}` | {links} | {given} | {intercept} |"
