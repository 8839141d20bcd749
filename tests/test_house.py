"""Rules of the repository that a search can check: places of code, and sizes."""

from __future__ import annotations

import ast
import gc
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import Environment

import pybrms_mix.build.build  # noqa: F401  (so that the classes of all pieces are known)
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.model.ir import Piece

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pybrms_mix"
TEMPLATES = ROOT / "templates"
if not TEMPLATES.is_dir():
    pytest.skip("there is no checkout to look at", allow_module_level=True)

MODULES = {p.relative_to(PACKAGE).as_posix(): p.read_text("utf-8") for p in PACKAGE.rglob("*.py")}
PROGRAMS = {
    p.relative_to(TEMPLATES).as_posix(): p.read_text("utf-8")
    for p in TEMPLATES.rglob("*")
    if p.suffix in (".jinja", ".stan")
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DOCUMENTED = (ast.Module, ast.ClassDef, *FUNCTIONS)

# Stan's words: in Python they would be program text that no template holds.
STAN = re.compile(r"target \+=|lprior \+=|_lpdf\(|_lpmf\(|vector<lower|vector\[N|\bmodel \{")

# Names of families that mean something else, or brms's own default, outside family/.
NOT_FAMILIES = {
    "api/programs.py": {"gaussian"},  # the default of brms's argument ``family``
    "design/nonlinear_expression.py": {"gamma"},  # the function of mathematics
    "design/more_functions.py": {"gamma"},  # the function of mathematics
    "api/suggest_priors.py": {"beta"},  # a distributional parameter
    "pieces/constants.py": {"beta"},  # a distributional parameter
    "pieces/group/gr_mm.py": {"gaussian", "student"},  # of group-level effects: gr(dist = )
    "rscript/vocabulary/fits/bayesplot_calls.py": {"gaussian"},  # a kernel of densities
    "pieces/process/process_terms.py": {"exponential"},  # a kernel of Gaussian processes
    "pieces/group/facets.py": {"gamma"},  # a default prior
    "prior/distributions.py": set(FAMILIES),  # Stan's distributions that serve as priors
    "prior/validate.py": {"beta"},  # the name that other packages give to coefficients
    "r/statistics/bounded_distributions.py": {"beta", "gamma", "poisson"},  # names of SciPy
    # R's distributions, and the function of mathematics
    "rscript/vocabulary/basics/probability_calls.py": {"beta", "gamma", "weibull"},
    "rscript/vocabulary/basics/list_rules.py": {"gamma"},
    "rscript/vocabulary/basics/simple.py": {"gamma"},
    "rscript/vocabulary/basics/further_table.py": {"beta"},
    "rscript/facts/whole_numbers.py": {"beta", "gamma"},
    # the distributions of MASS's fitdistr()
    "r/statistics/fitted_distributions.py": {"exponential", "geometric", "lognormal", "poisson"},
    "r/regression/link_functions.py": {
        "gaussian",
        "binomial",
        "poisson",
    },  # the families of R's glm()
    "r/regression/linear_models.py": {"gaussian"},
    "refits/resampled.py": {"gaussian"},  # of group-level effects: sample_new_levels
    "results/mixture/persons.py": {"gaussian"},  # of group-level effects: sample_new_levels
    "results/predict/levels.py": {"gaussian"},  # how a new level is drawn: sample_new_levels =
}

LAZY = ("stan/engines/",)  # what may import inside a function


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax tree of each module. No other file of tests has to wait for them.

    A garbage collection would find nothing in the millions of nodes, and takes as long as parsing.
    """
    gc.disable()
    try:
        return {name: ast.parse(text) for name, text in MODULES.items()}
    finally:
        gc.freeze()
        gc.enable()


@cache
def walked(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Return the nodes of a tree, which many tests look at, without "load" and "store".

    The order is that of ``ast.walk()``, which takes twice the time.
    """
    nodes = [tree]
    for node in nodes:
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                nodes += [child for child in value if isinstance(child, ast.AST)]
            elif isinstance(value, ast.AST) and field != "ctx":
                nodes.append(value)
    return tuple(nodes)


def told(tree: ast.AST) -> Iterator[ast.Constant]:
    """Return the docstrings of a module."""
    for node in walked(tree):
        if isinstance(node, DOCUMENTED) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """Return the string literals of a module but its docstrings."""
    docstrings = {id(node) for node in told(tree)}
    literals = (node for node in walked(tree) if isinstance(node, ast.Constant))
    return (n for n in literals if isinstance(n.value, str) and id(n) not in docstrings)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function from its ``def``, without its docstring."""
    first = function.body[0]
    docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    told_lines = (first.end_lineno or 0) - first.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - told_lines


def functions(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in walked(trees()[name]) if isinstance(node, FUNCTIONS))


def found(pattern: str, *, but: Callable[[str], bool] = lambda name: False) -> list[str]:
    """Return the places of the package where ``pattern`` occurs."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in MODULES.items()
        if not but(name)
        if re.search(pattern, text, re.MULTILINE)  # most files have no such line
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(pattern, line)
    ]


