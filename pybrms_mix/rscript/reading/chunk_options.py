"""Read the options of a chunk: R arguments in its head, and YAML in its ``#|`` lines."""

from __future__ import annotations

from collections.abc import Sequence

from pybrms_mix.base.errors import InvalidFile, RSyntaxError
from pybrms_mix.base.lazy import yaml
from pybrms_mix.rscript.facts.packages import sets_document
from pybrms_mix.syntax.nodes import (
    Call,
    Index,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Prefix,
    String,
    called,
)
from pybrms_mix.syntax.parse import parse, parse_script

_MARK = "#| "
# The options that take the code of a chunk from another place.
_ELSEWHERE = ("child", "code", "file", "ref.label")
_YAML = "tag:yaml.org,2002:"
_BOOLEANS = {"true": "TRUE", "yes": "TRUE", "on": "TRUE"}

Options = dict[str, Node]


def marked(inside: Sequence[str]) -> int:
    """Return the number of ``#|`` lines, which are the first lines of a chunk."""
    other_lines = (n for n, line in enumerate(inside) if not line.startswith(_MARK))
    return next(other_lines, len(inside))


def options_of(head: str, inside: Sequence[str], line: int) -> Options:
    """Return the options of a chunk as expressions of R, by name.

    Args:
        head: Text of the head after the name of the engine.
        inside: Lines between the fences. An option in a ``#|`` line replaces one in the head.
        line: Number of the line of the head.

    Raises:
        InvalidFile: The head is not R, or the ``#|`` lines are not YAML.
    """
    return _of_head(head, line) | _of_lines([comment[len(_MARK) :] for comment in inside], line)


def condition(options: Options, line: int) -> Node | bool:
    """Return whether knitr evaluates a chunk, or the expression on which that depends.

    Raises:
        InvalidFile: The chunk takes its code from elsewhere, or only a part of it is evaluated.
    """
    for name in _ELSEWHERE:
        if name in options and not _is(options[name], "NULL"):
            raise InvalidFile(
                f"The chunk in line {line} takes its code from elsewhere ('{name}'): "
                "write the code itself."
            )
    if "opts.label" in options and not _is(options["opts.label"], "NULL"):
        raise InvalidFile(
            f"The chunk in line {line} takes its options from elsewhere ('opts.label'): "
            "write the options themselves."
        )
    return _evaluated(options.get("eval", Name("TRUE")), line)


def may_be_number(node: Node) -> bool:
    """Return whether a condition may be a number, which selects expressions of the chunk."""
    while isinstance(node, Parens):
        node = node.body
    return isinstance(node, Name | Index) or (isinstance(node, Infix) and node.op in ("$", "@"))


def is_r(options: Options, line: int) -> bool:
    """Return whether the option ``engine`` leaves a chunk to R."""
    engine = options.get("engine", String("r"))
    if not isinstance(engine, String):
        raise InvalidFile(f"The 'engine' of the chunk in line {line} must be a text.")
    return engine.text.lower() == "r"


def set_options(code: str, line: int) -> Options:
    """Return the options that ``opts_chunk$set()`` in the code of a chunk gives to later chunks."""
    if "opts_chunk" not in code:
        return {}
    options: Options = {}
    for node in parse_script(code).statements:
        if sets_document(node) != "opts_chunk" or not isinstance(node, Call):
            continue
        options |= {a.name: a.value for a in node.arguments if a.name and a.value is not None}
    names = ("eval", "engine", "opts.label", *_ELSEWHERE)
    lasting_options = {name: options[name] for name in names if name in options}
    if "eval" in lasting_options and not isinstance(
        _evaluated(lasting_options["eval"], line), bool
    ):
        raise InvalidFile(
            f"The 'eval' that the chunk in line {line} sets for later chunks must be TRUE or FALSE."
        )
    return lasting_options


