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

A program with loops is the tree of the package's program with further data and another `model`
block, which `twin.stan.jinja` writes. Data, parameters and priors are those of the package: both
programs have the same log density at the same point of the unconstrained space.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pybrms_mix.design.nonlinear_expression import Text, stan
from pybrms_mix.model.declarations import Rows
from pybrms_mix.model.fragments import AtRow
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
from pybrms_mix.stan.cutting import entries
from pybrms_mix.stan.program_tree import Block, Entry, Program
from pybrms_mix.stan.punctuation import Punctuation

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=[Punctuation],
)
ENVIRONMENT.filters["stan"] = text
PARTS: Any = ENVIRONMENT.get_template("twin.stan.jinja").module
"""The macros of the template: blocks, and parts of statements."""

_GLMS = {
    "normal": "normal_id_glm", "bernoulli_logit": "bernoulli_logit_glm",
    "poisson_log": "poisson_log_glm", "neg_binomial_2_log": "neg_binomial_2_log_glm",
}  # fmt: skip
"""The densities of generalised linear models that brms takes, by Stan's name of the family's."""


def twin(program: Program, model: Model) -> Program:
    """Return the loop program of `model`, all of whose rows must be observed exactly.

    `program` is the package's own program; the loop program has the same blocks, but for its data
    and its model.
    """
    bodies = {block.name: block.body for block in program.blocks}
    bodies |= {
        "data": (*bodies["data"], *entries(PARTS.data(ones(model)))),
        "transformed data": (*bodies["transformed data"], *_centred_columns(model)),
        # The first statement of the package's block is the branch with the likelihood.
        "model": (*_likelihood(model), *bodies["model"][1:]),
    }
    return replace(program, blocks=tuple(Block(name, body) for name, body in bodies.items()))


def ones(model: Model) -> list[str]:
    """Return the names of the columns of ones, which brms's data have and the package's lack."""
    return [column(g, e) for g in model.of(Group) for e in g.effects if not e.has_column]


def column(group: Group, effect: Effect) -> str:
    """Return the name of a coefficient's column."""
    return f"Z_{group.id}{effect.ending}"


def _likelihood(model: Model) -> tuple[Entry, ...]:
    """Return the branch that adds the predictors and the log densities."""
    likelihoods = model.of(Likelihood)
    if any(likelihood.joined or likelihood.shares for likelihood in likelihoods):
        raise TypeError("no twin of a class of responses, nor of whole groups")
    linear = {p.place.name: p for d in likelihoods for p in _apart(d, model)}
    predictors = [_predictor(model, p, linear) for p in _predictors(model)]
    branch = PARTS.model(
        groups=[getattr(PARTS, g.template)(g) for g in model.of(Group)],
        predictors=[p for p in predictors if p["population"] or p["by_row"]],
        shapes=[_shape(p) for p in model.of(Scaled)],
        proportions=model.of(Predicted),
        singles=[_alone(d.terms[0], model, linear) for d in likelihoods if len(d.terms) == 1],
        mixtures=[(d.size, _terms(d, model)) for d in likelihoods if len(d.terms) > 1],
    )
    return entries(branch)


def _centred_columns(model: Model) -> tuple[Entry, ...]:
    """Return the centred columns that brms's programs have, without that of the intercept."""
    # The package's own program has centred columns only where one of its statements reads them.
    present = {piece.suffix for piece in model.of(CentredColumns)}
    centred = [p for p in model.of(Population) if p.template == "population"]
    facts = [(p.suffix, Rows.of(p.place.resp), p.suffix in present) for p in centred]
    return entries(PARTS.transformed_data(facts))


def _predictors(model: Model) -> list[LinearPredictor]:
    """Return the linear predictors, and those that the package's program replaces by products."""
    products = {suffix for d in model.of(Likelihood) for suffix in d.residuals}
    predictors = {p.name: p for p in model.of(LinearPredictor)}
    for piece in model.of(Population):
        if piece.place.suffix in products and piece.place.name not in predictors:
            predictor = LinearPredictor(piece.place, varying=True, linked=False)
            predictors[piece.place.name] = predictor
    return list(predictors.values())


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
            by_row.append(PARTS.total(list(_of_levels(piece, name))))
        elif isinstance(piece, Special):
            by_row.append(PARTS.total(list(_steps(piece))))
        else:
            raise TypeError(f"no twin of a {type(piece).__name__}")
    if name in linear and (population or by_row):
        population.insert(0, PARTS.intercept(linear[name].suffix))
    return {
        "name": name, "rows": Rows.of(predictor.place.resp), "population": population,
        "by_row": by_row, "inverse": predictor.inverse,
    }  # fmt: skip


def _shape(piece: Scaled) -> dict[str, str]:
    """Return the names from which a scaled shape is computed."""
    return {"name": piece.place.name, "unscaled": piece.unscaled.name, **piece.names}


def _population(piece: Population) -> str:
    """Return the intercept and the columns times their coefficients."""
    s = piece.suffix
    if piece.template == "population_slopes":
        return PARTS.centred(s)
    if not piece.x.centered:
        return PARTS.total([PARTS.columns(s)] if piece.x.coefs else [])
    return PARTS.total([PARTS.intercept(s), *([PARTS.centred(s)] if piece.x.coefs else [])])


def _smooth(piece: Smooth) -> str:
    """Return the sum of all columns of smooth terms times their coefficients."""
    s = piece.suffix
    penalised = [PARTS.penalised(f"{s}_{p.number}_{p.block}") for p in piece.penalties]
    return PARTS.total([*([PARTS.smooth_columns(s)] if piece.has_coefs else []), *penalised])


def _process(piece: Process) -> str:
    """Return the values of processes of one function each, at the position of each row."""
    (term,) = piece.terms
    (latent,) = term.latents
    return PARTS.process(term.values_of(latent), term.end)


def _steps(piece: Special) -> Iterator[str]:
    """Yield the term of each monotonic effect for row n."""
    for coef in piece.coefs:
        if coef.steps is None:
            raise TypeError("no twin of a product, nor of special terms without steps")
        yield PARTS.steps(piece.suffix, coef)


def _of_levels(group: Group, name: str) -> Iterator[str]:
    """Yield the term of each coefficient of a group for row n."""
    for effect in group.effects:
        if effect.place.name == name:
            yield PARTS.of_level(group, effect, column(group, effect))


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
    distribution = term.density.distribution
    arguments = [stan(node, names).text for node in term.density.expressions]
    coefficients = linear.get(str(term.names["mu"]))
    if coefficients is not None:
        place, s = coefficients.place.name, coefficients.suffix
        alone = sum(place in p.predicts() for p in model.of(PredictorPiece)) == 1
        first = PARTS.intercept(s) if alone else place
        # The first expression is the mean, which the columns and their coefficients replace.
        arguments = [f"Xc{s}", first, f"b{s}", *arguments[1:]]
        distribution = _GLMS[distribution]
    return PARTS.density(distribution, term.kind, term.response, arguments)


def _weight(term: Term) -> str:
    """Return the log proportion of a component."""
    if term.weight == "given":
        return PARTS.known_weight(term.proportion)
    return PARTS.predicted_weight(term.number)


def _density(term: Term) -> str:
    """Return the log density of row n."""
    arguments = filled(term.density, term.at_row)
    distribution, response = term.density.distribution, AtRow(term.response)
    return PARTS.density(distribution, term.kind, response, arguments)
