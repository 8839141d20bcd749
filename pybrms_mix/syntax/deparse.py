"""Write nodes as R text, in the spelling of R's own ``deparse()``."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from pybrms_mix.syntax.nodes import (
    CONSTANTS,
    Argument,
    Assign,
    Block,
    Call,
    For,
    Function,
    If,
    Index,
    Infix,
    Jump,
    Name,
    Number,
    Parens,
    Part,
    Prefix,
    String,
    Tilde,
    While,
)
from pybrms_mix.syntax.parse import is_name
from pybrms_mix.syntax.spelling import number, quoted

# Levels of R's operators (see ``?Syntax``): a higher level binds more tightly. The order equals the
# order of the rules in ``r.lark``.
_EQUALS, _ARROW = -2, -1
_TILDE, _OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _SPECIAL, _RANGE = range(9)
_SIGN, _POWER, _POSTFIX, _SCOPE, _ATOM = range(9, 14)
_INFIX = {
    **dict.fromkeys(("|", "||"), _OR),
    **dict.fromkeys(("&", "&&"), _AND),
    **dict.fromkeys(("==", "!=", "<", ">", "<=", ">="), _COMPARE),
    **dict.fromkeys("+-", _SUM),
    **dict.fromkeys("*/", _PRODUCT),
    ":=": _ARROW,
    "|>": _SPECIAL,
    ":": _RANGE,
    "^": _POWER,
    **dict.fromkeys("$@", _POSTFIX),
    **dict.fromkeys(("::", ":::"), _SCOPE),
}
_PREFIX = {"-": _SIGN, "+": _SIGN, "!": _NOT}
_WITHOUT_BLANKS = frozenset({"/", "^", ":", "$", "@", "::", ":::", "%%", "%/%"})


def write(node: Part) -> str:
    """Return ``node`` as R (>= 4) deparses it, on one line; only blocks take several lines.

    Numbers are written as R writes their value (``1e5`` as ``1e+05``, ``.50`` as ``0.5``), and
    strings in double quotes. Parentheses are added where the tree needs them and holds no
    ``Parens`` node. Therefore ``parse(write(node))`` equals ``node`` up to such parentheses and the
    spelling of numbers. The two are equal exactly when ``node`` came from ``parse`` with its
    numbers in R's spelling.

    >>> from pybrms_mix.syntax.parse import parse
    >>> write(parse("y~x*z+(1||g)"))
    'y ~ x * z + (1 || g)'
    """
    return _write(node).text


def write_script(statements: Sequence[Part]) -> str:
    """Return statements as R text, one below the other. ``write()`` documents the spelling.

    >>> from pybrms_mix.syntax.parse import parse_script
    >>> print(write_script(parse_script("f=function(x){x^2;}; if(a)b else{next}").statements))
    f = function(x) {
      x^2
    }
    if (a) b else {
      next
    }
    """
    return "\n".join(map(write, statements))


@dataclass(frozen=True)
class _Written:
    """A piece of R text with the binding level of its outermost operator.

    ``reach`` is the level of the loosest prefix operator whose operand ends at the right end of the
    text. In ``a * !b`` this operator is ``!``: an operator that follows must bind more loosely than
    ``!``, because otherwise R would apply it to ``b`` alone.
    """

    text: str
    level: int = _ATOM
    reach: int = _ATOM
    prefix: bool = False

    def as_left(self, level: int, *, equal: bool) -> str:
        """Return the text as a left operand at ``level``; ``equal`` levels group to the left."""
        bare = (self.level > level or (equal and self.level == level)) and self.reach >= level
        return self.text if bare else f"({self.text})"

    def as_right(self, level: int, *, equal: bool) -> _Written:
        """Return the text as a right operand at ``level``; a prefix operator stands bare there."""
        bare = self.prefix or self.level > level or (equal and self.level == level)
        return self if bare else _Written(f"({self.text})")


def _write(node: Part) -> _Written:
    match node:
        case Assign() | Function() | Block() | If() | For() | While() | Jump():
            return _statement(node)
        case Name(text):
            return _Written(text if text in CONSTANTS else _symbol(text))
        case Number(text):
            return _Written(number(text))
        case String(text):
            return _Written(quoted(text))
        case Parens(body):
            return _Written(f"({_write(body).text})")
        case Infix(left, op, right):
            return _infix(_write(left), op, _write(right))
        case Prefix(op, operand):
            return _prefix(op, _PREFIX[op], _write(operand))
        case Tilde(None, right):
            return _prefix("~", _TILDE, _write(right))
        case Tilde(left, right):
            assert left is not None
            return _infix(_write(left), "~", _write(right))
        case Call(function, arguments):
            return _bracketed(_write(function), "(", arguments, ")")
        case Index(base, arguments, double):
            opening, closing = ("[[", "]]") if double else ("[", "]")
            return _bracketed(_write(base), opening, arguments, closing)


def _statement(node: Part) -> _Written:
    match node:
        case Assign(target, value, op):
            level = _EQUALS if op == "=" else _ARROW
            last = _write(value).as_right(level, equal=True)
            first = _write(target).as_left(level, equal=False)
            return _Written(f"{first} {op} {last.text}", level, last.reach)
        case Function(parameters, body):
            return _open(f"function({', '.join(map(_argument, parameters))})", body)
        case If(condition, then, None):
            return _open(f"if ({_inside(condition)})", then)
        case If(condition, then, otherwise):
            assert otherwise is not None
            # An "if" without "else" at the end of the "then" branch would claim the "else" that
            # follows.
            return _open(f"if ({_inside(condition)}) {_closed(then)} else", otherwise)
        case For(variable, values, body):
            return _open(f"for ({_write(variable).text} in {_inside(values)})", body)
        case While(None, body):
            return _open("repeat", body)
        case While(condition, body):
            assert condition is not None
            return _open(f"while ({_inside(condition)})", body)
        case Block(statements):
            inner = textwrap.indent("\n".join(_write(s).text for s in statements), "  ")
            return _Written(f"{{\n{inner}\n}}" if statements else "{\n}")
    assert isinstance(node, Jump)
    return _Written(node.word)


def _open(head: str, body: Part) -> _Written:
    """Return a text that extends as far to the right as R can read: ``function(x) body``."""
    return _Written(f"{head} {_write(body).text}", _SIGN, _EQUALS, prefix=True)


def _closed(part: Part) -> str:
    text = _write(part)
    return text.text if text.reach > _EQUALS else f"({text.text})"


def _inside(part: Part) -> str:
    """Return a part between the brackets of a statement or call, where "=" names arguments."""
    text = _write(part)
    return f"({text.text})" if text.level == _EQUALS else text.text


def _infix(left: _Written, op: str, right: _Written) -> _Written:
    level = _level(op)
    first = left.as_left(level, equal=level not in (_COMPARE, _POWER))
    last = right.as_right(level, equal=level == _POWER)
    blank = "" if op in _WITHOUT_BLANKS else " "
    return _Written(f"{first}{blank}{op}{blank}{last.text}", level, last.reach)


def _prefix(op: str, level: int, operand: _Written) -> _Written:
    # R reads "~ a ~ b" as "(~ a) ~ b".
    last = operand.as_right(level, equal=level != _TILDE)
    return _Written(f"{op}{last.text}", level, min(level, last.reach), prefix=True)


def _level(op: str) -> int:
    if op == "~":
        return _TILDE
    return _SPECIAL if op.startswith("%") else _INFIX[op]


def _bracketed(
    base: _Written, opening: str, arguments: tuple[Argument, ...], closing: str
) -> _Written:
    inner = ", ".join(map(_argument, arguments))
    return _Written(f"{base.as_left(_POSTFIX, equal=True)}{opening}{inner}{closing}", _POSTFIX)


def _argument(argument: Argument) -> str:
    value = "" if argument.value is None else _inside(argument.value)
    return value if argument.name is None else f"{_symbol(argument.name)} = {value}"


def _symbol(text: str) -> str:
    return text if is_name(text) else quoted(text, "`")