def inside_functions(statements: list[ast.stmt], *, inside: bool = False) -> Iterator[ast.stmt]:
    """Return the statements inside functions."""
    for statement in statements:
        if inside:
            yield statement
        nested = inside or isinstance(statement, FUNCTIONS)
        for field in ("body", "orelse", "finalbody"):
            yield from inside_functions(getattr(statement, field, []), inside=nested)
        for branch in (*getattr(statement, "handlers", []), *getattr(statement, "cases", [])):
            yield from inside_functions(branch.body, inside=nested)


def test_the_layers_import_in_one_direction() -> None:
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr


def test_only_the_engines_import_inside_a_function() -> None:
    inside = [
        f"{name}:{node.lineno}"
        for name in MODULES
        if not name.startswith(LAZY)
        for node in inside_functions(trees()[name].body)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert inside == []


def test_imports_inside_a_function_are_found() -> None:
    text = """
import a
if a:
    import b
def f():
    import c1
    try:
        import c2
    except ImportError:
        import c3
    match a:
        case 1:
            import c4
class G:
    async def g(self):
        with a:
            import c5
"""
    nodes = inside_functions(ast.parse(text).body)
    names = [node.names[0].name for node in nodes if isinstance(node, ast.Import)]
    assert sorted(names) == ["c1", "c2", "c3", "c4", "c5"]


def test_no_python_file_holds_stan_statements() -> None:
    held = [
        f"{name}:{node.lineno}: {node.value}"
        for name, tree in trees().items()
        for node in texts(tree)
        if STAN.search(node.value)
    ]
    assert held == []


def test_the_search_for_stan_finds_stan() -> None:
    assert all(STAN.search(line) for line in ("target += x;", "normal_lpdf(y | mu, 1)"))
    assert STAN.search(PROGRAMS["model.stan.jinja"])


# Parts of Stan's expressions: indices of rows and of groups, functions of vectors, transposition.
FRAGMENT = re.compile(r"\[n\]|\[n,|first_whole\]|append_row\(|rep_\w*vector\(|to_vector\(|\w\]'$")
# Two modules translate expressions of users, which are trees of nodes, to Stan.
TRANSLATORS = {"prior/stantext.py", "design/nonlinear_expression.py"}


def test_no_python_file_holds_fragments_of_stan() -> None:
    """Small expressions are values (``model/fragments.py``); their templates print them."""
    held = [
        f"{name}:{node.lineno}: {node.value}"
        for name, tree in trees().items()
        if name not in TRANSLATORS and not name.startswith("rscript/")
        for node in texts(tree)
        if FRAGMENT.search(node.value)
    ]
    assert held == []


def test_the_search_for_fragments_finds_them() -> None:
    assert FRAGMENT.search(PROGRAMS["fragment.stan.jinja"])
    assert FRAGMENT.search(PROGRAMS["thresholds.stan.jinja"])


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Return the lines and values of the literals that are one word or one call, not prose."""
    for node in texts(tree):
        word = re.fullmatch(r"(\w+)(\(.*\))?", node.value)
        if word:
            yield node.lineno, word[1]


def test_no_family_is_named_outside_its_room() -> None:
    named = []
    for name, tree in trees().items():
        # These list the public functions, among them those of the families.
        lists = ("__init__.py", "base/public_names.py")
        if not name.startswith("family/") and name not in lists:
            families = set(FAMILIES) - NOT_FAMILIES.get(name, set())
            named += [f"{name}:{line}: {word}" for line, word in names(tree) if word in families]
    assert named == []


def test_the_list_of_words_that_are_no_families_is_not_idle() -> None:
    for name, words in NOT_FAMILIES.items():
        assert words & {word for _, word in names(trees()[name])}, name


def test_nobody_asks_whether_a_model_is_a_mixture() -> None:
    assert found(r"is_mix|\bK == 1") == []


# The places that compare the number of components with another number, with their reasons.
COUNTING = {
    "build/identify.py": "the coefficient of all components, or of some",
    "family/brms_facts.py": "brms has other names and another print of a single family",
    "family/functions.py": "each argument of mixture() is a single family",
    "report/model_text.py": "the families of all components differ",
    "store/brmsfit/formula_family.py": "a damaged file may hold a mixture of too few families",
}


def counts_components(node: ast.AST) -> bool:
    """Return whether a node compares the number of components of a mixture, in any form."""

    def are_components(value: ast.expr) -> bool:
        return getattr(value, "attr", getattr(value, "id", "")) == "components"

    match node:
        case ast.Compare():
            sides = (node.left, *node.comparators)
            calls = [n for n in sides if isinstance(n, ast.Call) and n.args]
            return any(ast.unparse(n.func) == "len" and are_components(n.args[0]) for n in calls)
        case ast.Match():
            is_sequence = any(isinstance(c.pattern, ast.MatchSequence) for c in node.cases)
            return is_sequence and are_components(node.subject)
        case ast.MatchClass():
            attributes = zip(node.kwd_attrs, node.kwd_patterns, strict=True)
            return any(n == "components" and isinstance(p, ast.MatchSequence)
                       for n, p in attributes)  # fmt: skip
        case ast.Subscript(slice=ast.Slice(lower=ast.Constant())):
            return are_components(node.value)
    return False


def test_the_places_that_count_components_are_named() -> None:
    counting = {name for name, tree in trees().items() if any(map(counts_components, walked(tree)))}
    assert counting == COUNTING.keys()


@pytest.mark.parametrize(
    "code",
    [
        "if len(model.part(y).components) > 1: pass",
        "is_single = 2 > len(components)",
        "several = mixture.components[1:]",
        "match components:\n    case (c,): pass",
        "match mixture:\n    case Mixture(components=(c,)): pass",
    ],
)
def test_the_search_for_counts_of_components_finds_each_form(code) -> None:
    assert any(map(counts_components, walked(ast.parse(code))))
    assert not any(map(counts_components, walked(ast.parse("n = len(m.components)"))))


# A single family has no proportions. Where that changes the meaning, the place is named here.
WITHOUT_PROPORTIONS = {
    "build/identify.py": "a density of all rows together is no density of a row's component",
    "build/one_response.py": "whole groups belong to components",
    "calibrate/prior_check.py": "the table of the components",
    "family/family_text.py": "the R text of a single family is not a call of mixture()",
    "pieces/unsupported.py": "brms's refusals differ",
    "plots/effects_checks.py": "the argument components=",
    "plots/mixture.py": "labels with shares, the curve of the whole mixture and its rug",
    "plots/ppc.py": "a row may have several modes",
    "prior/defaults.py": "brms 2.23 has other default priors",
    "refits/any_number.py": "the family to be mixed",
    "refits/components.py": "the row of one component",
    "refits/distal.py": "a regression on the classes is of one family",
    "report/model_text.py": "the sentences of the model",
    "results/mixture/unsearched.py": "a single family is not searched for modes, which is not said",
    "results/mixture/person_effects.py": "a mixture beside the class has no single mean",
    "results/mixture/persons.py": "without whole groups rows have their own components",
    "results/mixture/only_mixtures.py": "refuses results of mixtures; the memberships of a fit",
    "results/group_covariances.py": "brms has no residual spread of mixtures",
    "results/predict/chosen_parameter.py": "dpar = 'theta'",
    "results/predict/expected.py": "the name of the family",
    "start/exploring.py": "the search for modes",
    "start/runaway_warning.py": "a sentence about a single family names no component",
}


def asks_for_proportions(tree: ast.Module) -> bool:
    """Return whether the truth of ``thetas`` decides something."""

    def decides(node: ast.expr) -> bool:
        match node:
            case ast.Attribute(attr="thetas"):
                return True
            case ast.BoolOp(values=values):
                return any(map(decides, values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return decides(operand)
            case ast.Call(func=ast.Name("bool"), args=[argument]):
                return decides(argument)
        return False

    tests = [n.test for n in walked(tree) if isinstance(n, ast.If | ast.IfExp | ast.While)]
    tests += [t for n in walked(tree) if isinstance(n, ast.comprehension) for t in n.ifs]
    values = [n for n in walked(tree) if isinstance(n, ast.BoolOp | ast.UnaryOp | ast.Call)]
    return any(map(decides, [*tests, *values]))


def test_the_places_where_a_single_family_differs_are_named() -> None:
    asking = {name for name, tree in trees().items() if asks_for_proportions(tree)}
    assert asking == WITHOUT_PROPORTIONS.keys()


def test_results_know_neither_formulas_nor_designs() -> None:
    elsewhere = found(
        r"formulaic|\bDesign\b|pybrms_mix\.(pieces|prior|stan|formula)\b",
        but=lambda name: not name.startswith("results/"),
    )
    assert elsewhere == []


def test_every_file_is_of_human_size() -> None:
    lines = {name: len(text.splitlines()) for name, text in MODULES.items()}
    assert {name: n for name, n in lines.items() if n > 400} == {}
    assert statistics.median(lines.values()) <= 150


def test_no_two_modules_have_the_same_name() -> None:
    """A module is found by its name: in an editor, in a traceback, in a sentence of a page."""
    rooms: dict[str, list[str]] = {}
    for name in MODULES:
        if not name.endswith(("__init__.py", "__main__.py")):
            rooms.setdefault(Path(name).name, []).append(name)
    assert [found for found in rooms.values() if len(found) > 1] == []


def test_the_files_that_the_guide_names_exist() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = {Path(name).name for name in re.findall(r"`([\w/.]+\.(?:py|jinja|json|R))`", guide)}
    files = {p.name for room in ("pybrms_mix", "templates", "tests", "benchmarks", "examples")
             for p in (ROOT / room).rglob("*.*")}  # fmt: skip
    recipes = {"NAME.py", "NAME.R", "NAME.stan.jinja"}  # the files of a new kind
    assert named - files - recipes == set()


def test_every_function_is_of_human_size() -> None:
    long = {f"{name}:{f.name}": length(f) for name in MODULES for f in functions(name)}
    assert {name: n for name, n in long.items() if n > 50} == {}


def test_the_body_of_brm_is_on_one_screen() -> None:
    (brm,) = (n for n in walked(trees()["api/brm.py"])
              if isinstance(n, ast.FunctionDef) and n.name == "brm")  # fmt: skip
    first, last = brm.body[1], brm.body[-1]
    assert last.end_lineno is not None
    assert last.end_lineno - first.lineno < 30


def code_lines(name: str) -> list[tuple[int, str]]:
    """Return the lines of a module without docstrings, comments, imports and signatures."""
    left_out = {number for doc in told(trees()[name]) for number in span(doc)}
    for node in walked(trees()[name]):
        if isinstance(node, ast.Import | ast.ImportFrom):
            left_out |= set(span(node))
        if isinstance(node, ast.FunctionDef):
            first = min((d.lineno for d in node.decorator_list), default=node.lineno)
            left_out |= set(range(first, node.body[0].lineno))
    numbered = ((n, line.strip()) for n, line in enumerate(MODULES[name].splitlines(), start=1))
    return [(n, line) for n, line in numbered if n not in left_out and line.strip("# ")]


def span(node: ast.Constant | ast.stmt) -> range:
    """Return the numbers of the lines of a node."""
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def test_no_eight_lines_of_code_stand_twice() -> None:
    places: dict[tuple[str, ...], str] = {}
    twice = []
    for name in MODULES:
        lines = code_lines(name)
        for at in range(len(lines) - 7):
            eight = tuple(line for _, line in lines[at : at + 8])
            place = f"{name}:{lines[at][0]}"
            if places.setdefault(eight, place) != place:
                twice.append(f"{places[eight]} and {place}")
    assert twice == []


def test_every_file_and_every_template_says_what_it_is_for() -> None:
    silent = [n for n, tree in trees().items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []
    jinja = {name: text for name, text in PROGRAMS.items() if name.endswith(".jinja")}
    silent = [n for n, text in jinja.items() if not text.startswith(("{#-", "//"))]
    assert silent == []


def test_every_block_of_a_template_is_a_slot_or_is_asked_for_by_name() -> None:
    environment = Environment()
    asked = {node.value for tree in trees().values() for node in texts(tree)}
    for text in PROGRAMS.values():
        asked |= {str(v) for kind, v in _tokens(environment, text) if kind == "string"}
    lost = [
        f"{name}: {block}"
        for name, text in PROGRAMS.items()
        for block in re.findall(r"\{%-?\s*block\s+(\w+)", text)
        if block not in asked
    ]
    assert lost == []


def _tokens(environment: Environment, text: str) -> list[tuple[str, object]]:
    """Return the kinds and values of the tokens of a template."""
    return [(kind, str(value).strip("\"'")) for _, kind, value in environment.lex(text)]


def test_templates_do_not_compare() -> None:
    environment = Environment()
    inside = re.compile(r"\{[%{](.*?)[%}]\}", re.DOTALL)
    comparing = []
    for name, text in PROGRAMS.items():
        for code in inside.findall(text):
            tokens = _tokens(environment, f"{{{{{code}}}}}")
            operators = {value for kind, value in tokens if kind == "operator"}
            if operators & {"==", "!=", "<", ">", "<=", ">="}:
                comparing.append(f"{name}: {code.strip()}")
    assert comparing == []


def test_templates_ask_for_flags_alone() -> None:
    """A condition is a name, perhaps negated: what it means is decided in Python."""
    conditions = [
        f"{name}: {condition}"
        for name, text in PROGRAMS.items()
        for condition in re.findall(r"\{%-?\s*(?:el)?if\s+(.*?)\s*-?%\}", text)
        if not re.fullmatch(r"(not )?[a-z_]+(\.[a-z_]+)*", condition)
    ]
    assert conditions == []
    # A text times a truth value is a condition as well.
    assert not any(re.search(r"\{\{[^}]*\b(if|not)\b", text) for text in PROGRAMS.values())


def multiplies_by_truth(node: ast.AST) -> bool:
    """Return whether a list or a text is multiplied by a truth value, in place of a condition."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)):
        return False
    sides = (node.left, node.right)
    strings = [s for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str)]
    if not strings and not any(isinstance(s, (ast.List, ast.Tuple, ast.JoinedStr)) for s in sides):
        return False
    return any(
        isinstance(side, ast.Compare | ast.BoolOp)
        or (isinstance(side, ast.UnaryOp) and isinstance(side.op, ast.Not))
        or (isinstance(side, ast.Call)
            and ast.unparse(side.func) in ("all", "any", "bool", "callable", "isinstance"))
        for side in sides
    )  # fmt: skip