def of_document(header: yaml.Node | None) -> Options:
    """Return the options that the header of a Quarto document gives to all chunks.

    They stand under ``execute`` or under ``opts_chunk`` of ``knitr``.

    Raises:
        InvalidFile: The header selects expressions by numbers, or evaluates under a condition.
    """
    execute = _below(header, "execute")
    places = [execute, _below(_below(header, "knitr"), "opts_chunk")]
    values = [v for place in places for v in [_below(place, "eval")] if v is not None]
    for value in values:
        expression = _expression(value, value.start_mark.line + 2)
        if not isinstance(_evaluated(expression, value.start_mark.line + 2), bool):
            raise InvalidFile("The 'eval' of the document's header must be true or false.")
        return {"eval": expression}
    return {}


def _below(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """Return the value of a key in a mapping of YAML; None if there is none."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _evaluated(node: Node, line: int) -> Node | bool:
    while isinstance(node, Parens):
        node = node.body
    number = node.operand if isinstance(node, Prefix) else node
    if isinstance(number, Number) and float(number.text.rstrip("L")) == 0:
        return False
    if isinstance(number, Number) or called(node) == "c" or _is(node, ":"):
        raise InvalidFile(
            f"'eval' of the chunk in line {line} selects some expressions by their numbers.",
            hint="Put the code that is not evaluated into a chunk of its own with eval = FALSE.",
        )
    if isinstance(node, String) or any(_is(node, word) for word in ("TRUE", "T", "NULL", "NA")):
        return True
    return False if _is(node, "FALSE") or _is(node, "F") else node


def _is(node: Node, text: str) -> bool:
    return getattr(node, "text", getattr(node, "op", "")) == text and not isinstance(node, String)


def _arguments(text: str) -> Options | None:
    """Return the named arguments in a text; None if the text is not a list of arguments."""
    try:
        list_call = parse(f"list({text.strip().strip(',')})")
    except RSyntaxError:
        return None
    assert isinstance(list_call, Call)
    return {a.name: a.value for a in list_call.arguments if a.name and a.value is not None}


def _of_head(head: str, line: int) -> Options:
    """Return the options in the head of a chunk, whose label needs no quotation marks."""
    options = _arguments(head)
    if options is None:
        label, _, rest = head.strip().strip(",").partition(",")
        options = _arguments(rest) if "=" not in label else None
    if options is None:
        raise InvalidFile(
            f"The options of the chunk in line {line} are not R: {head.strip()}",
            hint="Write 'label, name = value, ...', with quotation marks around texts.",
        )
    return options


def _of_lines(lines: Sequence[str], line: int) -> Options:
    """Return the options in ``#|`` lines: YAML, or R arguments."""
    text = "\n".join(lines)
    try:
        document = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = line + 1 + (mark.line if mark is not None else 0)
        raise InvalidFile(
            f"The options of the chunk are not YAML in line {place}.",
            hint="Put quotation marks around a text that holds ':', '#' or '@'.",
        ) from None
    if document is None:
        return {}
    if not isinstance(document, yaml.MappingNode):
        return _of_head(text, line)
    names = [key.value for key, _ in document.value]
    for name in names:
        if names.count(name) > 1:
            raise InvalidFile(f"The chunk in line {line} has the option '{name}' twice.")
    return {key.value: _expression(value, line) for key, value in document.value}


def _expression(node: yaml.Node, line: int) -> Node:
    """Return a value of YAML as an expression of R; ``!expr`` marks R code."""
    kind, text = node.tag.removeprefix(_YAML), node.value
    if kind == "!expr":
        arguments = _arguments(f"value = {text}")
        if arguments is None:
            raise InvalidFile(f"A value of the chunk in line {line} is not R: {text}")
        return arguments["value"]
    if kind == "bool":
        return Name(_BOOLEANS.get(text.lower(), "FALSE"))
    if kind == "null":
        return Name("NULL")
    if kind == "int":
        return Number(str(yaml.SafeLoader("").construct_object(node)))
    return parse("c()") if isinstance(node, yaml.CollectionNode) else String(text)
