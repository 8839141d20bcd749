"""Stan programs in the manner of brms 2.18: the same models, with a loop over the rows.

The benchmarks compare the speed of the package with these programs. The operations of brms's
programs were read from `make_stancode()`:

- a linear predictor begins as `rep_vector(0, N)`, to which the population part is added;
- group-level coefficients are added row by row, an intercept times a column of ones;
- a smooth term is added to the population part, a monotonic effect row by row as a sum of shares,
  and a Gaussian process as a vector of values that is indexed by rows;
- inverse links are applied to whole vectors;
- predicted proportions are normalised row by row, through exp and log;
- for each row of a mixture an array holds log proportion plus log density of each component, and
  `log_sum_exp` of it is added to the target;
- a single family has one call of its density for all rows; where Stan has the density of a
  generalised linear model, that takes the columns and their coefficients.

The text of the programs is this project's (`*.stan.jinja`), and so are data, parameters and priors:
both programs have the same log density at the same point of the unconstrained space.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pybrms_mix.design.nonlinear_expression import Text, stan
from pybrms_mix.model.declarations import Rows
from pybrms_mix.model.ir import Model, PredictorPiece
from pybrms_mix.pieces.group.coefficients import Group
from pybrms_mix.pieces.group.multipliers import Effect
from pybrms_mix.pieces.likelihood import Likelihood, Term
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.predictor import LinearPredictor
from pybrms_mix.pieces.process.process import Process
from pybrms_mix.pieces.proportions import Predicted
from pybrms_mix.pieces.residual_matrix import CentredColumns
from pybrms_mix.pieces.shape import Scaled
from pybrms_mix.pieces.smooth.smooth import Smooth
from pybrms_mix.pieces.special.special import Special
from pybrms_mix.stan.code import filled, text

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_GLMS = {
    "normal": "normal_id_glm", "bernoulli_logit": "bernoulli_logit_glm",
    "poisson_log": "poisson_log_glm", "neg_binomial_2_log": "neg_binomial_2_log_glm",
}  # fmt: skip
"""The densities of generalised linear models that brms takes, by Stan's name of the family's."""


def twin(program: str, model: Model) -> str:
    """Return the loop program of `model`, all of whose rows must be observed exactly.

    `program` is the package's own program; all blocks before `model` are taken from it.
    """
    head, body = program.split("\nmodel {\n")
    likelihoods = model.of(Likelihood)
    if any(likelihood.joined or likelihood.shares for likelihood in likelihoods):
        raise TypeError("no twin of a class of responses, nor of whole groups")
    linear = {p.place.name: p for d in likelihoods for p in _apart(d, model)}
    predictors = [_predictor(model, p, linear) for p in _predictors(model)]
    groups = ENVIRONMENT.get_template("groups.stan.jinja").module
    loops = ENVIRONMENT.get_template("twin.stan.jinja").render(
        groups=[getattr(groups, g.template)(g) for g in model.of(Group)],
        predictors=[p for p in predictors if p["population"] or p["by_row"]],
        shapes=[_shape(p) for p in model.of(Scaled)],
        proportions=model.of(Predicted),
        mixtures=[(d.size, _terms(d, model)) for d in likelihoods if len(d.terms) > 1],
        singles=[_alone(d.terms[0], model, linear) for d in likelihoods if len(d.terms) == 1],
        tail=body[body.index("  target += lprior;") :],
    )
    return f"{_with_columns(head, model)}\n{loops}"


def ones(model: Model) -> list[str]:
    """Return the names of the columns of ones, which brms's data have and the package's lack."""
    return [column(g, e) for g in model.of(Group) for e in g.effects if not e.has_column]


def _with_columns(head: str, model: Model) -> str:
    """Return the blocks before `model` with the columns that brms's programs have.

    These are columns of ones in the data, and centred columns without that of the intercept.
    """
    declared = "".join(f"\n  vector[N] {name};" for name in ones(model))
    head = head.replace("\n  int prior_only;", f"{declared}\n  int prior_only;", 1)
    columns = ENVIRONMENT.get_template("columns.stan.jinja")
    centred = [p for p in model.of(Population) if p.template == "population"]
    # The package's own program has centred columns only where one of its statements reads them.
    present = {piece.suffix for piece in model.of(CentredColumns)}
    made = columns.render(
        centred=[(p.suffix, Rows.of(p.place.resp), p.suffix in present) for p in centred]
    )
    return head.replace("\n}\nparameters {", f"{made}\n}}\nparameters {{", 1)


def _predictors(model: Model) -> list[LinearPredictor]:
    """Return the linear predictors, and those that the package's program replaces by products."""
    products = {suffix for d in model.of(Likelihood) for suffix in d.residuals}
    found = {p.name: p for p in model.of(LinearPredictor)}
    for piece in model.of(Population):
        if piece.place.suffix in products and piece.place.name not in found:
            found[piece.place.name] = LinearPredictor(piece.place, varying=True, linked=False)
    return list(found.values())


