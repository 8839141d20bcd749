"""Model to program text: the skeleton filled with the blocks of the pieces' templates."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from functools import cache
from textwrap import indent
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from pybrms_mix.base.resources import folder
from pybrms_mix.model.declarations import LPRIOR, Block, Declaration, Less, Size
from pybrms_mix.model.ir import Model, Piece, PredictorPiece
from pybrms_mix.model.parts import Quantity
from pybrms_mix.stan.compiled import Compiled


def code(model: Model, *, version: str) -> str:
    """Return the Stan program of ``model``.

    ``version`` is named in its first line.
    """
    facts = {id(piece): _facts(piece) for piece in model.pieces}

    def fill(piece: Piece, slot: str, **extra: Any) -> str:
        """Return what ``piece`` puts in ``slot``: that block of its template, or nothing."""
        return _block(piece.template, slot, optional=True, **{**facts[id(piece)], **extra})

    def part(slot: str, spaces: int = 2) -> str:
        texts = [fill(piece, slot, summands=summands) for piece in model.pieces]
        return "".join("\n" + indent(text, " " * spaces) for text in texts if text)

    def summands(name: str) -> list[str]:
        pieces = [p for p in model.of(PredictorPiece) if name in p.predicts()]
        lines = [line for p in pieces for line in fill(p, "summand", name=name).splitlines()]
        return [line.strip() for line in lines if line.strip()] or ["0"]

    def listed(block: Block) -> list[Declaration]:
        return [d for d in model.declarations if d.block == block]

    functions = dict.fromkeys(name for piece in model.pieces for name in piece.functions)
    texts = [(folder("templates") / "functions" / f"{name}.stan").read_text() for name in functions]
    return _template("model").render(
        part=part,
        functions="".join("\n" + indent(text.strip("\n"), "  ") for text in texts),
        data=listed("data"),
        parameters=listed("parameters"),
        lprior=LPRIOR,
        given=model.given,
        version=version,
    )


def _facts(piece: Piece) -> dict[str, Any]:
    """Return the piece's fields and public properties, and the records of its variables by name."""
    properties = inspect.getmembers(type(piece), lambda member: isinstance(member, property))
    names = [name for name, _ in properties if not name.startswith("_")]
    declared = {d.name: d for d in piece.declarations}
    return {**vars(piece), **{name: getattr(piece, name) for name in names}, "declared": declared}


def _block(
    template: str, block: str, spaces: int = 0, /, *, optional: bool = False, **facts: Any
) -> str:
    """Return one block of a template filled with ``facts``."""
    found = _template(template)
    if optional and block not in found.blocks:
        return ""
    text = "".join(found.blocks[block](found.new_context(facts))).strip("\n")
    return "\n" + indent(text, " " * spaces) if spaces and text else text


def _once(prefix: str, names: Iterable[str], block: str) -> str:
    """Return the lines of a block of several templates, each line once."""
    texts = [_block(prefix + name, block, optional=True) for name in names]
    return "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines()))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(folder("templates")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=Compiled.here(),
    )
    made.globals.update(block=_block, once=_once)
    made.filters.update(wrap=_wrap, note=_note, through=_through, log=_log, declare=_declare)
    return made


def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.stan.jinja")


def _size(size: Size) -> str:
    return _block("declaration", "less", size=size) if isinstance(size, Less) else str(size)


def _wrap(items: Iterable[Size] | str, before: str, after: str) -> str:
    """Return the items, parted by commas, between ``before`` and ``after``; nothing for none."""
    text = items if isinstance(items, str) else ", ".join(map(_size, items))
    return f"{before}{text}{after}" if text else ""


def _declare(variable: Declaration) -> str:
    """Return the declaration of a variable up to its name."""
    return _block("declaration", "head", d=variable)


def _note(comment: str) -> str:
    return f"  // {comment}" if comment else ""


def _through(value: str, function: str) -> str:
    return f"{function}({value})" if function else value


def _log(name: str | Quantity) -> str:
    """Return the logarithm of a quantity: computed, or the vector that holds it."""
    held = isinstance(name, Quantity) and name.logged
    return _block("logarithm", "held" if held else "computed", name=name)
