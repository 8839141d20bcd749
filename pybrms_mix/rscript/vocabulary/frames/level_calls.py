"""Translate forcats' functions of the levels of factors, and column placement in ``mutate()``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.embracing import spliced
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS, Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, keywords, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import leading, needed
from pybrms_mix.syntax.nodes import Call, Function, Name, Node, Tilde, called

_U = Kind.UNKNOWN
# Entries as in ``rverbs``: R's function and parameters, the Python template, the result's kind.
LEVELS = (
    ("fct_infreq(f, w)", "r.fct_infreq(f, w)", _U),
    ("fct_lump(f, n, prop, w, other_level, ties.method)",
     "r.fct_lump(f, n, prop, w, other_level=other_level, ties_method=ties_method)", _U),
    ("fct_lump_n(f, n, w, other_level, ties.method)",
     "r.fct_lump_n(f, n, w, other_level=other_level, ties_method=ties_method)", _U),
    ("fct_lump_min(f, min, w, other_level)",
     "r.fct_lump_min(f, min, w, other_level=other_level)", _U),
    ("fct_lump_prop(f, prop, w, other_level)",
     "r.fct_lump_prop(f, prop, w, other_level=other_level)", _U),
    ("fct_lump_lowfreq(f, w, other_level)",
     "r.fct_lump_lowfreq(f, w, other_level=other_level)", _U),
    ("fct_other(f, keep, drop, other_level)",
     "r.fct_other(f, keep, drop=drop, other_level=other_level)", _U),
    ("fct_drop(f, only)", "r.fct_drop(f, only)", _U),
    ("fct(x, levels, na)", "r.fct(x, levels, na)", _U),
    ("fct_inseq(f, ordered)", "r.fct_inseq(f, ordered)", _U),
    ("fct_match(f, lvls)", "r.fct_match(f, lvls)", Kind.MASK),
    ("fct_shift(f, n)", "r.fct_shift(f, n)", _U),
    ("fct_unify(fs, levels)", "r.fct_unify(fs, levels)", Kind.LIST),
    ("lvls_union(fs)", "r.lvls_union(fs)", Kind.TEXTS),
    ("lvls_reorder(f, idx, ordered)", "r.lvls_reorder(f, idx, ordered)", _U),
    ("lvls_revalue(f, new_levels)", "r.lvls_revalue(f, new_levels)", _U),
    ("lvls_expand(f, new_levels)", "r.lvls_expand(f, new_levels)", _U),
    ("fct_explicit_na(f, na_level)", "r.fct_explicit_na(f, na_level)", _U),
    ("fct_na_value_to_level(f, level)", "r.fct_explicit_na(f, level)", _U),
    ("fct_unique(f)", "r.fct_unique(f)", _U),
    ("fct_count(f, sort, prop)", "r.fct_count(f, sort=sort, prop=prop)", Kind.FRAME),
)  # fmt: skip

enter(LEVELS)


def _factor(otherwise: Word | None, node: Call, scope: Scope) -> Value:
    """Refuse ``factor(x, exclude = NULL)`` and ``exclude = ""``, whose levels include NA."""
    for argument in node.arguments:
        if argument.name == "exclude" and getattr(argument.value, "text", "-") in ("NULL", ""):
            raise NotPorted("NA is no level of a factor here: fct_explicit_na(f)", node.span)
    assert otherwise is not None
    return otherwise(node, scope)


extend("factor", _factor)


@word("interaction")
def interaction(node: Call, scope: Scope) -> Value:
    """Translate ``interaction(a, b, drop = TRUE)``."""
    arguments = matched(node.arguments, "..., drop, sep, lex.order")
    parts = [value(needed(a.value, node), scope).node for a in arguments.rest]
    flags = {n.replace(".", "_"): value(p, scope).node for n, p in arguments.named.items()}
    return Value(call("r.interaction", *parts, **flags))


@word("fct_collapse")
def collapse(node: Call, scope: Scope) -> Value:
    """Translate ``fct_collapse(f, new = c("old", "older"), other_level = "rest")``."""
    arguments = matched(node.arguments, ".f, ..., other_level")
    lists = [value(p, scope).node for a in arguments.rest if (p := spliced(a.value)) is not None]
    named_arguments = [a for a in arguments.rest if spliced(a.value) is None]
    if not all(a.name for a in named_arguments):
        raise NotPorted("the groups of fct_collapse() need names here", node.span)
    groups = record(
        {str(a.name): value(needed(a.value, node), scope).node for a in named_arguments}
    )
    groups.keys += [None] * len(lists)
    groups.values += [call("r.named_parts", x) for x in lists]
    other_level = arguments.get("other_level")
    options = {} if other_level is None else {"other_level": value(other_level, scope).node}
    f = value(needed(arguments.get(".f"), node), scope).node
    return Value(call("r.fct_collapse", f, groups, **options))


@word("fct_relevel")
def relevelled(node: Call, scope: Scope) -> Value:
    """Translate ``fct_relevel(f, "b", "a", after = 1)``."""
    arguments = matched(node.arguments, ".f, ..., after")
    f = value(needed(arguments.get(".f"), node), scope).node
    after = arguments.get("after")
    options = {} if after is None else {"after": value(after, scope).node}
    parts = [needed(a.value, node) for a in arguments.rest]
    if len(parts) == 1 and _is_function(parts[0], scope):
        return Value(call("r.fct_relevel_by", f, function_of(parts[0], scope), **options))
    level_values = [_level(part, scope) for part in parts]
    if any(v.kind is Kind.FUNCTION for v in level_values):
        raise NotPorted("fct_relevel() needs the names of levels here", node.span)
    return Value(call("r.fct_relevel", f, *(v.node for v in level_values), **options))


def _level(part: Node, scope: Scope) -> Value:
    """Return levels; those of ``!!!x`` are arguments of their own."""
    list_part = spliced(part)
    if list_part is None:
        return value(part, scope)
    return Value(ast.Starred(call("r.items", value(list_part, scope).node)))


def _is_function(part: Node, scope: Scope) -> bool:
    """Return whether an argument is a function: its name, its definition, or a formula."""
    if isinstance(part, Name):
        variable = scope.known.get(part.text)
        return part.text in WORDS if variable is None else variable.kind is Kind.FUNCTION
    return isinstance(part, Function | Tilde)


@word("fct_c", "fct_cross")
def joined_factors(node: Call, scope: Scope) -> Value:
    """Translate ``fct_c(f, g)`` and ``fct_cross(f, g, sep = "-")``."""
    places = "..., sep, keep_empty" if called(node) == "fct_cross" else "..."
    arguments = matched(node.arguments, places)
    factors = [value(needed(a.value, node), scope).node for a in arguments.rest]
    options = {n: value(p, scope).node for n, p in arguments.named.items()}
    return Value(call(f"r.{called(node)}", *factors, **options))


@word("fct_expand")
def expanded(node: Call, scope: Scope) -> Value:
    """Translate ``fct_expand(f, "c", "d")``."""
    arguments = matched(node.arguments, "f, ..., after")
    parts = [needed(arguments.get("f"), node), *(needed(a.value, node) for a in arguments.rest)]
    after = arguments.get("after")
    options = {} if after is None else {"after": value(after, scope).node}
    return Value(call("r.fct_expand", *(value(p, scope).node for p in parts), **options))


@word("fct_relabel")
def relabelled(node: Call, scope: Scope) -> Value:
    """Translate ``fct_relabel(f, toupper)``, which renames levels by a function."""
    arguments = matched(node.arguments, ".f, .fun, ...")
    f = value(needed(arguments.get(".f"), node), scope).node
    function = function_of(needed(arguments.get(".fun"), node), scope, rest=arguments.rest)
    return Value(call("r.fct_relabel", f, function))


@word("rmultinom")
def multinomial(node: Call, scope: Scope) -> Value:
    """Translate ``rmultinom(n, size, prob)``, a matrix with one draw in each column."""
    arguments = matched(node.arguments, "n, size, prob")
    nodes: list[ast.expr] = []
    for name in ("n", "size", "prob"):
        nodes.append(value(needed(arguments.get(name), node), scope).node)
    prob = value(needed(arguments.get("prob"), node), scope)
    kind = Kind.MATRIX if prob.kind is Kind.VECTOR else Kind.UNKNOWN
    return Value(call("rng.rmultinom", *nodes), kind)


_KINDS = {"kind": "Mersenne-Twister", "normal.kind": "Inversion", "sample.kind": "Rejection"}


_ROUNDING = "sample.kind of R"  # the key of the option that holds how sample() draws


def is_default_generator(node: Call, scope: Scope) -> bool:
    """Return whether ``RNGkind()`` or ``set.seed()`` asks for generators that exist here.

    How ``sample()`` draws is remembered for later seeds.
    """
    first = "seed, " if called(node) == "set.seed" else ""
    arguments = matched(node.arguments, f"{first}kind, normal.kind, sample.kind")
    kinds = {n: getattr(p, "text", "") for n, p in arguments.named.items() if n in _KINDS}
    rounds = kinds.pop("sample.kind", "NULL")
    if rounds not in ("Rounding", "Rejection", "default", "NULL"):
        return False
    if rounds != "NULL":
        draw_by_rounding(scope, rounds=rounds == "Rounding")
    return all(text in (_KINDS[n], "default", "NULL") for n, text in kinds.items())


def draw_by_rounding(scope: Scope, *, rounds: bool) -> None:
    """Remember how ``sample()`` draws after the next seed: by rounding, as in R before 3.6."""
    scope.options[_ROUNDING] = Value(constant(rounds), Kind.FLAG)


def seeding_options(scope: Scope) -> dict[str, ast.expr]:
    """Return the keyword of a new generator, if ``sample()`` draws by rounding."""
    match scope.options.get(_ROUNDING):
        case Value(ast.Constant(True)):
            return {"rounding": constant(True)}
    return {}


@word("recode", "recode_factor", "fct_recode")
def recode(node: Call, scope: Scope) -> Value:
    """Translate ``recode(x, old = new)`` and ``fct_recode(x, new = "old")``."""
    x = value(leading(node)[0], scope)
    new_values: dict[str, ast.expr] = {}
    lists: list[ast.expr] = []
    for argument in node.arguments[1:]:
        if (list_part := spliced(argument.value)) is not None:
            lists.append(value(list_part, scope).node)
            continue
        name = argument.name or ""
        if name in ("", "default", "missing", "ordered"):
            raise NotPorted(f"{called(node)}() needs other names of values here", argument.span)
        cell = value(needed(argument.value, node), scope).node
        if name in new_values and called(node) != "fct_recode":
            raise NotPorted(f"{called(node)}() has two arguments '{name}' here", argument.span)
        # one new level may stand for several old levels
        new_values[name] = call("r.c", new_values[name], cell) if name in new_values else cell
    option_names = {
        "recode": ("default", "missing"),
        "recode_factor": ("default", "missing", "ordered"),
    }
    options = {
        n: new_values.pop(f".{n}")
        for n in option_names.get(called(node) or "", ())
        if f".{n}" in new_values
    }
    if any(n.startswith(".") for n in new_values):
        raise NotPorted(f"{called(node)}() has no such argument here", node.span)
    pairs = [
        ast.keyword(None, ast.Dict([constant(n) for n in new_values], list(new_values.values())))
    ]
    if all(n.isidentifier() for n in new_values):
        pairs = keywords(new_values)
    pairs += [ast.keyword(None, call("r.named_parts", x)) for x in lists]
    pairs += keywords(options)
    name = called(node) or ""
    return Value(ast.Call(ast.Attribute(ast.Name("r"), name), [x.node], pairs))
