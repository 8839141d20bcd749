"""The text of a model's program: a skeleton filled with blocks of the templates of the pieces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from pybrms_mix.base.resources import template_folders
from pybrms_mix.design.nonlinear_expression import Text, stan
from pybrms_mix.family.records import Density
from pybrms_mix.model.declarations import COUNTS, LPRIOR, Declaration, Size
from pybrms_mix.model.fragments import Expression, Fragment, RepeatedRows
from pybrms_mix.model.ir import Model, Piece, PredictorPiece
from pybrms_mix.model.parts import Quantity
from pybrms_mix.stan.compiled import Compiled
from pybrms_mix.stan.cutting import program
from pybrms_mix.stan.printer import printed, sum_of
from pybrms_mix.stan.program_tree import Program
from pybrms_mix.stan.punctuation import (
    DECLARE,
    NOTE,
    VERBATIM,
    VERBATIM_END,
    Punctuation,
    unmarked,
)  # fmt: skip
from pybrms_mix.syntax.nodes import Node


def code(model: Model, *, version: str, counted: bool = False) -> str:
    """Return the Stan program of a model; its first line names the version of the package.

    If ``counted`` is true, the program reads equal rows as one row with their number ``times``. It
    has the same parameters and the same density.
    """
    return printed(tree(model, version=version, counted=counted))


def tree(model: Model, *, version: str, counted: bool = False) -> Program:
    """Return the program of a model as a tree."""
    counts = COUNTS.name if counted else ""
    pieces = [printed_piece for piece in model.pieces for printed_piece in piece.printed(counts)]
    facts = {id(piece): {**_facts(piece), "counts": counts} for piece in pieces}

    def fill(piece: Piece, slot: str, **extra: Any) -> str:
        """Return the block ``slot`` of the template of a piece, or "" if there is no such block."""
        if slot not in _template(piece.template).blocks:  # a piece fills few of the slots
            return ""
        return _block(piece.template, slot, **{**facts[id(piece)], **extra})

    def part(slot: str, *, in_turn: bool = False) -> str:
        """Return the statements that the pieces add to a slot, in the order of their turns."""
        ordered = sorted(pieces, key=lambda piece: piece.turn) if in_turn else pieces
        return "\n".join(fill(piece, slot, summands=summands) for piece in ordered)

    def summands(name: str, plus: str) -> list[str]:
        """Return the sums that the pieces add to the predictor of ``name``."""
        adding = [p for p in pieces if isinstance(p, PredictorPiece) and name in p.predicts()]
        sums = [fill(p, "summand", name=name, plus=plus) for p in adding]
        return [text for text in sums if text] or ["0"]

    functions = dict.fromkeys(name for piece in pieces for name in piece.functions)
    text = _template("model").render(
        part=part,
        functions=[_function(name) for name in functions],
        data=model.data_declarations(counted=counted),
        parameters=[d for d in model.declarations if d.block == "parameters"],
        lprior=LPRIOR,
        given=model.fixed_parameters,
        version=version,
    )
    return program(text)


def functions_alone(texts: Iterable[str]) -> str:
    """Return a program with only a functions block, whose functions begin in the second line."""
    return unmarked(_template("functions_alone").render(texts=list(texts)))


def _facts(piece: Piece) -> dict[str, Any]:
    """Return the values for a template: fields and properties of a piece, records by name."""
    declared = {d.name: d for d in piece.declarations}
    properties = {name: getattr(piece, name) for name in _properties(type(piece))}
    return {**vars(piece), **properties, "declared": declared}


@cache
def _properties(kind: type[Piece]) -> tuple[str, ...]:
    """Return the names of the public properties of a kind of pieces."""
    members = {name: m for class_ in reversed(kind.__mro__) for name, m in vars(class_).items()}
    properties = (name for name, member in members.items() if isinstance(member, property))
    return tuple(sorted(name for name in properties if not name.startswith("_")))


def _block(template: str, block: str, /, *, optional: bool = False, **facts: Any) -> str:
    """Render one block of a template."""
    source = _template(template)
    if optional and block not in source.blocks:
        return ""
    # Jinja would copy the names that all templates see from a chain of maps for each block.
    context = source.new_context({**source.environment.globals, **facts}, shared=True)
    return "".join(source.blocks[block](context)).strip("\n")


def _function(name: str) -> str:
    """Return the text of a Stan function."""
    files = (path / "functions" / f"{name}.stan" for path in template_folders())
    return next(file for file in files if file.is_file()).read_text("utf-8")


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[Punctuation],
        bytecode_cache=Compiled.here(),
        # The environment reads each template once and does not check its file again at each use.
        auto_reload=False,
    )
    # In a model of one response, names have no suffix.
    environment.globals.update(block=_block, suffix="")
    environment.filters.update(
        wrap=_wrap,
        note=_note,
        verbatim=_verbatim,
        log=_log,
        log_rows=_log_rows,
        rows=_rows,
        shares=_shares,
        declare=_declare,
        summed=sum_of,
        stan=text,
        filled=filled,
        translated=translated,
    )
    return environment


def _template(name: str) -> Template:
    return _read(_environment(template_folders()), name)


@cache
def _read(environment: Environment, name: str) -> Template:
    # Jinja's own cache takes a lock at each look-up, and a program asks for hundreds of blocks.
    return environment.get_template(f"{name}.stan.jinja")


def text(expression: object) -> str:
    """Return an expression in Stan; the template of a fragment prints the fragment."""
    if isinstance(expression, Fragment):
        return _block(expression.template, expression.block, fragment=expression)
    return str(expression)


def filled(density: Density, names: Mapping[str, Expression]) -> list[str]:
    """Return the arguments of a density in Stan, with values for the names of its parameters."""
    kinds = dict.fromkeys(density.vectors, "vector")
    values = {n: Text(text(v), kinds.get(n, "real")) for n, v in names.items()}
    values["pi"] = Text("pi()", "real")
    return [*(stan(node, values).text for node in density.expressions), *density.written]


def translated(node: Node, operands: Mapping[str, tuple[Expression, str]]) -> str:
    """Translate an expression of the user to Stan, given the value and type of each name."""
    names = {name: Text(text(value), kind) for name, (value, kind) in operands.items()}
    return stan(node, names).text


def _wrap(items: Iterable[Size] | str, before: str, after: str) -> str:
    """Join items by commas between ``before`` and ``after``; without items return ""."""
    inside = items if isinstance(items, str) else ", ".join(map(text, items))
    return f"{before}{inside}{after}" if inside else ""


def _note(comment: str) -> str:
    """Return a comment for the end of a line; "" for an empty comment."""
    return f"  {NOTE} {comment}" if comment else ""


def _verbatim(text: str) -> str:
    """Return code that the program holds as it is, such as the code of a user."""
    lines = text.strip("\n")
    return f"{VERBATIM}{lines}{VERBATIM_END}" if lines else ""


def _declare(variable: Declaration) -> str:
    """Return the declaration of a variable up to its name."""
    return DECLARE + _block("declaration", "head", d=variable)


def _rows(name: str | Quantity) -> str:
    """Return a quantity as a vector over the rows; a number that all rows share is repeated."""
    if isinstance(name, Quantity) and name.alike:
        return text(RepeatedRows(name, name.n_rows))
    return name


def _shares(name: str | Quantity) -> str:
    """Return the block name for a share: "alike" if all rows have the same share, or "varying"."""
    return "alike" if isinstance(name, Quantity) and name.alike else "varying"


def _log(name: str | Quantity) -> str:
    """Return the logarithm of a quantity: a call of log(), or the vector that already holds it."""
    is_logged = isinstance(name, Quantity) and name.logged
    return _block("logarithm", "held" if is_logged else "computed", name=name)


def _log_rows(name: str | Quantity) -> str:
    """Return the logarithm of a quantity as a vector over the rows."""
    if isinstance(name, Quantity) and name.alike:
        return text(RepeatedRows(_log(name), name.n_rows))
    return _log(name)
