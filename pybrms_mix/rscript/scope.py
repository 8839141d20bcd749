"""The variables of a script where an expression stands, and the data it stands in."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.syntax.nodes import Part


@dataclass(frozen=True)
class Mask:
    """Data whose columns an expression names as if they were variables.

    Attributes:
        frame: the rows as Python names them.
        kind: SERIES for whole columns, NUMBER for one row at a time.
        columns: their names, where known.
        groups: the columns that group the rows, inside which functions are computed.
    """

    frame: ast.expr
    kind: Kind = Kind.SERIES
    columns: tuple[str, ...] | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chance:
    """Who draws random numbers after a ``set.seed()``: R's generators, the package's functions."""

    draws: bool = False
    samples: bool = False


@dataclass
class Scope:
    """Variables by their R names.

    Attributes:
        names: the Python name of each variable of the script.
        known: what is known of those that are defined at this place.
        changed: variables that are assigned more than once, or not yet.
        filled: vectors into which elements are put.
        later: variables that later statements read.
        mask: the data, inside ``mutate()`` and its like.
        loaded: the data frames that ``load()`` brings.
        last_picture: the picture that was shown last, or got a name.
        keeps_picture: whether ``ggsave()`` will ask for the last picture.
        following: the statement after the one at hand.
        looping: inside a loop, where R prints nothing by itself.
        contrasted: the columns whose factors were given contrasts.
        kept: the variables in each file that ``save()`` has written before.
        stored: what kinds of values the files hold that the script has stored before.
        device: the file that pictures go to, between ``pdf()`` and ``dev.off()``.
        chance: who draws after the ``set.seed()`` at hand.
        lists: the calls of ``list()`` that have a name, and stay as they are.
        seed: the argument ``seed`` that the last ``set.seed()`` stands for.
        local: inside a function, where nothing is printed by itself.
        returns: what kinds of values the function at hand returns.
        last: the kind of the value of the last statement.
        notes: what the statement at hand leaves out, and why.
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
    following: Part | None = None
    looping: bool = False
    contrasted: set[str] = field(default_factory=set)
    stored: dict[str, Kind] = field(default_factory=dict)
    kept: dict[str, dict[str, Value]] = field(default_factory=dict)
    device: ast.expr | None = None
    chance: Chance = Chance()
    lists: dict[str, Part] = field(default_factory=dict)
    seed: ast.expr | None = None
    local: bool = False
    returns: list[Kind] = field(default_factory=list)
    last: Kind = Kind.UNKNOWN
    notes: list[str] = field(default_factory=list)

    def within(self, mask: Mask | None) -> Scope:
        """Return the scope of an expression that stands in data."""
        return replace(self, mask=mask)

    def function(self, parameters: dict[str, Value]) -> Scope:
        """Return the scope of what is called again and again; what it defines stays there."""
        known = {**self.known, **parameters}
        return replace(self, known=known, mask=None, seed=None, local=True, returns=[])

    def define(self, name: str, value: Value) -> None:
        """Remember what is known of a variable."""
        positive = value.positive and name not in self.changed and name not in self.filled
        self.known[name] = replace(value, node=ast.Name(self.names[name]), positive=positive)

    def next_page(self) -> ast.expr:
        """Return the file for one picture; the next one gets a file with a number.

        Raises
        ------
        NotPorted
            For a second picture in a file whose name is computed.
        """
        now = self.device
        match now:
            case ast.Constant(str(file)):
                stem, dot, ending = file.rpartition(".")
                base, _, number = stem.rpartition("-page")
                count = int(number) if base and number.isdigit() else 1
                self.device = ast.Constant(
                    f"{base if count > 1 else stem}-page{count + 1}{dot}{ending}"
                )
                return now
        raise NotPorted("pictures need a file whose name is text here")

    def next_seed(self) -> ast.expr | None:
        """Return the seed for one call; the next call gets another."""
        now = self.seed
        match now:
            case ast.Constant(int(seed)):
                self.seed = ast.Constant(seed + 1)
            case ast.BinOp(left, ast.Add(), ast.Constant(int(more))):
                self.seed = ast.BinOp(left, ast.Add(), ast.Constant(more + 1))
            case ast.expr():
                self.seed = ast.BinOp(now, ast.Add(), ast.Constant(1))
        return now
