"""Check every ported script before it is shown or run.

The syntax tree of the script is compared with the lists in ``allowed``: each name, attribute, call,
argument and import. The text written from the tree is parsed again and must give the same tree.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable

from pybrms_mix.rscript.trees.names import MODULES, OBJECTS, is_plain
from pybrms_mix.rscript.trees.refusals import Forbidden
from pybrms_mix.rscript.writing import allowed

_NODES: tuple[type[ast.AST], ...] = (
    ast.Module, ast.Import, ast.ImportFrom, ast.Assign, ast.Delete, ast.Expr, ast.FunctionDef,
    ast.Return, ast.Raise, ast.If, ast.For, ast.While, ast.Break, ast.Continue, ast.Pass,
    ast.Global, ast.Nonlocal, ast.Try, ast.With, ast.withitem, ast.ExceptHandler, ast.Name,
    ast.Constant, ast.Attribute,
    ast.Subscript, ast.Slice, ast.Starred, ast.Call, ast.keyword, ast.BinOp, ast.UnaryOp,
    ast.BoolOp, ast.Compare, ast.IfExp, ast.NamedExpr, ast.Lambda,
    ast.List, ast.Tuple, ast.Dict, ast.Set,
    ast.ListComp, ast.DictComp, ast.GeneratorExp, ast.comprehension, ast.JoinedStr,
    ast.FormattedValue, ast.arguments, ast.arg, ast.alias, ast.operator, ast.unaryop, ast.boolop,
    ast.cmpop, ast.expr_context,
)  # fmt: skip
_CONSTANTS = (str, int, float, bool, type(None))


def checked(module: ast.Module, known: Iterable[str] = ()) -> None:
    """Refuse a script that uses a construct outside of the lists in ``allowed``.

    Parameters
    ----------
    module
        The syntax tree of the script.
    known
        Variables that the script may read although it does not define them.

    Raises
    ------
    Forbidden
        If a construct is not allowed; the message names the construct.
    """
    nodes = list(ast.walk(module))
    for node in nodes:
        if not isinstance(node, _NODES):
            raise _refused(f"the statement or expression {type(node).__name__}")
    _declared(module)
    bound = _bound(nodes) | set(known)
    for name in bound:
        _bindable(name)
    called_ids = {id(n.func) for n in nodes if isinstance(n, ast.Call)}
    inner = {id(n.value) for n in nodes if isinstance(n, ast.Attribute)}
    # In R, an empty index selects all elements.
    places = {
        id(a)
        for n in nodes
        if isinstance(n, ast.Call) and allowed.dotted(n.func).startswith("r.")
        for a in n.args
        if isinstance(a, ast.Constant) and a.value is ...
    }
    for node in nodes:
        match node:
            case ast.Constant(value):
                if not isinstance(value, _CONSTANTS) and id(node) not in places:
                    raise _refused(f"the constant {value!r}")
            case ast.Name(name):
                _name(node, bound, called_ids, inner)
            case ast.Attribute():
                _attribute(node, called_ids, inner)
            case ast.Call():
                _call(node)
            case ast.Import() | ast.ImportFrom() | ast.withitem():
                _brought(node)
            case ast.FunctionDef(decorator_list=[_, *_]) | ast.FunctionDef(returns=ast.expr()):
                raise _refused("a decorated function")


def _declared(module: ast.Module) -> None:
    """Refuse ``global`` and ``nonlocal`` outside of functions."""
    stack: list[ast.AST] = [module]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Global | ast.Nonlocal):
            raise _refused(f"{type(node).__name__.lower()} outside of a function")
        if not isinstance(node, ast.FunctionDef):
            stack += ast.iter_child_nodes(node)


def same(first: ast.Module, second: ast.Module) -> None:
    """Refuse a text whose tree differs from the tree that the text was written from.

    Raises
    ------
    Forbidden
        If comments or layout changed the meaning of the text.
    """
    if ast.dump(first) != ast.dump(second):
        raise _refused("a text that reads otherwise than it was meant")


def _refused(construct: str) -> Forbidden:
    return Forbidden(
        f"the Python code would contain {construct}, which a ported script must not contain"
    )


def _bound(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names that the script itself binds."""
    names: set[str] = set()
    for node in nodes:
        match node:
            case ast.Assign(targets):
                names |= {n for t in targets for n in _targets(t)}
            case ast.For(target) | ast.comprehension(target) | ast.NamedExpr(target):
                names |= set(_targets(target))
            case ast.FunctionDef(name) | ast.ExceptHandler(_, str(name)) | ast.arg(name):
                names.add(name)
    return names


def _targets(target: ast.expr) -> list[str]:
    match target:
        case ast.Name(name):
            return [name]
        case ast.Tuple(elements) | ast.List(elements):
            return [n for e in elements for n in _targets(e)]
        case ast.Attribute(_, name) if name not in allowed.SET:
            raise _refused(f"an assignment to the attribute '{name}'")
    return []


def _bindable(name: str) -> None:
    if name == "_":
        return
    if not is_plain(name) or name.startswith("_"):
        raise _refused(f"the variable {name!r}")
    if hasattr(builtins, name) or name in MODULES or name in OBJECTS:
        raise _refused(f"a variable '{name}' in place of Python's own")


