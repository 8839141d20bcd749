"""The text of a ported script: written from a tree, parsed again, and held against it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import black
from black.parsing import InvalidInput

from pybrms_mix.base.errors import Span
from pybrms_mix.rscript.gate import checked, same
from pybrms_mix.rscript.refusals import Forbidden, NotPorted
from pybrms_mix.rscript.remarks import Placed, Remark, paired, with_remarks, without

# What a ported script looks like: black's own style.
_STYLE = black.Mode()


@dataclass(frozen=True)
class Written:
    """Python that was written, and has passed the gate.

    Attributes
    ----------
    text
        The text, formatted, with its comments.
    tree
        What the text says. A statement that comes from one of R has that one's ``place``.
    """

    text: str
    tree: ast.Module


def written(statements: Sequence[ast.stmt], known: Iterable[str] = ()) -> Written:
    """Return statements as text, comments in their places, formatted.

    Parameters
    ----------
    statements
        The script.
    known
        Variables that it may name though it does not make them.

    Raises
    ------
    Forbidden
        If the text would say anything but the statements, or anything that no ported script says.
    """
    placed = Placed()
    own = [copy.deepcopy(s) for s in statements]
    if all(isinstance(s, Remark) for s in own):
        told = "\n".join(s.text for s in own if isinstance(s, Remark))
        return Written(_formatted(told), ast.Module([], []))
    body = without(own, placed)
    module = _Lists().visit(ast.Module(body, []))
    checked(module, known)
    bare = ast.unparse(ast.fix_missing_locations(module))
    tree = ast.parse(bare)
    pairs = list(paired(module.body, tree.body))
    for made, parsed in pairs:
        place = getattr(made, "place", None)
        if isinstance(place, Span):
            parsed.place = place  # type: ignore[attr-defined]
    text = _formatted(with_remarks(bare, pairs, placed))
    same(tree, ast.parse(text))
    return Written(text, tree)


def sound(statements: Sequence[ast.stmt], known: Iterable[str], span: Span) -> None:
    """Refuse statements that cannot be written, or may not.

    Raises
    ------
    NotPorted
        With the place in the script.
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
    try:
        return black.format_str(text.rstrip("\n") + "\n", mode=_STYLE)
    except (RecursionError, InvalidInput):
        # What is nested too deeply for black stays as it is.
        return text.rstrip("\n") + "\n"


class _Lists(ast.NodeTransformer):
    """Hands lists over as they are: NumPy, pandas and this package make arrays of them."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = ast.unparse(node.func)
        if (isinstance(node.func, ast.Attribute) and name != "pd.unique") or name == "zip":
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
