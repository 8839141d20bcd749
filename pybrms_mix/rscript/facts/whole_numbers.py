"""Whether a number of a script is an integer or a double in R, where Python keeps no difference."""

from __future__ import annotations

from pybrms_mix.rscript.facts.kinds import Kind
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Index,
    Infix,
    Name,
    Number,
    Parens,
    Part,
    Prefix,
    String,
    called,
)
from pybrms_mix.syntax.spelling import value as number_value

INTEGER, DOUBLE, LOGICAL, CHARACTER = "integer", "double", "logical", "character"
MATRIX = "matrix"  # the type of a column that is a matrix in R, and a vector here
_NEAR = 50000  # R writes the double 100000 as 1e+05
_OF_SUMS = 1000  # sums and products of such integers may have six digits
_LARGE = 10000  # the product of two larger integers may exceed the largest one
NUMBERS = (INTEGER, DOUBLE)
_ORDER = (LOGICAL, INTEGER, DOUBLE, CHARACTER)
_CONSTANTS = {
    **dict.fromkeys(("TRUE", "FALSE", "T", "F", "NA"), LOGICAL), "NA_integer_": INTEGER,
    **dict.fromkeys(("NA_real_", "Inf", "NaN", "pi"), DOUBLE), "NA_character_": CHARACTER,
}  # fmt: skip
_MADE = {
    INTEGER: (
        "as.integer seq_len seq_along nrow ncol NROW NCOL length nchar which which.max which.min "
        "order row_number n n_distinct nlevels match integer rpois rbinom rgeom rnbinom "
        "sample.int dim tabulate lengths n_groups str_length str_count ntile min_rank "
        "dense_rank strtoi utf8ToInt nobs"
    ),
    DOUBLE: (
        "as.numeric as.double numeric mean sd var sqrt exp log log2 log10 log1p expm1 rnorm runif "
        "rexp rgamma rbeta rt rchisq dnorm pnorm qnorm dunif punif qunif dbinom pbinom dpois ppois "
        "sin cos tan quantile plogis qlogis gamma lgamma beta choose factorial ceiling floor "
        "weighted.mean mad IQR cumprod prod round signif trunc"
    ),
    LOGICAL: "is.na is.numeric is.character is.logical any all nzchar startsWith grepl isTRUE",
    CHARACTER: "as.character paste paste0 toupper tolower sprintf format substr gsub sub",
}
_RESULT = {name: type_ for type_, text in _MADE.items() for name in text.split()}
# Functions whose result has the type of their first argument.
_SAME = frozenset({"rev", "sort", "unique", "head", "tail", "rep", "rep.int", "rep_len", "unname",
                   "setNames", "invisible", "suppressWarnings", "identity"})  # fmt: skip
# Functions whose result has the common type of their arguments; logical values count as integers.
_COMMON = frozenset({"sum", "max", "min", "range", "cumsum", "cummax", "cummin", "abs", "diff",
                     "pmin", "pmax"})  # fmt: skip
_COMPARES = frozenset({"==", "!=", "<", "<=", ">", ">=", "&", "|", "&&", "||", "%in%"})


def number_type(node: Part | None, scope: Scope) -> str | None:
    """Return R's type of a plain vector, as ``typeof()``; None if it is not known.

    The type follows from the expression alone: ``1L`` is an integer and ``1`` a double, and
    ``nrow(d)`` is an integer. The types of variables and columns are those that they have at this
    place of the script (``followed_types.py``).
    """
    match node:
        case Number(text):
            return INTEGER if text.endswith("L") else DOUBLE
        case String():
            return CHARACTER
        case Parens(body):
            return number_type(body, scope)
        case Name(text):
            return _of_variable(text, scope)
        case Prefix(op, operand):
            operand_type = number_type(operand, scope)
            return LOGICAL if op == "!" else _counted(operand_type) if op in "+-" else None
        case Infix(Name(".Machine"), "$", Name(limit)):
            return DOUBLE if limit.startswith("double.x") or limit.endswith("eps") else INTEGER
        case Infix():
            return _of_infix(node, scope)
        case Index(Name(text), (Argument(None, String(label)),), True) if (
            scope.mask is None and f"{text}${label}" in scope.types
        ):
            return _unless_matrix(scope.types[f"{text}${label}"])
        case Index(Name() as base, (Argument(None, part),)) if part is not None:
            return number_type(base, scope)
        case Call():
            return _of_call(node, scope)
    return None