def _name(node: ast.Name, bound: set[str], called_ids: set[int], inner: set[int]) -> None:
    name = node.id
    if name in MODULES:
        if id(node) not in inner:
            raise _refused(f"the module '{name}' as a value")
    elif name in OBJECTS:
        if id(node) not in called_ids:
            raise _refused(f"the function '{name}' as a value")
    elif name not in bound and name not in allowed.BUILTINS:
        raise _refused(f"the name {name!r}")


def _attribute(node: ast.Attribute, called_ids: set[int], inner: set[int]) -> None:
    full = allowed.dotted(node)
    module, _, name = full.partition(".")
    if module in MODULES:
        public_names = allowed.modules().get(module, frozenset())
        # In a longer chain of attributes, the part that belongs to the module is checked
        # separately.
        if name not in public_names and not (
            id(node) not in inner and _method_of(name, public_names)
        ):
            raise _refused(f"'{full}'")
        if allowed.path_of(full)[1] and id(node) not in called_ids:
            raise _refused(f"the function '{full}' as a value")
    elif node.attr in allowed.PATH_METHODS:
        if id(node) not in called_ids:
            raise _refused(f"the method '{node.attr}' as a value")
    elif node.attr not in allowed.METHODS:
        raise _refused(f"the attribute '{node.attr}'")


def _method_of(name: str, public_names: frozenset[str]) -> bool:
    """Return whether ``name`` is a method of a value in a module, such as ``np.pi.round``."""
    owner, _, method = name.rpartition(".")
    return owner in public_names and "." not in method and method in allowed.METHODS


def _call(node: ast.Call) -> None:
    function = allowed.dotted(node.func)
    if not isinstance(node.func, ast.Name | ast.Attribute):
        raise _refused("the call of a value")
    module = function.partition(".")[0]
    calls_own_function = isinstance(node.func, ast.Name) and function not in allowed.BUILTINS
    for keyword in node.keywords:
        if keyword.arg is not None and (not is_plain(keyword.arg) or keyword.arg.startswith("_")):
            raise _refused(f"the argument {keyword.arg!r}")
    verb = module == "r" or _hands_to_verb(node)
    if isinstance(node.func, ast.Attribute) and node.func.attr in allowed.CALLING and not verb:
        _calling(node, node.func.attr)
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    draws_numbers = module == "rng" and method in allowed.GENERATORS
    if not (
        calls_own_function or verb or draws_numbers or module == "pm" or method in allowed.BY_COLUMN
    ):
        for keyword in node.keywords:
            name = keyword.arg
            if name is not None and name not in allowed.KEYWORDS and not _names_path(node, name):
                raise _refused(f"the argument '{name}' of {function or method}()")
    _paths(node, function)


def _hands_to_verb(node: ast.Call) -> bool:
    """Return whether a call is ``x.pipe(r.verb, ...)``; R's verbs call no function by name."""
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    return method == "pipe" and bool(node.args) and allowed.dotted(node.args[0]).startswith("r.")


def _names_path(node: ast.Call, name: str) -> bool:
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    path_argument = allowed.PATH_METHODS.get(method)
    return name in allowed.path_of(allowed.dotted(node.func))[1] or bool(
        path_argument and path_argument[1] == name
    )


def _paths(node: ast.Call, function: str) -> None:
    """Refuse a call in which an unpacked list or dict may hold a path, which cannot be checked."""
    place, names = allowed.path_of(function)
    method = isinstance(node.func, ast.Attribute) and node.func.attr in allowed.PATH_METHODS
    if (place is not None or method) and any(isinstance(a, ast.Starred) for a in node.args):
        raise _refused("a path among a list of arguments")
    if (method or function in allowed.PATHS) and any(k.arg is None for k in node.keywords):
        raise _refused(f"a list of arguments for {names or method}")


def _calling(node: ast.Call, method: str) -> None:
    """Refuse a method that is called by its name in a string, unless it is a summary."""
    arguments = [*node.args, *(k.value for k in node.keywords if method == "agg")]
    for argument in arguments:
        match argument:
            case ast.Constant(str(name)) | ast.Tuple([_, ast.Constant(str(name))]):
                if name not in allowed.SUMMARIES:
                    raise _refused(f"a call of the method '{name}' by its name")
            case ast.Lambda() | ast.Tuple([_, ast.Lambda()]):
                continue
            case ast.Dict(_, values) if method in ("agg", "map"):
                if method == "agg":
                    _calling(ast.Call(node.func, values, []), method)
            case _:
                raise _refused(f"an unknown function that {method}() calls")


def _brought(node: ast.Import | ast.ImportFrom | ast.withitem) -> None:
    """Refuse an import that is not in the list, and any context but that of warnings."""
    match node:
        case ast.withitem(context, target):
            handles = isinstance(context, ast.Call) and (
                allowed.dotted(context.func) == "r.calling_handlers"
            )
            plain = ast.unparse(context) == "r.warnings_as_errors()"
            if target is not None or not (plain or handles):
                raise _refused("a context")
        case ast.Import() | ast.ImportFrom():
            _import(node)


def _import(node: ast.Import | ast.ImportFrom) -> None:
    for alias in node.names:
        name = alias.asname or alias.name
        allowed_import = allowed.IMPORTS.get(name)
        statement: ast.stmt = ast.Import([alias])
        if isinstance(node, ast.ImportFrom):
            statement = ast.ImportFrom(node.module, [alias], node.level)
        if allowed_import is None or ast.unparse(statement) != allowed_import:
            raise _refused(f"the import of '{alias.name}'")
