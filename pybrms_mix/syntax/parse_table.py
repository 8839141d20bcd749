"""The stored parser of expressions.

Reading ``grammar/expression.json`` is faster than building a parser.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lark import PostLex
from lark.lexer import TerminalDef

from pybrms_mix.base.resources import folder

_FILE = "expression.json"
_FUNCTIONS = ("postlex", "edit_terminals")


def written(parser: Lark, grammar: str) -> str:
    """Return the text of the file that stores ``parser``, built from ``grammar``."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    for name in _FUNCTIONS:
        del data["options"][name]
    contents = _origin(grammar) | {"data": data, "memo": memo}
    return json.dumps(contents, separators=(",", ":")) + "\n"


def ready(grammar: str, lines: PostLex) -> Lark | None:
    """Return the stored parser, or None if it was stored for another grammar or version of Lark."""
    file = folder("grammar") / _FILE
    if not file.exists():
        return None
    # The parser consists of thousands of objects, none of which is garbage. A full garbage
    # collection during loading would take as long as writing a program.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _loaded(file, grammar, lines)
    finally:
        if collects:
            gc.enable()


def _loaded(file: Path, grammar: str, lines: PostLex) -> Lark | None:
    contents = json.loads(file.read_text(encoding="utf-8"))
    if any(contents.get(name) != value for name, value in _origin(grammar).items()):
        return None
    # Lark builds its standalone parsers in this way. Its public load() reads pickles, which can run
    # code.
    load: Callable[..., Lark] = Lark._load_from_dict
    data = contents["data"]
    table = data["parser"]["parser"]
    table["tokens"] = _numbered(table["tokens"])
    states = {state: _numbered(actions) for state, actions in table["states"].items()}
    table["states"] = _numbered(states)
    return load(data, _numbered(contents["memo"]), postlex=lines)


def _origin(grammar: str) -> dict[str, Any]:
    return {"lark": lark.__version__, "grammar": sha256(grammar.encode()).hexdigest()}


def _numbered(pairs: Mapping[str, Any]) -> dict[int, Any]:
    """Restore the numbers of states, tokens or rules, which are strings in JSON."""
    return {int(key): value for key, value in pairs.items()}
