"""Stan programs in the manner of brms 2.18: the same models, with a loop over the rows.

That is what speed is compared with. What brms's program does was read off `make_stancode()`:

- a linear predictor begins as `rep_vector(0, N)`, to which the population part is added;
- group-level coefficients are added row by row, an intercept times a column of ones;
- inverse links are applied to whole vectors;
- predicted proportions are normalised row by row, through exp and log;
- for each row an array holds log proportion plus log density of each component, and
  `log_sum_exp` of it is added to the target.

The wording is ours, and so are data, parameters and priors: both programs have the same log
density at the same point of the unconstrained space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pybrms_mix.model.ir import Model, PredictorPiece
from pybrms_mix.pieces.group import Effect, Group
from pybrms_mix.pieces.likelihood import Likelihood, Term
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.predictor import LinearPredictor
from pybrms_mix.pieces.proportions import Predicted

INDENT = "    "


def twin(program: str, model: Model) -> str:
    """Return the loop program of `model`, which must have rows observed exactly.

    `program` is the package's own, of which all blocks before `model` are taken.
    """
    head, body = program.split("\nmodel {\n")
    tail = body[body.index("  target += lprior;") :]
    lines = [INDENT + line for line in _lines(model)]
    return "\n".join(
        [_with_columns(head, model), "model {", "  if (!prior_only) {", *lines, "  }", tail]
    )


def _with_columns(head: str, model: Model) -> str:
    """Return the blocks before `model` with the columns of ones that brms's data have."""
    ones = [_column(g, e) for g in model.of(Group) for e in g.effects if not e.has_column]
    declared = "".join(f"\n  vector[N] {name};" for name in ones)
    return head.replace("\n  int prior_only;", f"{declared}\n  int prior_only;", 1)


def _lines(model: Model) -> Iterator[str]:
    for group in model.of(Group):
        yield from _coefficients(group)
    for predictor in model.of(LinearPredictor):
        yield from _predictor(model, predictor)
    for proportions in model.of(Predicted):
        yield from _normalised(proportions)
    vectors = {p.name for p in model.of(LinearPredictor)}
    for likelihood in model.of(Likelihood):
        yield from _rows([_on_vectors(t, vectors) for t in likelihood.terms])


def _coefficients(group: Group) -> Iterator[str]:
    i = group.id
    if group.template == "group":
        for e in group.effects:
            yield f"vector[N_{i}] {_r(group, e)} = sd_{i}[{e.number}] * z_{i}[{e.number}];"
        return
    yield f"matrix[N_{i}, M_{i}] r_{i} = (diag_pre_multiply(sd_{i}, L_{i}) * z_{i})';"
    for e in group.effects:
        yield f"vector[N_{i}] {_r(group, e)} = r_{i}[, {e.number}];"


def _predictor(model: Model, predictor: LinearPredictor) -> Iterator[str]:
    name = predictor.name
    yield f"vector[N] {name} = rep_vector(0.0, N);"
    for piece in model.of(PredictorPiece):
        if name not in piece.predicts():
            continue
        if isinstance(piece, Population):
            yield f"{name} += {_population(piece)};"
        elif isinstance(piece, Group):
            terms = [
                f"{_r(piece, e)}[J_{piece.id}[n]] * {_column(piece, e)}[n]"
                for e in piece.adding[name]
            ]
            yield f"for (n in 1:N) {name}[n] += {' + '.join(terms)};"
        else:
            raise TypeError(f"no twin of a {type(piece).__name__}")
    if predictor.inverse:
        yield f"{name} = {predictor.inverse}({name});"


def _population(piece: Population) -> str:
    s = piece.suffix
    if not piece.centered:
        return f"X{s} * b{s}" if piece.has_coefs else "0"
    return f"Intercept{s} + Xc{s} * b{s}" if piece.has_coefs else f"Intercept{s}"


def _normalised(proportions: Predicted) -> Iterator[str]:
    for name in proportions.reference:
        yield f"vector[N] {name} = rep_vector(0.0, N);"
    odds = " + ".join(f"exp({name}[n])" for name in proportions.names)
    yield "for (n in 1:N) {"
    yield f"  real total = log({odds});"
    for name in proportions.names:
        yield f"  {name}[n] = {name}[n] - total;"
    yield "}"


def _on_vectors(term: Term, vectors: set[str]) -> Term:
    """Return `term` as brms sees it: whatever has a formula is a vector, be it constant."""
    return replace(term, varying=frozenset(d for d, name in term.names.items() if name in vectors))


def _rows(terms: Sequence[Term]) -> Iterator[str]:
    yield "for (n in 1:N) {"
    if len(terms) == 1:
        yield f"  target += {_density(terms[0])};"
    else:
        yield f"  array[{len(terms)}] real ps;"
        for k, term in enumerate(terms, start=1):
            yield f"  ps[{k}] = {_weight(term)} + {_density(term)};"
        yield "  target += log_sum_exp(ps);"
    yield "}"


def _weight(term: Term) -> str:
    given = term.weight == "given"
    return f"log({term.proportion})" if given else f"theta{term.number}[n]"


def _density(term: Term) -> str:
    """Return the log density of row n."""
    return f"{term.density.distribution}_{term.kind}(Y[n] | {', '.join(term.arguments)})"


def _r(group: Group, effect: Effect) -> str:
    return f"r_{group.id}{effect.place.suffix}_{effect.number}"


def _column(group: Group, effect: Effect) -> str:
    return f"Z_{group.id}{effect.place.suffix}_{effect.number}"
