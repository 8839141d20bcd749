"""Translate ``as.character(x)[1]``, one of the texts of a value."""

from __future__ import annotations

import ast
from collections.abc import Callable

from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.syntax.nodes import Argument, Call, Index, Name, Number, Part
from pybrms_mix.syntax.spelling import value as number_value


def single_text(node: Index, scope: Scope, read: Callable[[Part, Scope], Value]) -> Value | None:
    """Return one text of a value that may be a formula of brms; None for other subsets.

    Some texts of such a formula are the code of R's functions, which is unknown here.
    """
    match node:
        case Index(Call(Name("as.character"), (Argument(None, _),)) as texts,
                   (Argument(None, Number(place)),)):  # fmt: skip
            match read(texts, scope).node:
                case ast.Call(ast.Attribute(ast.Name("r"), "as_character"), [of], []):
                    return Value(call("r.text_at", of, constant(number_value(place))))
    return None
