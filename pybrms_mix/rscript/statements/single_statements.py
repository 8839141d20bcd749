"""Translate R statements into Python statements."""

from __future__ import annotations

import ast
from collections.abc import Callable

from pybrms_mix.datasets import SOURCES
from pybrms_mix.family.user_facts import METHODS
from pybrms_mix.rscript.expressing.arithmetic import truth
from pybrms_mix.rscript.expressing.embracing import embraced_in
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.methods import refuse_operator_method, shown_by_class
from pybrms_mix.rscript.expressing.value_blocks import blocks, statements_of
from pybrms_mix.rscript.facts.dots_variants import written_out
from pybrms_mix.rscript.facts.followed_types import doubt, forget
from pybrms_mix.rscript.facts.further_arguments import in_place
from pybrms_mix.rscript.facts.hazards import is_full
from pybrms_mix.rscript.facts.kinds import Kind, Value, one_table
from pybrms_mix.rscript.facts.matrices import result_of_fit
from pybrms_mix.rscript.facts.packages import (
    ATTACHES,
    KNOWN_PACKAGES,
    LOOKS,
    NEEDLESS,
    attaching,
    sets_document,
)
from pybrms_mix.rscript.facts.scope import Scope, Within
from pybrms_mix.rscript.facts.visibility import alone_printed, is_invisible, may_be_unseen
from pybrms_mix.rscript.facts.whole_numbers import number_type
from pybrms_mix.rscript.statements.copied_data import is_variable, loaded
from pybrms_mix.rscript.statements.definitions import definition
from pybrms_mix.rscript.statements.devices import (
    DEVICES,
    after_block,
    begins_plot,
    closed,
    ggsave,
    opened,
    panels_of,
    printed,
    shown,
)
from pybrms_mix.rscript.statements.seed_statements import generator_chosen, seeded
from pybrms_mix.rscript.statements.session_statements import (
    FOLLOWED,
    attach,
    captured,
    detach,
    ended,
    generator,
    load_file,
    needless,
    removed,
    set_options,
    shows_classes,
    sunk,
)
from pybrms_mix.rscript.statements.targets import assigned
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.pipes import last_of_pipe
from pybrms_mix.rscript.trees.python import call, constant, py, ranged
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.stops import ends_here
from pybrms_mix.rscript.vocabulary.pictures.pictures import DRAWN
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    For,
    Function,
    If,
    Index,
    Infix,
    Jump,
    Name,
    Parens,
    Part,
    String,
    While,
    called,
)


def statement(node: Part, scope: Scope, within: Within) -> list[ast.stmt]:
    """Translate one statement; ``within`` translates the statements of blocks.

    Raises:
        NotPorted: if the statement has no translation.
    """
    return written_out(lambda n, s: panels_of(n, s) or _statement(n, s, within), node, scope)


def _statement(node: Part, scope: Scope, within: Within) -> list[ast.stmt]:
    refuse_operator_method(node)
    match node:
        case Call(Name("invisible"), (Argument(None, Call() as inner),)) if (
            called(inner) in _STATEMENTS
        ):
            return statement(inner, scope, within)
        case Assign(Name(text), Function() as function, _):
            name = scope.names[text]
            names = tuple(n for p in function.parameters if (n := parameter(p)) != "...")
            # The body may call the function itself, also where another function had this name.
            scope.known[text] = Value(ast.Name(name), Kind.FUNCTION, parameters=names, free=True,
                                      embraced=embraced_in(function))  # fmt: skip
            definition_node, scope.known[text] = definition(name, function, scope, within)
            return [definition_node, *_for_family(text, name, scope.known[text].parameters or ())]
        case Assign(_, Block() | If() | Call() as block) | (Call() as block) if blocks(block):
            return statements_of(node, scope, within)
        case Assign(Name(text), Call() as inner) if called(inner) in LOOKS:
            return _settings(text, inner, scope)
        case Assign():
            return _without_look(node, assigned(node, scope), scope)
        case Parens(Assign() as inner):
            return [*assigned(inner, scope), *_shown(inner.target, scope)]
        case If() | For() | While() | Block() | Jump() | Call(Jump(), ()):
            following = scope.following  # the statements within change it
            python = _control(node, scope, within)
            scope.following = following
            return [*python, *after_block(node, scope)]
    if (parts_in_order := _assigning_argument(node) or attaching(node)) is not None:
        return [s for part in parts_in_order for s in statement(part, scope, within)]
    if name := sets_document(node):
        scope.notes.append(f"without {name}: it sets how knitr makes a document")
        return []
    if (picture := printed(node, scope)) is not None:
        return shown(picture, scope)
    if isinstance(node, Call) and called(node) in _STATEMENTS and not _own(node, scope):
        return _STATEMENTS[called(node) or ""](in_place(node, scope), scope)
    if (last := last_of_pipe(node)) is not None and called(last) in NEEDLESS and (
        not _own(last, scope)):  # fmt: skip
        return needless(last, scope)
    return _shown(node, scope)


