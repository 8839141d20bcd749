"""Group-level terms of a formula, ``(effects | id | group)``, as they are read."""

from __future__ import annotations

from dataclasses import dataclass

from pybrms_mix.errors import InvalidFormula, NotSupported
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Parens, called, variables
from pybrms_mix.syntax.summands import split
from pybrms_mix.syntax.write import write


@dataclass(frozen=True)
class GroupTerm:
    """``(effects | id | group)``: ``factors`` are the variables whose combination is the group."""

    effects: Node
    factors: tuple[Name, ...]
    id: str
    correlated: bool
    node: Node

    def variables(self) -> tuple[Name, ...]:
        """Return the columns it reads."""
        return (*variables(self.effects), *self.factors)

    @property
    def group(self) -> str:
        """Return brms's name of the group: "g:h"."""
        return ":".join(f.text for f in self.factors)


def read(node: Node | None) -> tuple[list[GroupTerm], Node | None]:
    """Return the group-level terms among the summands of ``node``, and the rest."""
    found, rest = split(node, _claims)
    terms: dict[str, GroupTerm] = {}
    for part in found:
        for term in _terms(part):
            terms.setdefault(write(term.node) + term.group, term)  # R merges equal terms
    return list(terms.values()), rest


def _claims(node: Node) -> bool:
    inner = node.body if isinstance(node, Parens) else node
    return isinstance(inner, Infix) and inner.op in ("|", "||")


def _terms(node: Node) -> list[GroupTerm]:
    bar = node.body if isinstance(node, Parens) else node
    assert isinstance(bar, Infix)
    effects, id, correlated = bar.left, "", bar.op == "|"
    match bar.left:
        case Infix(inner, "|", Name(text)):
            effects, id = inner, text
        case Infix(_, "|" | "||", _):
            raise InvalidFormula(
                "Invalid syntax used in group-level terms.",
                span=node.span,
                hint="A term has the form (effects | group) or (effects | ID | group).",
            )
    group: Node = bar.right
    if called(group) == "mm":
        raise NotSupported("Multi-membership terms 'mm()' are not supported yet.", span=group.span)
    if called(group) == "gr":
        assert isinstance(group, Call)
        group, id, correlated = _gr(group, id, correlated)
    return [GroupTerm(effects, f, id, correlated, node) for f in _groups(group)]


def _gr(call: Call, id: str, correlated: bool) -> tuple[Node, str, bool]:
    """Return the group, the ID and the correlation that ``gr()`` asks for."""
    group: Node | None = None
    for argument in call.arguments:
        assert argument.value is not None
        match argument.name:
            case None:
                group = argument.value
            case "id":
                value = argument.value
                id = value.text if isinstance(value, Name) else str(literal(value))
            case "cor":
                correlated = bool(literal(argument.value))
            case "dist" if literal(argument.value) == "gaussian":
                pass
            case name:
                raise NotSupported(f"'{name}' in 'gr()' is not supported yet.", span=argument.span)
    if group is None:
        raise InvalidFormula("'gr()' needs a grouping factor.", span=call.span, hint="gr(g)")
    return group, id, correlated


def _groups(node: Node) -> list[tuple[Name, ...]]:
    """Return the groups that an expression stands for: ``g/h`` is ``g`` and ``g:h``."""
    match node:
        case Name():
            return [(node,)]
        case Parens(body):
            return _groups(body)
        case Infix(left, "+", right):
            return _once([*_groups(left), *_groups(right)])
        case Infix(left, ":", right):
            return [_union(a, b) for a in _groups(left) for b in _groups(right)]
        case Infix(left, "*", right):
            both = Infix(left, ":", right)
            return _once([*_groups(left), *_groups(right), *_groups(both)])
        case Infix(left, "/", right):
            outer = _groups(left)
            whole: tuple[Name, ...] = ()
            for group in outer:
                whole = _union(whole, group)
            return _once([*outer, *(_union(whole, b) for b in _groups(right))])
    raise InvalidFormula(
        f"Illegal grouping term '{write(node)}'. It may contain only variable names combined by "
        "the symbol ':'",
        span=node.span,
        hint="Make the grouping variable a column of the data first.",
    )


def _union(first: tuple[Name, ...], second: tuple[Name, ...]) -> tuple[Name, ...]:
    return (*first, *(n for n in second if n not in first))


def _once(groups: list[tuple[Name, ...]]) -> list[tuple[Name, ...]]:
    return list(dict.fromkeys(groups))
