"""Error messages for text that is not an R expression."""

from __future__ import annotations

import re
import unicodedata

from lark import Token, UnexpectedInput, UnexpectedToken

from pybrms_mix.base.errors import RSyntaxError, Span

_CLOSERS = {"(": ")", "[": "]", "[[": "]]", "{": "}"}
_OPENERS = {")": "(", "]": "[", "}": "{"}
_OPERATORS = {
    "TILDE",
    "OR",
    "AND",
    "NOT",
    "COMPARE",
    "SUM",
    "PRODUCT",
    "SPECIAL",
    "COLON",
    "CARET",
    "FIELD",
    "SCOPE",
}
# Keywords of R's statements. They are not allowed in an expression; a script in which the parser
# stops at one of them is incomplete.
_OF_SCRIPTS = {"ARROW", "TOWARDS", "PIPE", "EQUAL", "ELSE", "REPEAT"}
_WORD = re.compile(r"(if|else|for|while|repeat|function|next|break|in)(?![\w.])")
_STATEMENT = re.compile(r"->>?|[|]>|<<?-|[;{}?\\]")
# Characters, such as curly quotes, that word processors and web pages substitute for R's.
_LOOKALIKES = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚´", "'"),
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("×∗·", "*"),
    **dict.fromkeys("∼˜～", "~"),
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
}


def mistake(text: str, error: UnexpectedInput) -> RSyntaxError:
    """Return the error that describes ``text``, given the token at which Lark stopped."""
    if isinstance(error, UnexpectedToken):
        return _Stop(text, error).mistake()
    return _stray(text, error.pos_in_stream or 0)


def bad_escape(span: Span) -> RSyntaxError:
    """Return the error for an unknown backslash escape, with R's message."""
    escape = span.text[span.start : span.end]
    return RSyntaxError(
        f"'{escape}' is an unrecognized escape in character string",
        span=span,
        hint=r"Write '\\' for a backslash.",
    )


def constant_name(span: Span) -> RSyntaxError:
    """Return the error for a variable that has the name of one of R's constants."""
    name = span.text[span.start : span.end].strip("`")
    return RSyntaxError(
        f"the name of a variable cannot be {name}, which is a constant of R",
        span=span,
        hint="Rename the variable.",
    )


def not_a_parameter(span: Span, name: str | None) -> RSyntaxError:
    """Return the error for a parameter that R's parser refuses: no name, or one given twice."""
    if name is not None:
        return RSyntaxError(f"The function has two parameters '{name}'.", span=span)
    return RSyntaxError(
        "A parameter of a function must be a name, alone or with a default: 'x' or 'x = 1'.",
        span=span,
    )


def chained(span: Span) -> RSyntaxError:
    """Return the error for a second comparison in a chain such as ``a < b < c``."""
    return RSyntaxError(
        "comparisons cannot be chained",
        span=span,
        hint="Join two comparisons by '&', or put one into parentheses.",
    )


def nested(span: Span, what: str, deepest: int) -> RSyntaxError:
    """Return the error for operators or brackets nested more than ``deepest`` levels deep."""
    return RSyntaxError(
        f"more than {deepest} {what} are nested in one another",
        span=Span(span.text, span.start, span.start + 1),
        hint=f"Use fewer {what}.",
    )


def _stray(text: str, at: int) -> RSyntaxError:
    """Return the error for a character that cannot begin a token of R."""
    letter = text[at]

    def error(message: str, hint: str, length: int = 1) -> RSyntaxError:
        return RSyntaxError(message, span=Span(text, at, at + length), hint=hint)

    if text.startswith("``", at):
        return error("a name in backticks cannot be empty", "Write the name between them.", 2)
    if letter in "\"'`":
        kind = "name in backticks" if letter == "`" else "string"
        end = (text + "\n").index("\n", at)
        return error(f"the {kind} is never closed", f"Close it by {letter} .", end - at)
    if letter == "%":
        return error(
            "the operator that begins with '%' is never closed", "Write an operator such as '%in%'."
        )
    if match := _WORD.match(text, at):
        word = match[0]
        return error(
            f"'{word}' is a word of R's language, not a name",
            f"A variable of this name is written `{word}`.",
            len(word),
        )
    if match := _STATEMENT.match(text, at):
        return _statement(text, match)
    if letter == "_":
        return error(
            "a name cannot begin with '_'", "Put a name that begins with '_' into backticks."
        )
    if replacement := _LOOKALIKES.get(letter):
        return error(
            f"'{letter}' looks like a character of R, but is another one",
            f"Write {replacement} instead.",
        )
    return error(f"R knows no character {_shown(letter)} here", "Remove it.")


def _statement(text: str, match: re.Match[str]) -> RSyntaxError:
    """Return the error for a statement of R where an expression is expected."""
    sign = match[0]
    hint = f"Give one expression only, without '{sign}'."
    if "<-" in sign:
        hint = "Put a blank into 'x < -1' to compare; write '=' to name an argument."
    message = f"'{sign}' is not allowed in a single expression"
    return RSyntaxError(message, span=Span(text, *match.span()), hint=hint)


