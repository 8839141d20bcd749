"""Translate ``set.seed()`` and ``RNGkind()`` as statements."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call
from pybrms_mix.rscript.trees.refusals import Decisive
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.frames.level_calls import is_default_generator, seeding_options
from pybrms_mix.syntax.nodes import Call


def generator_chosen(node: Call, scope: Scope) -> list[ast.stmt]:
    """Leave out ``RNGkind()`` if it asks for R's default generators, or for rounding."""
    if not is_default_generator(node, scope) or scope.local:
        raise Decisive("RNGkind(): only R's default generators are available", node.span)
    rounds = bool(seeding_options(scope))
    scope.notes.append(
        "without RNGkind(): "
        + ("sample() rounds after the next seed" if rounds else "R's default generators are used")
    )
    return []


def seeded(node: Call, scope: Scope) -> list[ast.stmt]:
    """Return the statement that seeds R's generator, or keep the seed for the package's calls."""
    if len(node.arguments) > 1 and not is_default_generator(node, scope):
        raise Decisive(
            "set.seed() needs the seed alone: only R's default generators are available", node.span
        )
    seed = value(needed(node.arguments[0].value if node.arguments else None, node), scope)
    if scope.local:
        return [ast.Expr(call("rng.seed", seed.node, **seeding_options(scope)))]
    uses = scope.chance
    statements: list[ast.stmt] = []
    if uses.samples and not (uses.draws and isinstance(seed.node, ast.Constant)):
        statements.append(ast.Assign([ast.Name("seed")], seed.node))
        seed = Value(ast.Name("seed"), Kind.NUMBER)
    scope.seed = seed.node if uses.samples else None
    if uses.draws:
        statements.append(
            ast.Assign([ast.Name("rng")], call("RRandom", seed.node, **seeding_options(scope)))
        )
    if not statements:
        seed_text = ast.unparse(seed.node)
        scope.notes.append(f"set.seed({seed_text}): nothing after it draws random numbers")
    return statements