def test_conditions_are_no_products_of_texts_and_truth_values() -> None:
    assert [n for n, tree in trees().items() if any(map(multiplies_by_truth, walked(tree)))] == []
    for code in "['a'] * (n > 1)", "(not x) * 'a'", "f'{n}' * bool(n)", "isinstance(x, A) * ['a']":
        assert multiplies_by_truth(ast.parse(code, mode="eval").body), code
    assert not multiplies_by_truth(ast.parse("' ' * width", mode="eval").body)


def test_no_filter_changes_rendered_text() -> None:
    """Blanks and line breaks stand in the template that prints them."""
    assert {"indent", "trim"} & _filters("{{ self.cost() | trim | indent(2) }}")
    changing = {"center", "indent", "lower", "replace", "striptags", "title", "trim", "truncate"}
    changing |= {"capitalize", "format", "upper", "wordwrap"}
    names = [name for name in PROGRAMS if name.endswith(".stan.jinja")]
    assert [name for name in names if changing & _filters(PROGRAMS[name])] == []


def _filters(text: str) -> set[str]:
    """Return the names of the filters in a template."""
    tokens = [t for t in _tokens(Environment(), text) if t[0] != "whitespace"]
    return {str(name) for bar, (_, name) in pairwise(tokens) if bar == ("operator", "|")}


