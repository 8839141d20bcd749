"""The variables and the data that are visible at one place of a script."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from pybrms_mix.rscript.facts.hazards import is_full
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.lengths import size_of
from pybrms_mix.rscript.facts.masking import Packages
from pybrms_mix.rscript.facts.table_values import yields_table
from pybrms_mix.rscript.trees.stops import Stop
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Call, Function, Infix, Name, Part

if TYPE_CHECKING:
    from pybrms_mix.rscript.facts.further_arguments import Dots


@dataclass(frozen=True)
class Mask:
    """A data frame whose columns an expression can name as if they were variables.

    Attributes:
        frame: the Python expression for the data frame.
        kind: SERIES if a column is a whole vector, NUMBER if the code runs row by row.
        columns: the names of the columns, if they are known.
        groups: the columns that group the rows; functions are computed within groups.
        attached: whether variables of the script come before the columns, as after ``attach()``.
        tabled: whether the data frame is a data.table, which defines ``.N`` and similar names.
        hidden: names that stand for parameters of a function in the expression, not for columns.
        block: whether the expression is a block, whose statements become a function in Python.
    """

    frame: ast.expr
    kind: Kind = Kind.SERIES
    columns: tuple[str, ...] | None = None
    groups: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    attached: bool = False
    tabled: bool = False
    block: bool = False


@dataclass(frozen=True)
class Chance:
    """The user of the random numbers after a ``set.seed()``: R's generators or the package."""

    draws: bool = False
    samples: bool = False