def _shown(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    if letter.isprintable() and not unicodedata.combining(letter):
        return f"'{letter}'" if letter.isascii() else f"'{letter}' ({code})"
    return f"{code} ({unicodedata.name(letter, 'a control character').lower()})"


class _Stop:
    """The place at which the parser stopped: the token there, and the tokens before it."""

    def __init__(self, text: str, error: UnexpectedToken) -> None:
        self._text = text
        self._token: Token = error.token
        self._ended = error.token.type == "$END"
        stack = [*error.interactive_parser.parser_state.value_stack]
        self._before = stack[-1] if stack else None
        self._open, self._in_call = _innermost(stack)
        self._accepts = error.accepts

    def mistake(self) -> RSyntaxError:
        sign = str(self._token)
        if self._before is None and self._ended:
            return RSyntaxError(
                "the text holds no expression", hint="Write an expression, such as 'y ~ x'."
            )
        if "NAME" in self._accepts:
            return self._operand_missing()
        if self._ended:
            return self._unclosed()
        if sign in _OPENERS:
            return self._closes_another(sign)
        if self._token.type == "COMPARE":
            return chained(self._place(self._token))
        if sign == "=":
            return self._error(
                "'=' stands only between the name and the value of an argument",
                hint="Write '~' in a formula, '==' to compare, or put name = value inside a call.",
            )
        if sign == ",":
            return self._error(
                "',' stands only between the arguments of a call",
                hint="Combine several values in a call, such as c(1, 2).",
            )
        return self._operator_missing()

    def _operand_missing(self) -> RSyntaxError:
        before = self._before
        if isinstance(before, Token) and before.type in _OF_SCRIPTS:
            return self._error(
                f"'{before}' has nothing on its right", before, "Add the operand after it."
            )
        if isinstance(before, Token) and before.type in _OPERATORS:
            if match := _STATEMENT.match(self._text, before.start_pos or 0):
                return _statement(self._text, match)
            if before.type in ("FIELD", "SCOPE"):
                return self._error(f"'{before}' needs a name on its right", before, "Add the name.")
            return self._error(
                f"'{before}' has nothing on its right", before, "Add the missing part after it."
            )
        if self._ended:
            return self._unclosed()
        if isinstance(before, Token) and before == "(" and self._token == ")":
            return self._error("the parentheses are empty", hint="Put an expression between them.")
        if self._token.type in _OPERATORS:
            return self._error(
                f"'{self._token}' has nothing on its left", hint="Add the missing part before it."
            )
        if str(self._token) in _OPENERS and self._open is not None:
            return self._closes_another(str(self._token))
        return self._error(f"'{self._token}' cannot stand here", hint="An expression belongs here.")

    def _unclosed(self) -> RSyntaxError:
        if self._open is None:
            return self._error("Complete the statement.", hint="Write it to its end.")
        closer = _CLOSERS[self._open]
        return self._error(f"'{self._open}' is never closed", self._open, f"Add '{closer}'.")

    def _closes_another(self, sign: str) -> RSyntaxError:
        if self._open is None:
            return self._error(
                f"'{sign}' closes nothing", hint=f"Remove it, or open '{_OPENERS[sign]}' before it."
            )
        closer = _CLOSERS[self._open]
        return self._error(
            f"'{self._open}' is closed by '{sign}'", hint=f"Write '{closer}' before it."
        )

    def _operator_missing(self) -> RSyntaxError:
        if self._open is None:
            start = self._place(self._token).start
            rest = Span(self._text, start, len(self._text.rstrip()))
            return RSyntaxError(
                "there is text after the end of the expression",
                span=rest,
                hint="Remove the text, or join it by an operator.",
            )
        missing, example = (
            ("an operator or a comma", "'+' or ','") if self._in_call else ("an operator", "'+'")
        )
        return self._error(
            f"{missing} is missing before '{self._token}'",
            hint=f"Put {example} before it, for instance.",
        )

    def _error(self, message: str, at: Token | None = None, hint: str = "") -> RSyntaxError:
        return RSyntaxError(message, span=self._place(at or self._token), hint=hint)

    def _place(self, token: Token) -> Span:
        start = token.start_pos or 0
        return Span(self._text, start, token.end_pos or start + len(token))


def _innermost(stack: list[object]) -> tuple[Token | None, bool]:
    """Return the innermost open bracket on the stack, and whether it may contain commas."""
    opened: list[tuple[Token, bool]] = []
    for position, part in enumerate(stack):
        match part:
            case Token(type="LPAR" | "LSQB" | "LBB"):
                opened.append((part, part != "(" or _ends_operand(stack[position - 1 : position])))
            case Token(type="LBRACE"):
                opened.append((part, False))
            case Token(type="RPAR" | "RBRACE"):
                opened.pop()
            case Token(type="RSQB") if opened[-1][0] == "[" or stack[position - 1] == "]":
                opened.pop()
    return opened[-1] if opened else (None, False)


def _ends_operand(parts: list[object]) -> bool:
    return any(not isinstance(part, Token) or part.type in ("RPAR", "RSQB") for part in parts)