# Functions that do not evaluate their first argument, or evaluate it elsewhere.
_QUOTING = frozenset({"quote", "bquote", "substitute", "expression", "deparse", "local", "missing"})


def _assigning_argument(node: Part) -> tuple[Part, Part] | None:
    """Return the two statements of ``contrasts(d$x <- factor(d$x))``; None for other calls.

    R assigns the column when the function reads its argument.
    """
    match node:
        case Call(Name(name), (Argument(None, inner), *rest)) if name not in _QUOTING:
            if isinstance(inner, Assign) and inner.op == "<-" and (
                isinstance(inner.target, Infix | Index)):  # fmt: skip
                first = Argument(None, inner.target, inner.span)
                return inner, Call(Name(name), (first, *rest), node.span)
    return None


def _without_look(node: Assign, statements: list[ast.stmt], scope: Scope) -> list[ast.stmt]:
    """Return an assignment. A theme is left out, and a picture becomes the last picture."""
    name = node.target.text if isinstance(node.target, Name) else ""
    variable = scope.known.get(name)
    if variable is not None and variable.kind is Kind.LOOK:
        return []
    if variable is not None and variable.kind in DRAWN:
        scope.last_picture = variable
    return statements


def _control(node: Part, scope: Scope, within: Within) -> list[ast.stmt]:
    match node:
        case If():
            return _if(node, scope, within)
        case For():
            return _for(node, scope, within)
        case While():
            return _while(node, scope, within)
        case Jump(word) | Call(Jump(word), ()):
            return [ast.Continue() if word == "next" else ast.Break()]
    return within(node, scope)


def _one(node: Call) -> Part:
    argument = node.arguments[0].value if node.arguments else None
    if argument is None:
        raise NotPorted(f"{called(node)}() lacks an argument", node.span)
    return argument


def _settings(text: str, node: Call, scope: Scope) -> list[ast.stmt]:
    """Change settings of plots, or options; the variable holds the earlier ones (``par()``)."""
    name = called(node) or ""
    statements = _STATEMENTS[name](in_place(node, scope), scope)
    # An option that is no number for format() keeps a value that only R knows.
    are_followed = {a.name for a in node.arguments} <= set(FOLLOWED)
    settings = name if name in ("par", "options") else ""
    scope.known[text] = Value(constant(None), Kind.LOOK, settings=settings)
    for place, setting in enumerate(statements):
        match setting:
            case ast.Expr(ast.Call(ast.Attribute(ast.Name("r"), "number_options")) as change):
                kind = Kind.RECORD if are_followed else Kind.LOOK
                scope.known[text] = Value(ast.Name(scope.names[text]), kind, settings=settings)
                statements[place] = ast.Assign([ast.Name(scope.names[text])], change)
    return statements


def _own(node: Call, scope: Scope) -> bool:
    """Return whether a call is of a function that the script defines under a name of R."""
    function_value = scope.known.get(called(node) or "")
    return function_value is not None and function_value.kind is Kind.FUNCTION


