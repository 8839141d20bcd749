"""``on.exit()``: expressions that are computed when a function is left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pybrms_mix.base.errors import Span
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    Function,
    If,
    Infix,
    Name,
    Node,
    Part,
    Prefix,
    called,
)


@dataclass(frozen=True)
class _Ending:
    """An expression of ``on.exit()``.

    Attributes:
        expression: the expression.
        adds: whether the expressions before it remain.
        first: whether it precedes them.
        flag: the variable that tells whether R has reached the call; None if it always has.
    """

    expression: Node
    adds: bool
    first: bool
    flag: str | None


def with_ending(body: Part, scope: Scope) -> Part:
    """Return a body whose ``on.exit(e)`` has become ``tryCatch({...}, finally = e)``.

    Raises
    ------
    NotPorted
        If the call has no expression, or stands in a loop.
    """
    statements = body.statements if isinstance(body, Block) else (body,)
    start = next((n for n, s in enumerate(statements) if _calls(s)), None)
    if start is None:
        return body
    endings: list[_Ending] = []
    inner = [_without(s, scope, endings, always=n == 0) for n, s in enumerate(statements[start:])]
    remaining = tuple(s for s in inner if s is not None)
    expected = sum(_calls(s) for s in statements)
    if not remaining or len(endings) != expected:
        raise NotPorted("on.exit() precedes other statements here", statements[start].span)
    span = statements[start].span
    off = [_set(e.flag, "FALSE", span) for e in endings if e.flag is not None]
    final = Block(tuple(_guarded(e, endings[n + 1 :]) for n, e in _in_order(endings)), span)
    caught = (Argument(None, Block(remaining, remaining[-1].span)), Argument("finally", final))  # type: ignore[arg-type]
    ended = Call(Name("tryCatch", span), caught, span)
    return Block((*statements[:start], *off, ended), body.span)


def _calls(node: Part) -> int:
    """Return the number of calls of ``on.exit()`` in a statement, outside of functions in it."""
    inner = [p for f in below(node) if isinstance(f, Function) for p in below(f.body)]
    total = sum(called(p) == "on.exit" for p in below(node))
    return total - sum(called(p) == "on.exit" for p in inner)


def _without(
    node: Part, scope: Scope, endings: list[_Ending], *, always: bool = False
) -> Part | None:
    """Return a statement in which ``on.exit(e)`` notes that R has reached it."""
    match node:
        case Call() if called(node) == "on.exit":
            return _noted(node, scope, endings, always=always)
        case Block(statements):
            inner = (_without(s, scope, endings) for s in statements)
            return replace(node, statements=tuple(s for s in inner if s is not None))
        case If(_, then, otherwise):
            first = _without(then, scope, endings) or Block((), node.span)
            second = None if otherwise is None else _without(otherwise, scope, endings)
            return replace(node, then=first, otherwise=second)
    return node


def _noted(node: Call, scope: Scope, endings: list[_Ending], *, always: bool) -> Assign | None:
    arguments = matched(node.arguments, "expr, add, after")
    expression = arguments.get("expr")
    words = {n: getattr(arguments.get(n), "text", default)
             for n, default in (("add", "FALSE"), ("after", "TRUE"))}  # fmt: skip
    if expression is None or not set(words.values()) <= {"TRUE", "FALSE", "T", "F"}:
        raise NotPorted("on.exit() needs an expression, and TRUE or FALSE here", node.span)
    flag = None
    if not always:
        flag = f"whether R has reached on.exit() {len(endings) + 1}"
        scope.names.setdefault(flag, scope.fresh("leaving"))
    adds, after = (words[n][0] == "T" for n in ("add", "after"))
    endings.append(_Ending(expression, adds, not after, flag))
    return None if flag is None else _set(flag, "TRUE", node.span)


def _set(flag: str, word: str, span: Span | None) -> Assign:
    return Assign(Name(flag, span), Name(word, span), span=span)


def _in_order(endings: list[_Ending]) -> list[tuple[int, _Ending]]:
    """Return the expressions with their numbers in the order in which R computes them."""
    ordered: list[tuple[int, _Ending]] = []
    for pair in enumerate(endings):
        ordered.insert(0 if pair[1].first else len(ordered), pair)
    return ordered


def _guarded(ending: _Ending, later: list[_Ending]) -> Part:
    """Return an expression that is computed if R has reached it, and none that replaces it."""
    tests: list[Node] = []
    span = ending.expression.span
    if ending.flag is not None:
        tests.append(Name(ending.flag, span))
    for replacing in (e for e in later if not e.adds):
        if replacing.flag is None:
            return Block((), span)
        tests.append(Prefix("!", Name(replacing.flag, span), span))
    if not tests:
        return ending.expression
    condition = tests[0]
    for test in tests[1:]:
        condition = Infix(condition, "&&", test, span)
    return If(condition, ending.expression, None, span)
