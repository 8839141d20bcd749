"""Group-level terms of a formula, ``(effects | id | group)``, as they are read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import reduce

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.model.term_kinds import Term
from pybrms_mix.pieces.group.gr_mm import ILLEGAL, Structure, structure
from pybrms_mix.pieces.group.multipliers import is_own
from pybrms_mix.pieces.ordinal import category_effects
from pybrms_mix.pieces.ordinal.category_effects import CategoryTerm
from pybrms_mix.pieces.special import special_terms
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Number, Parens, called, variables
from pybrms_mix.syntax.summands import split

Factors = tuple[Name, ...]


@dataclass(frozen=True)
class GroupTerm(Term):
    """A group-level term ``(effects | id | group)``.

    Attributes:
        effects: the terms whose coefficients vary by group.
        factors: the variables whose combination is the group, for each membership; only ``mm()``
            has several memberships.
        id: the ID; terms with the same ID are one block, and a term with "" is a block of its own.
        correlated: whether the coefficients are correlated.
        node: the whole term.
        structure: the options of ``gr()`` and ``mm()``.
    """

    effects: Node
    factors: tuple[Factors, ...]
    id: str
    correlated: bool
    node: Node
    structure: Structure = field(default_factory=Structure)

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the term reads."""
        factor_names = [name for factors in self.factors for name in factors]
        return (*variables(self.effects), *factor_names, *self.structure.variables())

    @property
    def several(self) -> bool:
        """Return whether each row belongs to several levels, as in ``mm()``."""
        return len(self.factors) > 1

    @property
    def specific(self) -> tuple[CategoryTerm, ...]:
        """Return the terms ``cs()`` whose coefficients vary by group."""
        return tuple(category_effects.read(self.effects)[0])

    @property
    def group(self) -> str:
        """Return brms's name of the group: "g:h", "mmg1g2"."""
        names = [":".join(f.text for f in factors) for factors in self.factors]
        return f"mm{''.join(names)}" if self.several else names[0]


def read(node: Node | None) -> tuple[list[GroupTerm], Node | None]:
    """Return the group-level terms among the summands of ``node``, and the rest."""
    summands, rest = split(node, _claims)
    terms: dict[str, GroupTerm] = {}
    for part in summands:
        for term in _terms(part):
            # R merges equal terms.
            terms.setdefault(f"{write(term.node)} {term.group} {write(term.effects)}", term)
    return list(terms.values()), rest


def _claims(node: Node) -> bool:
    inner = node.body if isinstance(node, Parens) else node
    return isinstance(inner, Infix) and inner.op in ("|", "||")


def _terms(node: Node) -> list[GroupTerm]:
    bar = node.body if isinstance(node, Parens) else node
    assert isinstance(bar, Infix)
    effects, id = bar.left, ""
    match bar.left:
        case Infix(inner, "|", Name(text)):
            effects, id = inner, text
        case Infix(_, "|" | "||", _):
            raise InvalidFormula(
                "Invalid syntax used in group-level terms.",
                span=node.span,
                hint="A term has the form (effects | group) or (effects | ID | group).",
            )
    terms = []
    for group in _summed(bar.right):
        factors, options = _group(group)
        correlated = bar.op == "|" and options.correlated
        # As in brms, the ID between bars has no effect on coefficients that are not correlated.
        name = id if id and correlated else options.id
        terms += [GroupTerm(effects, f, name, correlated, node, options) for f in factors]
    return [part for term in terms for part in _parts(term)]


def _parts(term: GroupTerm) -> list[GroupTerm]:
    """Return the term as a list; a term without correlations is split into its parts.

    As in brms, ``mmc()`` and special effects are then blocks of their own.
    """
    if term.correlated:
        return [term]
    mmc_terms, rest = split(term.effects, is_own)
    special, rest = special_terms.read(rest or Number("1"))
    kinds: list[list[Node]] = [mmc_terms, [m.node for m in special]]
    no_intercept: Node = Number("0")
    parts = [] if rest is None or rest == no_intercept else [rest]
    parts += [reduce(_plus, nodes, no_intercept) for nodes in kinds if nodes]
    return [replace(term, effects=part) for part in parts] or [term]


def _plus(left: Node, right: Node) -> Node:
    return Infix(left, "+", right)


def _summed(node: Node) -> list[Node]:
    """Return the summands of a grouping factor: ``gr(g) + mm(h, h2)`` is two groups."""
    match node:
        case Infix(left, "+", right) if _has_call(node):
            return [*_summed(left), *_summed(right)]
        case Parens(body) if _has_call(body):
            return _summed(body)
    return [node]


def _has_call(node: Node) -> bool:
    match node:
        case Infix(left, _, right):
            return _has_call(left) or _has_call(right)
        case Parens(body):
            return _has_call(body)
    return called(node) in ("gr", "mm")


def _group(node: Node) -> tuple[list[tuple[Factors, ...]], Structure]:
    """Return the groups of one summand, each with its memberships, and their options."""
    if not isinstance(node, Call) or called(node) not in ("gr", "mm"):
        return [(f,) for f in _groups(node)], Structure()
    groups, options = structure(node)
    return [tuple(_combined(g) for g in groups)], options


def _combined(node: Node) -> Factors:
    """Return the variables of ``g:h``. ``gr()`` and ``mm()`` allow no other operator."""
    match node:
        case Name():
            return (node,)
        case Infix(left, ":", right):
            return _union(_combined(left), _combined(right))
    raise _illegal(node)


def _groups(node: Node) -> list[Factors]:
    """Return the groups of an expression: ``g/h`` is ``g`` and ``g:h``."""
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
            combined: Factors = ()
            for group in outer:
                combined = _union(combined, group)
            return _once([*outer, *(_union(combined, b) for b in _groups(right))])
    raise _illegal(node)


def _illegal(node: Node) -> InvalidFormula:
    return InvalidFormula(
        ILLEGAL.format(write(node)),
        span=node.span,
        hint="Store the grouping variable in a column of the data first.",
    )


def _union(first: Factors, second: Factors) -> Factors:
    return (*first, *(n for n in second if n not in first))


def _once(groups: list[Factors]) -> list[Factors]:
    return list(dict.fromkeys(groups))