def _attached(node: Call, scope: Scope) -> list[ast.stmt]:
    """Leave out ``pacman::p_load()``, with a note on packages without a counterpart."""
    packages = [a.value for a in node.arguments if a.name is None]
    names = [p.text for p in packages if isinstance(p, Name | String)]
    foreign = [n for n in names if n not in KNOWN_PACKAGES]
    if foreign:
        scope.notes.append(f"without {', '.join(foreign)}: these packages have no counterpart")
    return []


def _library(node: Call, scope: Scope) -> list[ast.stmt]:
    package = _one(node)
    name = package.text if isinstance(package, Name | String) else ""
    if name not in KNOWN_PACKAGES:
        scope.notes.append(
            f"without {name}: a note stands where a function of it is used and not available"
        )
    return []


def _return(node: Call, scope: Scope) -> list[ast.stmt]:
    if not node.arguments:
        return [ast.Return()]
    result = value(_one(node), scope)
    scope.returns.append(result.kind)
    return [ast.Return(one_table(result.node, result.kind))]


def _stop(node: Call, scope: Scope) -> list[ast.stmt]:
    words = [a.value for a in node.arguments if a.name is None and a.value is not None]
    if len(words) != 1:
        return [ast.Expr(value(node, scope).node)]
    return [ast.Raise(call("ValueError", value(words[0], scope).node))]


def _data(node: Call, scope: Scope) -> list[ast.stmt]:
    """Return no statement for ``data()``: an R data set is loaded where its name occurs.

    If the script assigns the name, it becomes a variable that holds the data set.
    """
    statements: list[ast.stmt] = []
    for name in (getattr(a.value, "text", "") for a in node.arguments if a.name is None):
        if name not in SOURCES:
            raise NotPorted(f"there is no data set '{name}' here", node.span)
        if not is_variable(name, scope):
            continue
        if scope.local:
            message = f"data({name}) in a function replaces the variable outside of it in R"
            raise NotPorted(message, node.span)
        statements += loaded(name, node, scope)
    return statements


# R calls that become statements in Python.
_STATEMENTS: dict[str, Callable[[Call, Scope], list[ast.stmt]]] = {
    **dict.fromkeys(ATTACHES, _library),
    **dict.fromkeys(NEEDLESS, needless),
    "rm": removed,
    "capture.output": captured,
    "sink": sunk,
    "attach": attach,
    "detach": detach,
    "RNGversion": generator,
    "options": set_options,
    "p_load": _attached,
    "set.seed": seeded,
    "RNGkind": generator_chosen,
    "return": _return,
    "stop": _stop,
    **dict.fromkeys(("quit", "q"), ended),
    "load": load_file,
    "data": _data,
    "ggsave": ggsave,
    "dev.off": closed,
    **dict.fromkeys(DEVICES, opened),
}


def _shown(node: Part, scope: Scope) -> list[ast.stmt]:
    """Translate an expression statement; at top level, R prints its value."""
    if not scope.local and shows_classes(node, scope):
        scope.notes.append("without the classes of values: whole numbers have one class here")
        return []
    shown_value = alone_printed(value(node, scope))
    scope.last = shown_value.kind
    hidden = is_invisible(node, scope)
    if not hidden and (printed_ := shown_by_class(node, shown_value, scope)) is not None:
        return [ast.Expr(printed_)]
    if shown_value.kind is Kind.EFFECTS and not scope.local:
        shown_value = Value(py("x.plot()", x=shown_value.node), Kind.PLOT)
    expression: ast.stmt = ast.Expr(shown_value.node)
    if shown_value.kind is Kind.LOOK:
        return []
    silent = (scope.local or scope.looping) and called(node) not in ("print", "show")
    if shown_value.kind is Kind.BASE or (shown_value.kind in DRAWN and not silent):
        return shown(shown_value, scope)
    if hidden and isinstance(shown_value.node, ast.Name) and not scope.local:
        return []
    expression.kind = shown_value.kind  # type: ignore[attr-defined]
    silent = shown_value.kind is Kind.NONE or scope.local or scope.looping or hidden
    may_be_hidden = may_be_unseen(node, scope) or called(node) in scope.methods
    printer = "r.print_unless_null" if may_be_hidden else "print"
    return [expression if silent else ast.Expr(call(printer, result_of_fit(shown_value.node)))]