def test_no_loop_stands_for_a_condition() -> None:
    loops = [n for n, text in PROGRAMS.items() if re.search(r"\{%-?\s*for \w+ in \[", text)]
    assert loops == []


# The modules that read text which is not a program: names of R, and what an engine prints.
READERS_OF_OTHER_TEXT = {
    "stan/engines/pystan_chains.py",  # the messages of a run
    "stan/front_end.py",  # the messages of Stan's compiler
    "stan/punctuation.py",  # the sources of templates
    "pieces/group/facets.py",  # levels of a factor, without blanks
}


def test_no_program_is_searched_for_what_it_declares() -> None:
    """Pieces hold records of what a program declares (``model/declarations.py``)."""
    rooms = ("model/", "pieces/", "prior/", "stan/", "sampling/", "build/", "start/", "refits/jobs")
    imports = found(r"^\s*(import|from) re\b", but=lambda name: not name.startswith(rooms))
    assert {place.split(":")[0] for place in imports} == READERS_OF_OTHER_TEXT
    searched = r"\b(program|code|stancode)\.(index|find|rfind|split|splitlines|replace|partition)\("
    assert found(searched) == []


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\bTODO\b|\bFIXME\b|NotImplementedError", id="unfinished work"),
        pytest.param(r"[\"' (](/work|/root|/home|/opt|/tmp)\b", id="a machine's paths"),
        pytest.param(r"index-url|find-links", id="a registry"),
    ],
)
def test_the_package_is_free_of(pattern: str) -> None:
    assert found(pattern) == []


