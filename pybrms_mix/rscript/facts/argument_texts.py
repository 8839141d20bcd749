"""Translate ``deparse(substitute(x))``, by which a function reads how its argument is written.

Such a function gets a further argument for each parameter whose text it reads, and each call passes
the text: ``shown(d["x"], x_text="d$x")``.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping

from pybrms_mix.rscript.facts.kinds import ArgumentText, Value
from pybrms_mix.rscript.facts.variables import assigned_in
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.python import constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    Function,
    Infix,
    Name,
    Part,
    called,
    parts,
)

# Functions that turn an expression into text. Those in ``_OF_NAMES`` return several texts for an
# expression that is more than a name.
_LINES, _OF_NAMES = ("deparse",), ("as.character", "paste", "paste0", "toString", "as_name")
TEXT_MAKERS = frozenset({*_LINES, *_OF_NAMES, "deparse1", "as_label", "expr_text"})
# Functions whose value is R code.
CODE = frozenset({"substitute", "quote"})
# R breaks a longer text into lines.
_LINE = 60


def substituted(node: Part | None) -> str | None:
    """Return the variable in ``substitute(x)``; None for any other part of a script."""
    match node:
        case Call(_, (Argument(None | "expr", Name(text)),)) if called(node) == "substitute":
            return text
    return None


def texts_in(node: Function, spelt: Mapping[str, str]) -> dict[str, ArgumentText]:
    """Return the parameters whose texts the body of a function, or a default, reads.

    ``spelt`` holds the Python name of each parameter.

    Raises
    ------
    NotPorted
        If the body may assign a parameter before it reads the text, which is then another one.
    """
    makers: dict[str, set[str]] = {}
    default_values = [
        p.value for p in node.parameters if p.name is not None and p.value is not None
    ]
    for part in (q for p in (node.body, *default_values) for q in _outside_of_functions(p)):
        if isinstance(part, Call) and called(part) in TEXT_MAKERS:
            for argument in part.arguments:
                name = substituted(argument.value)
                if name is not None and name in spelt:
                    makers.setdefault(name, set()).add(called(part) or "")
    for name in makers:
        _refuse_changed(node, name)
    defaults = {parameter(p): write(p.value) for p in node.parameters
                if p.name is not None and p.value is not None}  # fmt: skip
    python_names = set(spelt.values()) | assigned_in(node.body)
    return {
        n: ArgumentText(_free(f"{spelt[n]}_text", python_names), frozenset(m), defaults.get(n, ""),
                        _is_text_alone(node, n))
        for n, m in makers.items()
    }  # fmt: skip


def _defaults_in(node: Function) -> list[Part]:
    return [p.value for p in node.parameters if p.name is not None and p.value is not None]


def _is_text_alone(node: Function, name: str) -> bool:
    """Return whether a function reads how an argument is written, and never its value."""
    read_parts = [q for p in (node.body, *_defaults_in(node)) for q in below(p)]
    uses = sum(isinstance(p, Name) and p.text == name for p in read_parts)
    return uses == sum(substituted(p) == name for p in read_parts)


def _free(name: str, python_names: set[str]) -> str:
    while name in python_names:
        name += "_"
    return name


def _outside_of_functions(node: Part) -> list[Part]:
    """Return a body and its parts without the functions in it, which have their own parameters."""
    inner = [p for part in parts(node) if not isinstance(part, Function)
             for p in _outside_of_functions(part)]  # fmt: skip
    return [node, *inner]


def _refuse_changed(node: Function, name: str) -> None:
    statements = node.body.statements if isinstance(node.body, Block) else (node.body,)
    reads = [n for n, s in enumerate(statements) if any(substituted(p) == name for p in below(s))]
    makes = [n for n, s in enumerate(statements) if name in assigned_in(s)]
    if not makes or reads[-1] < makes[0]:
        return
    once = isinstance(statements[makes[0]], Assign) and reads[-1] == makes[0]
    if not once:
        message = f"'{name}' is assigned before substitute({name}) reads it"
        raise NotPorted(message, getattr(statements[makes[0]], "span", None))


def further_parameters(
    texts: Mapping[str, ArgumentText],
) -> tuple[list[ast.arg], list[ast.expr | None]]:
    """Return the further parameters of a Python function, and their defaults."""
    names = [ast.arg(t.python) for t in texts.values()]
    defaults = [constant(t.default) if t.default else None for t in texts.values()]
    return names, defaults


def further_arguments(function: Value, given: Mapping[str, Part]) -> list[ast.keyword]:
    """Return the texts of the arguments that a call passes to a function of the script.

    Raises
    ------
    NotPorted
        If R would make several texts of an argument.
    """
    keywords = []
    for name, text in function.texts.items():
        if name in given:
            keywords.append(ast.keyword(text.python, constant(text_of(given[name], text.makers))))
        elif not text.default:
            keywords.append(ast.keyword(text.python, constant("")))
    return keywords


def text_of(part: Part, makers: Collection[str]) -> str:
    """Return the text that functions of R make of an expression.

    Raises
    ------
    NotPorted
        If R would make several texts of the expression.
    """
    code = write(part)
    parted = any(m in _OF_NAMES for m in makers) and not isinstance(part, Name)
    if parted or (any(m in _LINES for m in makers) and len(code) >= _LINE):
        reason = f"R makes several texts of '{code}'"
        raise NotPorted(reason, getattr(part, "span", None))
    return code.strip("`") if isinstance(part, Name) else code


def refuse_pipe(node: Infix, known: Mapping[str, Value]) -> None:
    """Refuse ``x %>% shown()``, in which the function reads the text "." for its argument.

    Raises
    ------
    NotPorted
        If the function on the right reads the text of an argument.
    """
    name = node.right.text if isinstance(node.right, Name) else called(node.right)
    function = known.get(name or "")
    if node.op == "%>%" and function is not None and function.texts:
        raise NotPorted(f"{name}() reads the text of its argument: call it without the pipe",
                        node.span)  # fmt: skip
