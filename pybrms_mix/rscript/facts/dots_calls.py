"""Find the arguments that the calls of a script pass to its functions through ``...``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pybrms_mix.rscript.facts.dots_variants import DOTS, IN_ORDER, is_dots
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Argument, Assign, Call, Function, Name, Part, called

# Functions that call their argument FUN (.f) and pass further arguments to it.
CALLERS = {
    **dict.fromkeys(("lapply", "sapply", "tapply"), 2),
    **dict.fromkeys(("vapply", "apply"), 3),
    **dict.fromkeys(("map", "map_dbl", "map_int", "map_chr", "map_lgl", "map_df", "map_dfr"), 2),
    **dict.fromkeys(("imap", "walk", "map_dfc", "imap_dfr", "imap_dfc"), 2),
    **dict.fromkeys(
        ("map2", "map2_dbl", "map2_int", "map2_chr", "map2_lgl", "map2_dfr", "map2_dfc", "walk2"), 3
    ),
    **dict.fromkeys(("pmap", "pmap_dfr", "pmap_dfc", "pmap_dbl"), 2),
}
# Functions that call their function with one element of each vector.
_PARALLEL = ("Map", "mapply")
_OF_CALLERS = frozenset({"X", "FUN", "FUN.VALUE", "MARGIN", "INDEX", "simplify", "USE.NAMES"}
                        | {"SIMPLIFY", "MoreArgs", ".x", ".y", ".f", ".l", ".id"})  # fmt: skip


def script_name(node: Function, scope: Scope) -> str | None:
    """Return the name under which the script defines a function; None if it has none."""
    return next((n for s in scope.script for n in _name_of(s, node)), None)


def calls_of(name: str, node: Function, scope: Scope) -> list[tuple[Argument, ...]] | None:
    """Return the further arguments of the calls of a function; those of all calls of a method.

    A method passes the further arguments of a call on to the other methods of its function.
    """
    generic = next((g for g, methods in scope.methods.items() if name in methods.values()), None)
    if generic is None:
        return further_of(name, node, scope.script)
    methods = {*scope.methods[generic].values()}
    siblings = [s.value for s in scope.script
                if isinstance(s, Assign) and isinstance(s.value, Function)
                and getattr(s.target, "text", "") in methods]  # fmt: skip
    inside = {id(p) for s in siblings for p in below(s.body)}
    calls = further_of(generic, node, scope.script, inside)
    own_calls = further_of(name, node, scope.script, inside)
    if calls is None or own_calls is None or any(a.name in _NUMBERED for c in calls for a in c):
        return None  # the generic function passes arguments without a name by their places
    parameters = {parameter(p) for s in siblings for p in s.parameters}
    return [(), *(tuple(a for a in c if a.name not in parameters) for c in (*calls, *own_calls))]


# The names of further arguments that are passed by their places.
_NUMBERED = frozenset(f"{IN_ORDER}{n}" for n in range(1, 100))


def _name_of(statement: Part, node: Function) -> Sequence[str]:
    """Return the name under which a statement defines a function."""
    return [
        p.target.text for p in below(statement)
        if isinstance(p, Assign) and p.value is node and isinstance(p.target, Name)
    ]  # fmt: skip


def further_of(
    name: str,
    node: Function,
    script: Sequence[Part],
    methods: Collection[int] = (),
    counting: frozenset[str] = frozenset(),
) -> list[tuple[Argument, ...]] | None:
    """Return the further arguments of each call, in order; None if they are not all known.

    Arguments without a name have the names ``..1``, ``..2``, ..., as in R. Calls with ``...`` in
    ``methods``, the ``id()`` of parts of the script, pass on what other calls give. A call with
    ``...`` in another function of the script counts once for each call of that function.
    ``counting`` holds the functions whose calls are being counted.
    """
    parameters = [parameter(p) for p in node.parameters if parameter(p) != DOTS]
    in_order = parameters[: [parameter(p) for p in node.parameters].index(DOTS)]
    calls: list[tuple[Argument, ...]] = []
    uses = 0
    for part in (p for s in script for p in below(s)):
        uses += isinstance(part, Name) and part.text == name
        uses -= isinstance(part, Assign) and part.target == Name(name)
        if not isinstance(part, Call):
            continue
        caller = called(part) or ""
        if caller == name:
            arguments, places = part.arguments, len(in_order)
            known_names, placed = frozenset(parameters), frozenset(in_order)
        elif caller in _PARALLEL and any(a.value == Name(name) for a in part.arguments):
            arguments, places = _handed_by(part, name), len(in_order)
            known_names, placed = frozenset(parameters), frozenset(in_order)
        elif caller in CALLERS and any(a.value == Name(name) for a in part.arguments):
            arguments, places = part.arguments, CALLERS[caller]
            known_names, placed = _OF_CALLERS | frozenset(parameters), _OF_CALLERS
        else:
            continue
        uses -= 1
        if id(part) in methods and any(is_dots(a) for a in arguments):
            if {a.name for a in arguments if not is_dots(a)} - known_names - {None}:
                return None
            continue
        free = sum(a.name is None for a in arguments) + sum(a.name in placed for a in arguments)
        if free > places and caller in CALLERS:
            return None
        handed_sets = (
            _passed_on(part, script, counting | {name}) if any(map(is_dots, arguments)) else [()]
        )
        if handed_sets is None:
            return None
        own_arguments = [a for a in arguments if not is_dots(a)]
        calls += [
            _after([*own_arguments, *more], places, known_names, placed) for more in handed_sets
        ]
    return None if uses else calls


def _passed_on(
    node: Call, script: Sequence[Part], counting: frozenset[str]
) -> list[tuple[Argument, ...]] | None:
    """Return the arguments of ``...`` in a call, for each call of the function around it."""
    for statement in script:
        match statement:
            case Assign(Name(text), Function() as outer) if any(p is node for p in below(outer)):
                has = any(parameter(p) == DOTS for p in outer.parameters)
                nested = any(isinstance(p, Function) for p in below(outer.body))
                if not has or nested or text in counting:
                    return None
                calls = further_of(text, outer, script, counting=counting)
                numbered = any(str(a.name).startswith(IN_ORDER) for c in calls or () for a in c)
                return None if numbered else calls
    return None


def _after(
    arguments: Sequence[Argument], places: int, own_names: Collection[str], placed: Collection[str]
) -> tuple[Argument, ...]:
    """Return the arguments of a call that are left after those for the parameters."""
    places -= sum(a.name in placed for a in arguments)
    remaining: list[Argument] = []
    unnamed = 0
    for argument in arguments:
        if argument.name is None:
            unnamed += 1
            if unnamed > places:
                remaining.append(replace(argument, name=f"{IN_ORDER}{unnamed - max(places, 0)}"))
        elif argument.name not in own_names:
            remaining.append(argument)
    return tuple(remaining)


def _handed_by(node: Call, name: str) -> tuple[Argument, ...]:
    """Return the arguments that ``Map(f, a = x, MoreArgs = list(b = 1))`` gives to its function."""
    more = next((a.value for a in node.arguments if a.name == "MoreArgs"), None)
    single = more.arguments if isinstance(more, Call) else ()
    options = ("MoreArgs", "SIMPLIFY", "USE.NAMES")
    vectors = [a for a in node.arguments if a.name not in options and a.value != Name(name)]
    return (*vectors, *single)
