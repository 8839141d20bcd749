"""Small Stan programs with one density, in its row form or over whole vectors."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import stanli
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pybrms_mix.base.resources import folder
from pybrms_mix.family.base import Density, Family
from pybrms_mix.stan.code import filled
from tests.family.points import THRESHOLDS

_TEMPLATES = Environment(
    loader=FileSystemLoader(folder("templates")),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# No quantity of these programs has a vector that holds its logarithm.
_TEMPLATES.filters["log"] = "log({})".format
_TEMPLATES.filters["log_rows"] = "log({})".format
_TEMPLATES.filters["rows"] = str
_TEMPLATES.filters["shares"] = lambda name: "varying"
EXTRA = {"trials": "array[N] int trials;", "denom": "vector[N] denom;", "dec": "array[N] int dec;"}


def block(name: str, block: str, *, optional: bool = False, **facts: str) -> str:
    """Return a block of a template for the names of a single response."""
    template = _TEMPLATES.get_template(f"{name}.stan.jinja")
    if optional and block not in template.blocks:
        return ""
    context = template.new_context({"suffix": "", "end": "1", **facts})
    return "".join(template.blocks[block](context)).strip()


_TEMPLATES.globals["block"] = block


def vector(density: Density, facts: dict[str, str]) -> str:
    return block(f"densities/{density.pointwise}", "vector", **facts)


def before(density: Density, facts: dict[str, str]) -> str:
    """Return the vectors from which the density over whole vectors is computed."""
    return block(f"densities/{density.pointwise}", "before", optional=True, **facts)


def derived(density: Density) -> str:
    return "\n".join(block(f"derived/{name}", "transformed_data") for name in density.derived)


def shared(density: Density) -> Density:
    """Return the density whose whole-vector form is that of rows with equal parameters."""
    return replace(density, pointwise=density.shared, derived=density.shared_derived)


def functions(density: Density) -> str:
    texts = [folder("templates") / "functions" / f"{f}.stan" for f in density.functions]
    return "\n".join(path.read_text() for path in texts)


def row_form(family: Family, density: Density, varying: frozenset[str], kind: str = "") -> str:
    """Return the loop over rows; ``kind`` is "lcdf" or "lccdf" instead of the density."""
    names = {d.name: f"{d.name}1[n]" if d.name in varying else f"{d.name}1" for d in family.dpars}
    extra = {name: f"{name}[n]" for name in EXTRA}
    names["thres"] = "thres"
    arguments = ", ".join(filled(density, {**names, **extra}))
    kind = kind or ("lpmf" if family.values == "int" else "lpdf")
    return f"for (n in 1:N) target += {density.distribution}_{kind}(Y[n] | {arguments});"


def vector_form(family: Family, density: Density) -> str:
    """Return the statements; a density of zero is -1e30, and the gradients of other rows stay."""
    names = {d.name: f"{d.name}1" for d in family.dpars}
    total = "target += total;"
    rows = f"vector[N] lp1 = {vector(density, names)};\n  real total = sum(lp1);"
    return "\n  ".join([before(density, names), rows, total])


def bodies(family: Family, density: Density, varying: frozenset[str]) -> list[str]:
    """Return the statements of the row form and, where there is one, of the vector form."""
    rows = [row_form(family, density, varying)]
    return [*rows, vector_form(family, density)] if density.pointwise else rows


def program(family: Family, density: Density, varying: frozenset[str], body: str) -> str:
    used = body + derived(density)
    extra = [text for name, text in EXTRA.items() if re.search(rf"\b{name}\b", used)]
    response = "array[N] int Y;" if family.values == "int" else "vector[N] Y;"
    dpars = [f"{'vector[N]' if d.name in varying else 'real'} {d.name}1;" for d in family.dpars]
    if family.ordinal:
        dpars.append(f"vector[{len(THRESHOLDS)}] thres;")
    constants = derived(density) if "lp1" in body else ""
    return "\n".join(
        [
            f"functions {{\n{functions(density)}\n}}",
            f"data {{ int N; {response} {' '.join(extra)} }}",
            f"transformed data {{\n{constants}\n}}",
            f"parameters {{ {' '.join(dpars)} }}",
            f"model {{\n  {body}\n}}",
        ]
    )


def evaluated(code: str, data: dict[str, object], values: list[np.ndarray]) -> tuple:
    """Return the log density and the gradient of the program at ``values``."""
    model = stanli.Model(stan_code=code, data={k: np.asarray(v) for k, v in data.items()})
    return model.log_prob_grad(np.concatenate([np.ravel(v) for v in values]))


def mixed_program(family: Family, density: Density) -> str:
    """Return a program in which each dpar is a vector, as if it were predicted."""
    names = [f"{d.name}1" for d in family.dpars]
    parameters = " ".join(f"real I_{n}; vector[K] b_{n};" for n in names)
    predictors = "\n".join(f"  vector[N] {n} = I_{n} + Xc * b_{n};" for n in names)
    facts = {d.name: f"{d.name}1" for d in family.dpars}
    response = "array[N] int Y;" if family.values == "int" else "vector[N] Y;"
    return f"""
data {{ int N; int K; matrix[N, K] Xc; {response} {" ".join(EXTRA.values())} }}
transformed data {{
{derived(density)}
}}
parameters {{ {parameters} real<lower=0, upper=1> theta; }}
model {{
{predictors}
  {before(density, facts)}
  vector[N] lp1 = log(theta)
  + {vector(density, facts)};
  vector[N] lp2 = log1m(theta) - 0.5 * square({names[0]});
  target += sum(lp1) + sum(log1p_exp(lp2 - lp1));
}}
"""


def shared_program(family: Family, density: Density) -> str:
    """Return a program in which only mu is a vector, for the form for such rows."""
    facts = {d.name: f"{d.name}1" for d in family.dpars} | {"thres": "thres"}
    numbers = " ".join(f"real<lower=0, upper=1> {d.name}1;" for d in family.dpars[1:])
    response = "array[N] int Y;" if family.values == "int" else "vector[N] Y;"
    thresholds = "ordered[nthres] thres;" if family.ordinal else ""
    template = shared(density)
    return f"""
functions {{ {functions(density)} }}
data {{ int N; int K; int nthres; matrix[N, K] Xc; {response} {" ".join(EXTRA.values())} }}
transformed data {{
{derived(template)}
}}
parameters {{ real I; vector[K] b; {numbers} {thresholds} real<lower=0, upper=1> theta; }}
model {{
  vector[N] mu1 = I + Xc * b;
  {before(template, facts)}
  vector[N] lp1 = log(theta)
  + {vector(template, facts)};
  vector[N] lp2 = log1m(theta) - 0.5 * square(mu1);
  vector[N] gap = abs(lp2 - lp1);
  vector[N] larger = inv_logit(gap);
  target += 0.5 * sum(lp1 + lp2 + gap) - sum(log(larger));
}}
"""
