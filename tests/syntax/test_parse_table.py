"""The parser stored as JSON is that of the grammar."""

from __future__ import annotations

import json
from pathlib import Path

import lark
import pytest
from lark import Lark
from lark.grammar import Rule
from lark.parsers.lalr_analysis import Shift

from pybrms_mix.syntax import parse, parse_table
from pybrms_mix.syntax.lines import NoLines

KEPT = Path(__file__).parents[2] / "grammar" / "expression.json"


def rule(reduced: Rule) -> tuple[object, ...]:
    """Return all that a rule says."""
    options, parts = (
        reduced.options,
        [(str(s.name), vars(s).get("filter_out"), s.is_term) for s in reduced.expansion],
    )
    asked = (options.keep_all_tokens, options.expand1, options.priority, *options.empty_indices)
    return str(reduced.origin.name), parts, reduced.alias, asked


def told(parser: Lark) -> tuple[object, ...]:
    """Return all that a parser does, whatever numbers its states have."""
    kept = parser.parser.parser._parse_table
    (start,) = kept.start_states.values()
    number, waiting, states = {start: 0}, [start], []
    for state in waiting:
        moves: list[object] = []
        for token, (action, at) in sorted(kept.states[state].items()):
            if action is Shift and at not in number:
                number[at] = len(number)
                waiting.append(at)
            moves.append((str(token), number[at] if action is Shift else rule(at)))
        states.append(moves)
    assert len(states) == len(kept.states)
    words = sorted((t.name, t.pattern.to_regexp(), t.priority) for t in parser.terminals)
    return states, number[kept.end_states["expression"]], words, sorted(parser.lexer_conf.ignore)


def test_the_kept_parser_is_the_one_that_the_grammar_gives(request):
    built = parse.build()
    if request.config.getoption("--approve"):
        KEPT.write_text(parse_table.written(built, parse.grammar()), encoding="utf-8", newline="\n")
    if json.loads(KEPT.read_text(encoding="utf-8"))["lark"] != lark.__version__:
        pytest.skip("kept for another Lark, and so not used")
    kept = parse_table.ready(parse.grammar(), NoLines())
    assert kept is not None, "grammar/expression.json is old: run pytest --approve"
    assert told(kept) == told(built)
    assert kept.options.maybe_placeholders and kept.options.keep_all_tokens


def test_another_grammar_or_lark_has_its_parser_built(monkeypatch):
    assert parse_table.ready(parse.grammar() + "\n", NoLines()) is None
    monkeypatch.setattr(lark, "__version__", "0.0")
    assert parse_table.ready(parse.grammar(), NoLines()) is None
    parse._parser.cache_clear()
    assert parse.parse("y ~ x").right.text == "x"
    parse._parser.cache_clear()