def _of_variable(name: str, scope: Scope) -> str | None:
    if scope.mask is not None and name not in scope.mask.hidden:
        return None
    if name in scope.known:
        return _unless_matrix(scope.types.get(name))
    return _CONSTANTS.get(name)


def _unless_matrix(type_name: str | None) -> str | None:
    return type_name if type_name in _ORDER else None


def _of_column(node: Infix, scope: Scope) -> str | None:
    return scope.types.get(f"{getattr(node.left, 'text', '')}${getattr(node.right, 'text', '')}")


def is_matrix_column(node: Part, scope: Scope) -> bool:
    """Return whether a value is a column of a data frame that is a matrix in R."""
    return isinstance(node, Infix) and node.op == "$" and _of_column(node, scope) == MATRIX


def column_type(node: Part | None, scope: Scope) -> str | None:
    """Return the type of a value that becomes a column: ``scale()`` gives a matrix."""
    return MATRIX if _is_column_matrix(node, scope) else number_type(node, scope)


def _is_column_matrix(node: Part | None, scope: Scope) -> bool:
    """Return whether a value is ``scale(x)``, such a column, or computed from one by operators."""
    match node:
        case Call():
            return called(node) == "scale" and "scale" not in scope.known
        case Infix(left, "+" | "-" | "*" | "/" | "^", right):
            return _is_column_matrix(left, scope) or _is_column_matrix(right, scope)
        case Prefix(_, operand) | Parens(operand):
            return _is_column_matrix(operand, scope)
        case Infix():
            return is_matrix_column(node, scope)
        case Name(text):
            return scope.types.get(text) == MATRIX
    return False


def _counted(type_name: str | None) -> str | None:
    """Return the type of a value in arithmetic, where logical values are integers."""
    return {LOGICAL: INTEGER, CHARACTER: None, None: None}.get(type_name, type_name)


def _common(types: list[str | None]) -> str | None:
    known_types = [t for t in types if t is not None]
    return (
        max(known_types, key=_ORDER.index)
        if known_types and len(known_types) == len(types)
        else None
    )


def _of_infix(node: Infix, scope: Scope) -> str | None:
    op = node.op
    if op == "$" and isinstance(node.left, Name) and scope.mask is None:
        return _unless_matrix(_of_column(node, scope))
    first, second = (number_type(p, scope) for p in (node.left, node.right))
    if op == ":":
        is_whole = (
            isinstance(node.left, Number) and float(number_value(node.left.text)).is_integer()
        )
        return INTEGER if is_whole or first == INTEGER else None
    if op in _COMPARES:
        return LOGICAL if first and second else None
    both = _common([_counted(first), _counted(second)])
    if op in ("+", "-", "*", "%%", "%/%"):
        return both
    return DOUBLE if op in ("/", "^") and both else None


def _of_call(node: Call, scope: Scope) -> str | None:
    name = called(node) or ""
    script_value = scope.known.get(name)
    if script_value is not None and script_value.kind is Kind.FUNCTION:
        return None
    if name in _RESULT:
        return _RESULT[name] if _are_plain(node, scope) else None
    operands = [a.value for a in node.arguments if a.name is None]
    if name == "c":
        return _common([number_type(a.value, scope) for a in node.arguments])
    if name in ("seq", "seq.int"):
        return _of_sequence(node, scope)
    if name in _SAME and operands:
        return number_type(operands[0], scope)
    if name in _COMMON and operands:
        return _common(
            [
                _counted(number_type(p, scope))
                for p in (operands[:1] if name == "diff" else operands)
            ]
        )
    if name in ("ifelse", "if_else") and len(operands) == 3:
        yes, no = both_types(operands[1], operands[2], scope)
        return yes if yes == no else None
    return None


