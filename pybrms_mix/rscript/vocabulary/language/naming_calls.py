"""Translate ``setNames()``, replacements by named patterns, and ``installed.packages()``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.index_kinds import is_list
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.packages import KNOWN_PACKAGES
from pybrms_mix.rscript.facts.registry import WORDS, Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, listed
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, Function, Name, Part, String, Tilde, called


def _is_function(part: Part, scope: Scope) -> bool:
    if isinstance(part, Function | Tilde):
        return True
    if not isinstance(part, Name):
        return False
    variable = scope.known.get(part.text)
    return (variable is None and part.text in WORDS) or (
        variable is not None and variable.kind is Kind.FUNCTION
    )


@word("set_names")
def set_names(node: Call, scope: Scope) -> Value:
    """Translate ``set_names(x, nm)``; without ``nm``, the elements are their own names."""
    arguments = matched(node.arguments, "x, nm, ...")
    of = needed(arguments.get("x"), node)
    x, options = _vector(of, scope)
    nm = arguments.get("nm")
    if nm is None:
        return Value(call("r.self_named", x))
    if _is_function(nm, scope):
        return Value(call("r.self_named", x, function_of(nm, scope, rest=arguments.rest)))
    names = [value(p, scope).node for p in (nm, *(needed(a.value, node) for a in arguments.rest))]
    name_node = names[0] if len(names) == 1 else call("r.c", *names)
    return Value(call("r.named", x, name_node, **options))


@word("setNames")
def set_names_of_base(node: Call, scope: Scope) -> Value:
    """Translate ``setNames(x, nm)``; in ``setNames(nm = x)`` the elements are their own names."""
    arguments = matched(node.arguments, "object, nm")
    nm = value(needed(arguments.get("nm"), node), scope).node
    of = arguments.get("object")
    if of is None:
        return Value(call("r.self_named", nm))
    x, options = _vector(of, scope)
    return Value(call("r.named", x, nm, **options))


def _vector(part: Part, scope: Scope) -> tuple[ast.expr, dict[str, ast.expr]]:
    """Return a vector that gets names, and the option for one that is certainly a list."""
    of_part = value(part, scope)
    options = {"of_list": constant(True)} if is_list(part, of_part, scope) else {}
    return of_part.node, options


def _replaced(plain: Word, node: Call, scope: Scope) -> Value:
    """Translate ``str_replace_all(x, c(a = "b"))``; ``plain`` takes pattern and replacement."""
    arguments = matched(node.arguments, "string, pattern, replacement")
    new = arguments.get("replacement")
    if new is not None and not _is_function(new, scope):
        return _each_replaced(plain, node, scope)
    string, pattern = (value(needed(arguments.get(n), node), scope) for n in ("string", "pattern"))
    kind = string.kind if string.kind in (Kind.TEXT, Kind.TEXTS) else Kind.UNKNOWN
    more = [] if new is None else [function_of(new, scope)]
    return Value(call("r.replaced_each", string.node, pattern.node, *more), kind)


def _each_replaced(plain: Word, node: Call, scope: Scope) -> Value:
    """Translate ``str_replace(x, patterns, replacements)``, which may be vectors."""
    arguments = matched(node.arguments, "string, pattern, replacement")
    parts = [needed(arguments.get(n), node) for n in ("string", "pattern")]
    new = arguments.get("replacement")
    kinds = [value(p, scope).kind for p in (parts[1], new) if p is not None]
    if all(kind in (Kind.TEXT, Kind.NUMBER) for kind in kinds):
        return plain(node, scope)
    string, pattern = (value(p, scope) for p in parts)
    text = constant("") if new is None else value(new, scope).node
    options = {"every": constant(True)} if (called(node) or "").endswith("_all") else {}
    return Value(call("r.str_replace", string.node, pattern.node, text, **options))


extend("str_replace_all", _replaced)
for _name in ("str_replace", "str_remove", "str_remove_all"):
    extend(_name, _each_replaced)


def _with_groups(plain: Word, node: Call, scope: Scope) -> Value:
    """Translate ``sub(pattern, replacement, x)``, whose replacement has the groups 1 to 9."""
    replacement = matched(node.arguments, "pattern, replacement, x, ...").get("replacement")
    if isinstance(replacement, String) and "\\0" in replacement.text:
        reason = f"\\0 in the replacement of {called(node)}() is a zero in R, and not the match"
        raise NotPorted(reason, replacement.span)
    return plain(node, scope)


for _name in ("sub", "gsub"):
    extend(_name, _with_groups)


@word("installed.packages")
def installed_packages(node: Call, scope: Scope) -> Value:
    """Translate ``installed.packages()``: the R packages in the script that have a counterpart."""
    del node
    texts = {p.text for s in scope.script for p in below(s) if isinstance(p, String)}
    packages = sorted(texts & set(KNOWN_PACKAGES))
    return Value(call("r.installed_packages", listed(constant(n) for n in packages)), Kind.TABLE)


@word("clean_names", "make_clean_names")
def clean_names(node: Call, scope: Scope) -> Value:
    """Translate janitor's ``clean_names(d)`` and ``make_clean_names(x)``."""
    name = called(node) or ""
    arguments = matched(node.arguments, "dat, ..." if name == "clean_names" else "string, ...")
    if arguments.rest:
        raise NotPorted(f"{name}() writes names in lower case, without options, here", node.span)
    x = value(needed(next(iter(arguments.named.values()), None), node), scope)
    kind = x.kind if x.kind in (Kind.FRAME, Kind.GROUPED) else Kind.UNKNOWN
    return Value(call(f"r.{name}", x.node), kind if name == "clean_names" else Kind.TEXTS)


@word("normalizePath")
def absolute_path(node: Call, scope: Scope) -> Value:
    """Translate ``normalizePath("data")``; the path stays as it is, as with ``getwd()``."""
    arguments = matched(node.arguments, "path, winslash, mustWork")
    scope.notes.append("normalizePath() gives the path as it is here")
    return value(needed(arguments.get("path"), node), scope)