def _for_family(text: str, name: str, parameters: tuple[str, ...]) -> list[ast.stmt]:
    """Return the statement by which a custom family finds its function."""
    method = next((m for m in METHODS if text.startswith(f"{m}_")), None)
    family_parameters = ("prep",) if method == "posterior_epred" else ("i", "prep")
    if method is None or parameters != family_parameters:
        return []
    return [ast.Expr(call("r.family_function", constant(text), ast.Name(name)))]


def _body(node: Part, scope: Scope, within: Within) -> list[ast.stmt]:
    return within(node, scope) or [ast.Pass()]


def _looped(node: Part, scope: Scope, within: Within) -> list[ast.stmt]:
    """Return the body of a loop, in which R prints no values."""
    before = (scope.looping, scope.valued, scope.begins_plot)
    scope.looping, scope.valued, scope.begins_plot = True, False, begins_plot(node)
    try:
        return _body(node, scope, within)
    finally:
        scope.looping, scope.valued, scope.begins_plot = before


def _if(node: If, scope: Scope, within: Within) -> list[ast.stmt]:
    test = truth(value(node.condition, scope))
    match test:
        case ast.UnaryOp(ast.Not(), ast.Constant(True)):
            # Installing or loading this R package is unnecessary, because it has a counterpart in
            # Python.
            return [] if node.otherwise is None else within(node.otherwise, scope)
    before, types = dict(scope.known), dict(scope.types)
    then = _body(node.then, scope, within)
    after, scope.known, scope.types = scope.known, dict(before), types
    otherwise = [] if node.otherwise is None else _body(node.otherwise, scope, within)
    if ends_here(otherwise):
        scope.known = after
    elif not ends_here(then):
        _merge(after, scope)
    return [ast.If(test, then, otherwise)]


def _merge(after: dict[str, Value], scope: Scope) -> None:
    """For each variable, keep only the facts that hold after every branch."""
    for name, first in after.items():
        second = scope.known.setdefault(name, first)
        if _facts(second) != _facts(first):
            kind = first.kind if first.kind is second.kind else Kind.UNKNOWN
            scope.known[name] = Value(first.node, kind)


def _facts(of: Value) -> tuple[object, ...]:
    names = (of.columns, of.groups, of.parameters)
    return (of.kind, *names, of.result, of.whole, of.positive, of.present, of.size)


def _for(node: For, scope: Scope, within: Within) -> list[ast.stmt]:
    over = value(node.values, scope)
    type_ = number_type(node.values, scope)
    forget(node, scope)
    if type_ is not None and not scope.local:
        scope.types[node.variable.text] = type_
    kind = {Kind.VECTOR: Kind.NUMBER, Kind.SERIES: Kind.NUMBER, Kind.TEXTS: Kind.TEXT}
    is_range = ranged(over.node) is not over.node
    element = Value(over.node, kind.get(over.kind, Kind.UNKNOWN), whole=is_range,
                    present=over.kind is Kind.VECTOR and is_full(over))  # fmt: skip
    scope.define(node.variable.text, element)
    doubt(node.body, scope)
    target = ast.Name(scope.names[node.variable.text])
    scope.seed = None  # with a constant seed, all iterations would draw the same numbers
    body = _looped(node.body, scope, within)
    values = ranged(over.node)
    unsure = over.kind is Kind.TEXTS and isinstance(over.node, ast.Call)  # names() may be NULL
    if unsure or over.kind not in (Kind.VECTOR, Kind.TEXTS, Kind.LIST):
        values = call("r.looped" if scope.dated else "r.items", values)
    return [ast.For(target, values, body, [])]


def _while(node: While, scope: Scope, within: Within) -> list[ast.stmt]:
    forget(node, scope)
    doubt(node.body, scope)
    test = constant(True) if node.condition is None else truth(value(node.condition, scope))
    return [ast.While(test, _looped(node.body, scope, within), [])]