def test_nothing_that_is_read_is_run_but_what_has_passed_the_gate() -> None:
    places = found(r"\bpickle\b|(?<![\w.])(eval|exec)\(")
    assert [p.split(":")[0] for p in places] == ["rscript/executing.py"]
    assert "Execution(ported.written(" in MODULES["rscript/running.py"]


# What a checkout holds at its top: what a run leaves behind is not among it.
TOP = {
    *(".ci", ".editorconfig", ".github", ".gitignore", ".pre-commit-config.yaml", ".zenodo.json"),
    *("CHANGELOG.md", "CITATION.cff", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "LICENSE"),
    *("Makefile", "README.md", "SECURITY.md", "benchmarks", "conda", "docs", "examples"),
    *("grammar", "mkdocs.yml", "paper.bib", "paper.md", "pybrms_mix", "pyproject.toml"),
    *("templates", "tests"),
}


def test_the_top_of_the_repository_holds_nothing_that_a_run_left() -> None:
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("there is no repository to ask")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert {name.split("/")[0] for name in listed if name} == TOP


def test_neither_the_tools_nor_the_examples_name_a_machine() -> None:
    tools = [ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "pyproject.toml", ROOT / "README.md"]
    shared = [*tools, *(ROOT / "examples").glob("*.py"), *(ROOT / "docs").glob("*.md")]
    machine = re.compile(r"(?<![\w.])/(work|root|opt)/|index-url|find-links|pythonhosted")
    assert [p.name for p in shared if machine.search(p.read_text("utf-8"))] == []


