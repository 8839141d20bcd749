"""Write the text of a ported script from a tree, and compare the parsed text with the tree."""

from __future__ import annotations

import ast
import copy
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ruff

from pybrms_mix.base.errors import Span
from pybrms_mix.rscript.trees.refusals import Forbidden, NotPorted
from pybrms_mix.rscript.trees.remarks import Placed, Remark, paired, with_remarks, without
from pybrms_mix.rscript.writing.gate import checked, same
from pybrms_mix.rscript.writing.polishing import polished

# A ported script has ruff's default style, whatever settings the working directory has.
_FORMAT = ("format", "--isolated", "--quiet", "--line-length=88", "-")


@dataclass(frozen=True)
class Written:
    """A written Python script that has passed the gate.

    Attributes
    ----------
    text
        The formatted text, with comments.
    tree
        The syntax tree of the text. A statement that comes from an R statement has the attribute
        ``place``, the place of the R statement.
    """

    text: str
    tree: ast.Module


def written(statements: Sequence[ast.stmt], known: Iterable[str] = ()) -> Written:
    """Return statements as formatted text with comments in their places.

    Parameters
    ----------
    statements
        The statements of the script.
    known
        Variables that the script may read although it does not define them.

    Raises
    ------
    Forbidden
        If the parsed text differs from the statements, or uses a construct that is not allowed.
    """
    placed = Placed()
    polished_statements = polished([copy.deepcopy(s) for s in statements])
    if all(isinstance(s, Remark) for s in polished_statements):
        remarks_text = "\n".join(s.text for s in polished_statements if isinstance(s, Remark))
        return Written(_formatted(remarks_text), ast.Module([], []))
    body = without(polished_statements, placed)
    module = _Lists().visit(ast.Module(body, []))
    checked(module, known)
    bare = ast.unparse(ast.fix_missing_locations(module))
    tree = ast.parse(bare)
    pairs = list(paired(module.body, tree.body))
    for constructed, parsed in pairs:
        place = getattr(constructed, "place", None)
        if isinstance(place, Span):
            parsed.place = place  # type: ignore[attr-defined]
    text = _formatted(with_remarks(bare, pairs, placed))
    same(tree, ast.parse(text))
    return Written(text, tree)


def sound(statements: Sequence[ast.stmt], known: Iterable[str], span: Span) -> None:
    """Refuse statements that cannot be written as text, or are not allowed.

    Raises
    ------
    NotPorted
        If a statement is refused; the error holds its place in the script.
    """
    try:
        module = ast.Module(without([copy.deepcopy(s) for s in statements], Placed()), [])
        checked(module, known)
        tree = ast.parse(ast.unparse(ast.fix_missing_locations(module)))
        ast.dump(tree)
        compile(tree, "<script>", "exec")
    except (RecursionError, MemoryError):
        raise NotPorted("this is nested too deeply for Python", span) from None
    except (SyntaxError, ValueError) as error:
        raise NotPorted(f"Python does not take this: {error.args[0]}", span) from None
    except Forbidden as error:
        raise Forbidden(error.message, span) from None


def _formatted(text: str) -> str:
    plain = text.rstrip("\n") + "\n"
    process = subprocess.run(
        [ruff.find_ruff_bin(), *_FORMAT], input=plain, capture_output=True, text=True, check=False,
        encoding="utf-8",
    )  # fmt: skip
    # Text nested too deeply for ruff is not formatted.
    return process.stdout if process.returncode == 0 else plain


# Functions that return an argument itself, or that take no list.
_AS_GIVEN = frozenset({"pd.unique", "r.printed", "r.glimpse"})


class _Lists(ast.NodeTransformer):
    """Passes lists on without ``np.array``, since NumPy, pandas and this package convert lists."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = ast.unparse(node.func)
        if (isinstance(node.func, ast.Attribute) and name not in _AS_GIVEN) or name == "zip":
            node.args = [_bare(a) for a in node.args]
            for keyword in node.keywords:
                keyword.value = _bare(keyword.value)
            for argument in node.args:
                if isinstance(argument, ast.Dict):
                    argument.values = [_bare(v) for v in argument.values]
                if name in ("np.hstack", "np.concatenate") and isinstance(argument, ast.List):
                    argument.elts = [_bare(e) for e in argument.elts]
        return node


def _bare(node: ast.expr) -> ast.expr:
    match node:
        case ast.Call(ast.Attribute(ast.Name("np"), "array"), [ast.List() as inner], []):
            return inner
    return node