# Functions that keep the shape or the class of their argument.
_KEEPING = frozenset({"sqrt", "exp", "log", "log2", "log10", "log1p", "expm1", "sin", "cos", "tan",
                      "plogis", "qlogis", "gamma", "lgamma", "ceiling", "floor", "is.na", "dnorm",
                      "pnorm", "qnorm", "cumprod", "choose", "factorial", "beta", "dunif", "punif",
                      "qunif", "dbinom", "pbinom", "dpois", "ppois", "round", "signif",
                      "trunc"})  # fmt: skip
# Functions whose result depends on the kind of their argument: the mean of dates is a date.
_ASKING = frozenset({"mean", "quantile", "var", "dim", "order", "which", "weighted.mean"})


def _are_plain(node: Call, scope: Scope) -> bool:
    """Return whether the arguments are known to be plain vectors, if the result depends on that."""
    name = called(node)
    if name == "which":
        return not any(a.name for a in node.arguments)
    if name not in _KEEPING | (_ASKING - {"dim", "order"}):
        return True
    first = node.arguments[0].value if node.arguments else None
    return number_type(first, scope) is not None


def _of_sequence(node: Call, scope: Scope) -> str | None:
    """Return the type of ``seq()``: an integer without a step, or if both ends are integers."""
    argument_names = {a.name for a in node.arguments}
    types = [number_type(a.value, scope) for a in node.arguments]
    if argument_names - {None, "from", "to", "by"} or len(types) > 3:
        return None
    if len(types) == 2 and "by" not in argument_names:
        first = node.arguments[0].value
        is_whole = isinstance(first, Number) and float(number_value(first.text)).is_integer()
        return INTEGER if is_whole or types[0] == INTEGER else None
    return _common(types) if len(types) == 3 else None


def may_overflow(node: Infix, scope: Scope) -> bool:
    """Return whether arithmetic of integers has a large number: ``2147483647L + 1L`` is NA."""
    if node.op not in ("+", "-", "*"):
        return False
    large = any(_is_large(part) for part in below(node))
    return large and both_types(node.left, node.right, scope) == (INTEGER, INTEGER)


def _is_large(part: Part) -> bool:
    """Return whether a part is a large integer, or the largest one."""
    match part:
        case Number(text):
            return text.endswith("L") and number_value(text) > _LARGE
        case Infix(Name(".Machine"), "$", Name("integer.max")):
            return True
    return False


def is_long_integer(part: Part | None, scope: Scope) -> bool:
    """Return whether a value is of integers that R may write with six digits or more.

    R writes the integer 100000 in full, and the double 100000 as 1e+05; this package does not
    distinguish the two. An integer is long only if the script has a long number, or an integer
    from which sums and products may make one.
    """
    return number_type(part, scope) == INTEGER and any(
        isinstance(p, Number) and _may_grow_long(p)
        for statement in scope.script
        for p in below(statement)
    )


def is_long_double(part: Part | None, scope: Scope) -> bool:
    """Return whether a value is of doubles that are whole numbers, and that R may write as 1e+05.

    Such doubles are integers in Python if the script writes them without a point: 100000.
    """
    return number_type(part, scope) == DOUBLE and any(
        isinstance(p, Number) and p.text.isdecimal() and number_value(p.text) >= _NEAR
        for statement in scope.script
        for p in below(statement)
    )


def _may_grow_long(number: Number) -> bool:
    least = _OF_SUMS if number.text.endswith("L") else _NEAR
    return number_value(number.text) >= least


def both_types(
    first: Part | None, second: Part | None, scope: Scope
) -> tuple[str | None, str | None]:
    """Return the types of two operands."""
    return number_type(first, scope), number_type(second, scope)