# Where text is taken apart in the rooms below that is no name of a variable.
TEXT_OF_OTHERS = {
    "prior/limits.py": "bounds that a user wrote as Stan's vector",
    "prior/shrinkage_arguments.py": "R matches arguments by the beginning of their names",
    "prior/set_prior.py": "priors that a user wrote, perhaps as a call; Python's class_",
    "refits/many.py": "a seed in a file, the name of a file, the first line of a warning",
    "results/arviz.py": "the version of ArviZ",
    "results/as_draws.py": "a user's pattern, held against names",
    "results/compare/loo.py": "names of a caller's objects",
    "results/covariances.py": "whether R would write a name in backticks",
    "results/hypothesis.py": "a hypothesis and the prefix of its names, which a user wrote",
    "results/layout.py": "digits of a number",
    "results/published.py": "letters that Markdown and LaTeX escape",
    "results/summary.py": "headings, and lines of a printed prior table",
}
TAKEN_APART = (
    r"\bre\.|removeprefix|removesuffix|startswith\(|endswith\(|[lr]?strip\(|isdigit|partition\(\""
    r"|\.split\(|(label|name)\[-?\d*:"
)


def test_no_name_of_a_variable_is_taken_apart() -> None:
    """What a variable is, its facts say: see ``model.parts.Variable``."""
    rooms = ("results/", "prior/", "refits/", "report/", "model/")
    own = found(TAKEN_APART, but=lambda name: not name.startswith(rooms))
    assert [place for place in own if place.split(":")[0] not in TEXT_OF_OTHERS] == []
    assert TEXT_OF_OTHERS.keys() == {place.split(":")[0] for place in own}