def _predictor(
    model: Model, predictor: LinearPredictor, linear: Mapping[str, Population]
) -> dict[str, Any]:
    """Return the fields of a linear predictor for the template.

    The densities of generalised linear models take the columns of the coefficients `linear`, by the
    names of their predictors. Without other terms they take the intercept as well.
    """
    name, population, by_row = predictor.name, [], []
    for piece in model.of(PredictorPiece):
        if name not in piece.predicts():
            continue
        if name in linear and piece is linear[name]:
            continue
        if isinstance(piece, Population):
            population.append(_population(piece))
        elif isinstance(piece, Smooth):
            population.append(_smooth(piece))
        elif isinstance(piece, Process):
            population.append(_process(piece))
        elif isinstance(piece, Group):
            by_row.append(" + ".join(_added(piece, name)))
        elif isinstance(piece, Special):
            by_row.append(" + ".join(_steps(piece)))
        else:
            raise TypeError(f"no twin of a {type(piece).__name__}")
    if name in linear and (population or by_row):
        population.insert(0, f"Intercept{linear[name].suffix}")
    return {
        "name": name, "rows": Rows.of(predictor.place.resp), "population": population,
        "by_row": by_row, "inverse": predictor.inverse,
    }  # fmt: skip


def _shape(piece: Scaled) -> dict[str, str]:
    """Return the names from which a scaled shape is computed."""
    return {"name": piece.place.name, "unscaled": piece.unscaled.name, **piece.names}


def _population(piece: Population) -> str:
    s = piece.suffix
    if piece.template == "population_slopes":
        return f"Xc{s} * b{s}"
    if not piece.x.centered:
        return f"X{s} * b{s}" if piece.x.coefs else "0"
    return f"Intercept{s} + Xc{s} * b{s}" if piece.x.coefs else f"Intercept{s}"


def _smooth(piece: Smooth) -> str:
    """Return the sum of all columns of smooth terms times their coefficients."""
    s = piece.suffix
    ends = [f"{s}_{p.number}_{p.block}" for p in piece.penalties]
    free = [f"Xs{s} * bs{s}"] if piece.has_coefs else []
    return " + ".join([*free, *(f"Zs{e} * (sds{e} * zs{e})" for e in ends)])


def _process(piece: Process) -> str:
    """Return the values of processes of one function each, at the position of each row."""
    (term,) = piece.terms
    (latent,) = term.latents
    return f"({text(term.values_of(latent))})[Jgp{term.end}]"


def _steps(piece: Special) -> Iterator[str]:
    """Yield the term of each monotonic effect for row n."""
    s = piece.suffix
    for coef in piece.coefs:
        if coef.steps is None:
            raise TypeError("no twin of a product, nor of special terms without steps")
        shares, at = coef.steps.stan, f"Xmo{s}_{coef.steps.number}[n]"
        yield f"bsp{s}[{coef.number}] * rows({shares}) * sum(head({shares}, {at}))"


def _added(group: Group, name: str) -> Iterator[str]:
    """Yield the term of each coefficient of a group for row n."""
    i = group.id
    for effect in group.effects:
        if effect.place.name == name:
            yield f"r_{i}{effect.ending}[J_{i}[n]] * {column(group, effect)}[n]"


def column(group: Group, effect: Effect) -> str:
    """Return the name of a coefficient's column."""
    return f"Z_{group.id}{effect.ending}"


def _terms(likelihood: Likelihood, model: Model) -> list[dict[str, str]]:
    """Return weight and density of each component for row n.

    As in brms, each parameter with a formula is a vector, even if it is constant.
    """
    vectors = {p.name for p in _predictors(model)}
    terms = [
        replace(t, varying=frozenset(d for d, name in t.names.items() if name in vectors))
        for t in likelihood.terms
    ]
    return [{"weight": _weight(t), "density": _density(t)} for t in terms]


def _apart(likelihood: Likelihood, model: Model) -> Iterator[Population]:
    """Yield the coefficients whose columns the density of a generalised linear model takes."""
    term, *others = likelihood.terms
    if others or term.density.distribution not in _GLMS:
        return
    for piece in model.of(Population):
        if piece.place.name == term.names["mu"] and piece.template == "population":
            yield piece


def _alone(term: Term, model: Model, linear: Mapping[str, Population]) -> str:
    """Return the log density of all rows of a single family."""
    vectors = {p.name for p in _predictors(model)}
    names = {
        d: Text(name, "vector" if name in vectors else "real") for d, name in term.names.items()
    }
    own = linear.get(str(term.names["mu"]))
    if own is None:
        arguments = [stan(node, names).text for node in term.density.expressions]
        return f"{term.density.distribution}_{term.kind}({term.response} | {', '.join(arguments)})"
    s, alone = (
        own.suffix,
        sum(own.place.name in p.predicts() for p in model.of(PredictorPiece)) == 1,
    )
    first = f"Intercept{s}" if alone else own.place.name
    further = [stan(node, names).text for node in term.density.expressions[1:]]
    arguments = [f"Xc{s}", first, f"b{s}", *further]
    return (
        f"{_GLMS[term.density.distribution]}_{term.kind}({term.response} | {', '.join(arguments)})"
    )


def _weight(term: Term) -> str:
    given = term.weight == "given"
    return f"log({term.proportion})" if given else f"theta{term.number}[n]"


def _density(term: Term) -> str:
    """Return the log density of row n."""
    arguments = ", ".join(filled(term.density, term.at_row))
    return f"{term.density.distribution}_{term.kind}({term.response}[n] | {arguments})"
