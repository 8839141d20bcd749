"""Read the parameters in the YAML header of an R Markdown or Quarto document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.base.lazy import yaml

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node, ScalarNode

_YAML = "tag:yaml.org,2002:"
_CODE = ("!r", "!expr")  # the tags of values that are R code
_LARGEST = 2**31 - 1  # the largest integer of R
# knitr reads a header by YAML 1.1 with fewer forms of numbers: 1_000 and 1:30 are texts.
_NOT_A_NUMBER = "_:"


def composed(lines: Sequence[str]) -> Node | None:
    """Return the header of a document as nodes of YAML.

    Args:
        lines: Lines of the header without the lines of dashes around it.

    Raises:
        InvalidFile: The header is not YAML.
    """
    try:
        return yaml.compose("\n".join(lines), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" in line {mark.line + 2}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "unexpected characters"
        raise InvalidFile(
            f"The header of the document is not YAML{place}: {problem}.",
            hint="Put quotation marks around a text that holds ':', '#' or '@'.",
        ) from None


def parameters(header: Node | None) -> dict[int, str]:
    """Return the statement that defines ``params``, by the number of its line from zero.

    Raises:
        InvalidFile: knitr would refuse one of the parameters.
    """
    if not isinstance(header, yaml.MappingNode):
        return {}
    statements = {}
    for name, node in _entries(header):
        if name.value == "params" and isinstance(node, yaml.MappingNode):
            cells = [
                f"{_name(key.value)} = {_parameter(key, parameter_node)}"
                for key, parameter_node in _entries(node)
            ]
            statements[name.start_mark.line] = f"params <- list({', '.join(cells)})"
    return statements


def _entries(node: MappingNode) -> list[tuple[ScalarNode, Node]]:
    """Return the keys and values of a mapping, of which each key stands once."""
    keys = [key.value for key, _ in node.value]
    for key, _ in node.value:
        if keys.count(key.value) > 1:
            raise InvalidFile(
                f"The header of the document has '{key.value}' twice, "
                f"in line {key.start_mark.line + 2} and elsewhere."
            )
    return list(node.value)


def _parameter(key: ScalarNode, node: Node) -> str:
    """Return the value of a parameter as R code: a value, or the field 'value' of a mapping."""
    if isinstance(node, yaml.MappingNode):
        fields = {name.value: value for name, value in _entries(node)}
        if "value" in fields:
            return _value(key, fields["value"])
        raise _refused(key)
    return _value(key, node)


def _value(key: ScalarNode, node: Node) -> str:
    """Return a scalar, or a sequence of scalars of one type, as R code."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(key, node)
    values = node.value if isinstance(node, yaml.SequenceNode) else []
    scalars = [scalar for scalar in values if isinstance(scalar, yaml.ScalarNode)]
    tags = {scalar.tag for scalar in scalars}
    if len(scalars) < len(values) or len(tags) != 1 or _YAML + "null" in tags:
        raise _refused(key)
    return f"c({', '.join(_scalar(key, scalar) for scalar in scalars)})"


def _refused(key: ScalarNode) -> InvalidFile:
    return InvalidFile(
        f"The parameter '{key.value}' in line {key.start_mark.line + 2} of the header has no value "
        "that knitr accepts.",
        hint="Write a number, a text, true or false, '!r code', a list of values of one type, or "
        "'value: ...' below the name.",
    )


def _scalar(key: ScalarNode, node: ScalarNode) -> str:
    """Return a scalar of YAML as R code, as knitr reads it."""
    kind, text = node.tag.removeprefix(_YAML), str(node.value)
    if node.tag in _CODE:
        if "\n" in text.strip():
            raise _refused(key)  # the lines below keep the numbers that they have in the document
        return text.strip()
    if kind == "null":
        return "NULL"
    if kind == "bool":
        return "TRUE" if text.lower() in ("true", "yes", "on") else "FALSE"
    if kind in ("int", "float") and not any(mark in text for mark in _NOT_A_NUMBER):
        return _number(key, node, kind)
    return _text(text)


def _number(key: ScalarNode, node: ScalarNode, kind: str) -> str:
    value = yaml.SafeLoader("").construct_object(node)
    if kind == "float":
        return {"inf": "Inf", "-inf": "-Inf", "nan": "NaN"}.get(repr(value), repr(value))
    if abs(value) > _LARGEST or "b" in node.value:
        raise _refused(key)
    return f"{value}L"


def _text(text: str) -> str:
    """Return a text as a string literal of R."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(escapes.get(letter, letter) for letter in text) + '"'


def _name(name: str) -> str:
    """Return a name as R writes it, in backticks where it is not syntactic."""
    plain = name.replace(".", "a").replace("_", "a")
    return name if plain.isidentifier() and not name.startswith("_") else f"`{name}`"