@dataclass
class Scope:
    """The variables and the state of the translation at one place of a script.

    Attributes:
        names: the Python name of each variable of the script.
        known: the known facts of each variable that is defined at this place.
        changed: the variables that are assigned more than once, or not yet.
        filled: the vectors whose elements are assigned one by one.
        later: the variables that later statements read.
        mask: the data frame inside ``mutate()`` and similar calls.
        loaded: the data frames that ``load()`` defines.
        last_picture: the picture that was last shown or assigned to a name.
        keeps_picture: whether a later ``ggsave()`` stores the last picture.
        following: the statements after the current one, in the same block.
        looping: whether the place is in a loop, where R prints no values.
        begins_plot: whether the loop begins plots of base R.
        valued: whether the value of the current statement may be the value of a function.
        contrasted: the columns whose factors have contrasts assigned.
        saved_variables: the variables in each file that ``save()`` has written before.
        stored: the kinds of the values in each file that the script has stored before.
        has_panels: whether plots of base R share a page, after ``par(mfrow = )``.
        has_device: whether pictures may go to a file, between ``pdf()`` and ``dev.off()``.
        chance: the user of the random numbers after the current ``set.seed()``.
        lists: the named ``list()`` calls whose elements do not change.
        seed: the argument ``seed`` that replaces the last ``set.seed()``.
        local: whether the place is in a function, where R prints no values.
        returns: the kinds of the values that the current function returns.
        last: the kind of the value of the last statement.
        notes: the parts that the translation of the current statement leaves out, with reasons.
        script: the statements of the script.
        packages: the R packages that the script has attached before.
        before: definitions to be written before the current statement; None if this is not
            possible.
        lifts: the names of all such definitions so far.
        definer: the function that translates an R function of several statements into a definition.
        dots: the arguments that ``...`` stands for in the current function.
        constants: the arguments in place of ``...`` that are the same constant in all calls.
        tested_for_missing: the parameters x for which the current function calls ``missing(x)``,
            with the variable that holds the answer if x has a default.
        tables: whether the script uses data.table.
        dated: whether the script has dates, whose arithmetic differs from that of numbers.
        several: whether fits of the script may predict several numbers for each row.
        around: the variables of the functions around this place.
        shared: the variables that a function assigns by ``<<-``; their kinds are not known.
        options: the literal values that ``options()`` has set.
        choices: the choices in the defaults of the parameters of the current function.
        methods: the functions of the script that are methods, by generic function and class.
        quoting: whether a variable that stands for columns may be read here.
        types: the types of variables, and of columns as "d$x", at this place of the script.
        unsettled: the variables that the current statement of the script assigns.
        stops: the parts of the current statement of the script that could not be ported.
        texts: the texts of the current function's arguments, by parameter.
        computes_names: whether the script assigns variables whose names it computes.
    """

    names: dict[str, str]
    known: dict[str, Value] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    filled: frozenset[str] = frozenset()
    later: set[str] = field(default_factory=set)
    mask: Mask | None = None
    loaded: tuple[str, ...] = ()
    last_picture: Value | None = None
    keeps_picture: bool = False
    following: tuple[Part, ...] = ()
    looping: bool = False
    begins_plot: bool = False
    valued: bool = False
    contrasted: set[str] = field(default_factory=set)
    stored: dict[str, Kind] = field(default_factory=dict)
    saved_variables: dict[str, dict[str, Value]] = field(default_factory=dict)
    has_panels: bool = False
    has_device: bool = False
    chance: Chance = Chance()
    lists: dict[str, Part] = field(default_factory=dict)
    seed: ast.expr | None = None
    local: bool = False
    returns: list[Kind] = field(default_factory=list)
    last: Kind = Kind.UNKNOWN
    notes: list[str] = field(default_factory=list)
    script: tuple[Part, ...] = ()
    packages: Packages = field(default_factory=Packages)
    before: list[ast.stmt] | None = None
    lifts: set[str] = field(default_factory=set)
    definer: Definer | None = None
    dots: Dots | None = None
    constants: Mapping[str, Part] = field(default_factory=dict)
    tested_for_missing: Mapping[str, ast.expr | None] = field(default_factory=dict)
    choices: dict[str, Part] = field(default_factory=dict)
    quoting: bool = False
    dated: bool = False
    computes_names: bool = False
    several: bool = False
    tables: bool = False
    options: dict[str, Value] = field(default_factory=dict)
    around: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    types: dict[str, str] = field(default_factory=dict)
    unsettled: frozenset[str] = frozenset()
    stops: list[Stop] = field(default_factory=list)
    texts: Mapping[str, ast.expr] = field(default_factory=dict)
    methods: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def within(self, mask: Mask | None) -> Scope:
        """Return the scope of an expression inside a data frame."""
        return replace(self, mask=mask)

    def function(self, parameters: dict[str, Value]) -> Scope:
        """Return the scope of a function's body; variables defined there stay local.

        A variable that a later statement assigns has no known type when the function runs.
        """
        unknown = {*parameters, *self.changed, *self.unsettled}
        types = {k: t for k, t in self.types.items() if k.partition("$")[0] not in unknown}
        mask = self.mask if self.mask is not None and self.mask.block else None
        return replace(
            self, known={**self.known, **parameters}, mask=mask, seed=None, local=True, returns=[],
            before=None, types=types, texts={}, valued=True, last_picture=None,
        )  # fmt: skip

    def inline(self, parameters: dict[str, Value]) -> Scope:
        """Return the scope of a function inside an expression, in which columns keep their names.

        Definitions that the function needs are collected in ``before`` of the returned scope.
        """
        inner = self.function(parameters)
        if self.mask is not None:
            hidden = self.mask.hidden | frozenset(parameters)
            inner.mask = replace(self.mask, hidden=hidden)
        inner.before = []
        return inner

    def fresh(self, name: str, others: Iterable[str] = ()) -> str:
        """Return a Python name that no variable of the script and no definition has."""
        taken_names = {*self.names.values(), *self.lifts, *others}
        candidate, count = name, 1
        while candidate in taken_names:
            count += 1
            candidate = f"{name}_{count}"
        return candidate

    def define(self, name: str, value: Value) -> None:
        """Record the known facts of a variable."""
        if name in self.shared:
            value = Value(value.node)
        positive = value.positive and name not in self.changed and name not in self.filled
        size = None if name in self.filled else size_of(value)
        tabled = value.tabled or yields_table(value.node, self.table_names())
        once = name not in self.changed or (self.local and not self.looping)
        bare = value.bare and once
        self.known[name] = replace(
            value,
            node=ast.Name(self.names[name]),
            positive=positive,
            size=size,
            bare=bare,
            present=value.kind is Kind.NUMBER and is_full(value),
            tabled=tabled,
        )

    def table_names(self) -> frozenset[str]:
        """Return the Python names of the variables that are data.tables."""
        return frozenset(self.names[n] for n, v in self.known.items() if v.tabled)

    def makes_column(self, text: str) -> bool:
        """Return whether a call in the script may give this name to a column."""
        for part in (p for s in self.script for p in below(s)):
            match part:
                case Call(_, arguments) if any(a.name == text for a in arguments):
                    return True
                case Infix(_, "$", Name(name)) if name == text:
                    return True
        return False

    def next_seed(self) -> ast.expr | None:
        """Return the seed for one call; the next call gets a different seed."""
        now = self.seed
        match now:
            case ast.Constant(int(seed)):
                self.seed = ast.Constant(seed + 1)
            case ast.BinOp(start, ast.Add(), ast.Constant(int(more))):
                self.seed = ast.BinOp(start, ast.Add(), ast.Constant(more + 1))
            case ast.expr():
                self.seed = ast.BinOp(now, ast.Add(), ast.Constant(1))
        return now


# Translates the statements of a block, or one statement.
Within: TypeAlias = Callable[[Part, Scope], "list[ast.stmt]"]
# Translates a function into a definition: its Python name, the function, the scope around it and
# the kinds of its parameters.
Definer: TypeAlias = Callable[
    [str, Function, Scope, "Mapping[str, Kind] | None"], "tuple[ast.stmt, Value]"
]