def test_labels_of_components_are_never_read_from_names() -> None:
    pattern = r"\bre\.|removeprefix|removesuffix|startswith\(|endswith\(|rstrip\(|isdigit"
    rooms = ("results/mixture/", "sampling/symmetry", "sampling/order_probability")
    assert found(pattern, but=lambda name: not name.startswith(rooms)) == []


def test_the_folders_of_tests_are_the_rooms_of_the_package() -> None:
    """Tests of one room stand in its folder; those at the top and in fuzz/ concern the whole."""
    tests = ROOT / "tests"
    places = {p.relative_to(tests) for p in tests.rglob("test_*.py")}
    folders = {p.parent for p in places if p.parts[0] != "fuzz"}
    assert [str(folder) for folder in folders if not (PACKAGE / folder).is_dir()] == []
    # The page docs/differences.md and the mistakes of users are no modules.
    modules = {Path(name).stem for name in MODULES if "/" in name} - {"differences", "mistakes"}
    at_the_top = {p.stem.removeprefix("test_") for p in places if len(p.parts) == 1}
    assert at_the_top & modules == set()


# The modules of the base classes of pieces.
PIECES = re.compile(r"model/(ir|\w+_pieces?)\.py")


def test_pieces_inherit_from_their_kinds() -> None:
    """No protocol is matched by attribute names where pieces are made, asked or kept."""
    rooms = ("model/", "pieces/", "prior/", "build/", "start/", "results/", "stan/code", "store/")
    assert found(r"runtime_checkable", but=lambda name: not name.startswith(rooms)) == []
    assert found(r"\bProtocol\b|_kinds", but=lambda name: not PIECES.match(name)) == []
    guessing = found(
        r"(get|has)attr\((p|piece), [\"']",
        but=lambda name: name.startswith(("r/", "rfile/", "rscript/")),
    )
    assert guessing == []


def imported(name: str) -> Iterator[tuple[str, str]]:
    """Return the modules and names that a module imports from this package."""
    for node in walked(trees()[name]):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pybrms_mix"):
            yield from ((str(node.module), alias.name) for alias in node.names)


def test_starting_values_know_no_class_of_a_piece() -> None:
    """What a piece knows of its own starting values lives with it."""
    rooms = ("pybrms_mix.pieces", "pybrms_mix.prior")
    classes = {c.__name__ for c in subclasses(Piece)}
    known = [
        f"{name}: {what}"
        for name in MODULES
        if name.startswith("start/")
        for module, what in imported(name)
        if module.startswith("pybrms_mix.pieces") or (module.startswith(rooms) and what in classes)
    ]
    assert known == []


def subclasses(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def test_the_likelihood_is_made_once() -> None:
    """No function takes a likelihood, or one of its terms, and returns another one.

    One function makes that of the program with all rows, and that of the program with counts.
    """
    rewriting = []
    for name in MODULES:
        if name.startswith(("build/", "pieces/likelihood")):
            for function in functions(name):
                told = [ast.unparse(a.annotation) for a in function.args.args if a.annotation]
                if any(re.search(r"\bLikelihood\b|\bTerm\b", t) for t in told):
                    rewriting.append(f"{name}:{function.name}")
    assert rewriting == []
    calls = [
        f"{name}:{function.name}"
        for name in MODULES
        for function in functions(name)
        for node in walked(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Likelihood")
    ]
    assert calls == ["build/mixed_density.py:likelihood"] * 2
