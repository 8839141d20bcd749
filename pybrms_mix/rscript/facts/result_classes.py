"""The classes that R gives to results of fits, where Python has one type for several of them."""

from __future__ import annotations

from pybrms_mix.rscript.facts.base_classes import KABLE_EXTRA, classes_in_base
from pybrms_mix.rscript.facts.kinds import Kind
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Part, String, called

STANDATA = ("standata", "list")
_DRAWS = {
    "as_draws_df": ("draws_df", "draws", "tbl_df", "tbl", "data.frame"),
    "as_draws_matrix": ("draws_matrix", "draws", "matrix"),
    "as_draws_array": ("draws_array", "draws", "array"),
    "as_draws_list": ("draws_list", "draws", "list"),
    "as_draws": ("draws_list", "draws", "list"),
}
_SUMMARIES = dict.fromkeys(("summarise_draws", "summarize_draws"),
                           ("draws_summary", "tbl_df", "tbl", "data.frame"))  # fmt: skip
_RESULTS = {
    **_DRAWS, "summary": ("brmssummary",), "pp_mixture": ("array",),
    **dict.fromkeys(("fixef", "fitted", "predict", "residuals", "posterior_summary", "as.matrix",
                     "posterior_epred", "posterior_linpred", "posterior_predict", "log_lik",
                     "predictive_error"), ("matrix", "array")),
    **dict.fromkeys(("ranef", "coef", "VarCorr"), ("list",)), "as.mcmc": ("mcmc.list",),
    **_SUMMARIES,
}  # fmt: skip
# The results of functions that only take fits and draws.
_OF_BRMS = {**_DRAWS, **_SUMMARIES, "pp_mixture": ("array",), "fixef": ("matrix", "array"),
            "posterior_summary": ("matrix", "array")}  # fmt: skip
_PARTS = {"formula": ("brmsformula", "bform"), "data": ("data.frame",),
          "prior": ("brmsprior", "data.frame")}  # fmt: skip
MARK = "of a result: "  # begins the type of a variable that holds a result of a fit


def result_classes(node: Part | None, scope: Scope) -> tuple[str, ...] | None:
    """Return the classes of a result of a fit with one response; None for other values."""
    match node:
        case Name(text) if scope.types.get(text, "").startswith(MARK):
            return tuple(scope.types[text].removeprefix(MARK).split())
        case Call(Name("as.matrix"), (Argument(None, Call() | Name() as inner),)) if (
            classes := result_classes(inner, scope)
        ) is not None and "draws_matrix" in classes:
            return classes  # class(x) takes a table of a fit as a matrix
        case Call(Name("loo_model_weights"), arguments):
            return _classes_of_weights(arguments)
        case Call(Name("make_standata" | "standata"), _):
            return STANDATA
        case Call(Name("make_stancode" | "stancode"), _):
            return ("character", "brmsmodel")
        case Call() if (classes := classes_in_base(node, scope)) is not None:
            return classes
        case Call(_, (first, *rest)) if called(node) not in scope.known and not rest:
            # Other arguments may change the shape of a result.
            name = called(node) or ""
            return _RESULTS.get(name) if _is_fit(first.value, scope) else _OF_BRMS.get(name)
        case Infix(owner, "$", Name(label)) if _is_fit(owner, scope):
            return _PARTS.get(label)
    return None


def _classes_of_weights(arguments: tuple[Argument, ...]) -> tuple[str, ...] | None:
    """Return the classes of weights of models, which the method of weighing decides."""
    options = {a.name: a.value for a in arguments if a.name is not None}
    match options.get("method"), options.get("BB"):
        case None | String("stacking"), _:
            return ("stacking_weights",)
        case String("pseudobma"), None | Name("TRUE" | "T"):
            return ("pseudobma_bb_weights",)
        case String("pseudobma"), Name("FALSE" | "F"):
            return ("pseudobma_weights",)
    return None


def result_type(node: Part, scope: Scope) -> str | None:
    """Return the type by which a variable remembers the classes of a result of a fit."""
    classes = result_classes(node, scope)
    return None if classes is None else f"{MARK}{' '.join(classes)}"


def may_be_result(node: Part | None, scope: Scope) -> bool:
    """Return whether a value may be a result of a fit, whose classes are not known."""
    match node:
        case Call(_, (first, *_)) if called(node) in _RESULTS:
            part = first.value
            variable = scope.known.get(part.text) if isinstance(part, Name) else None
            return variable is not None and variable.kind in (Kind.UNKNOWN, Kind.FIT)
    return False


def _is_fit(part: Part | None, scope: Scope) -> bool:
    variable = scope.known.get(part.text) if isinstance(part, Name) else None
    return variable is not None and variable.kind is Kind.FIT


# Functions that show a table for documents, or take it as a whole.
_SHOWING = frozenset({*KABLE_EXTRA, "print", "cat", "class", "inherits", "invisible", "list",
                      "is.null", "exists", "kable", "kbl", "capture.output",
                      "writeLines"})  # fmt: skip


# What R makes of a table, and a script cannot read here.
_SHOWN = {
    ("knitr_kable",): "a table for documents is lines of text in R",
    ("ftable",): "a flat table has other rows and columns in R: read the table itself",
}


def refuse_lines(node: Call | Part, scope: Scope) -> None:
    """Refuse to read what ``kable(x)`` or ``ftable(x)`` makes, which is no such table in R.

    Raises
    ------
    NotPorted
        If a function reads the table, or if it is the value of which a part is taken.
    """
    if isinstance(node, Call) and called(node) in _SHOWING:
        return
    parts = [a.value for a in node.arguments] if isinstance(node, Call) else [node]
    for part in parts:
        shown_classes = result_classes(part, scope) if isinstance(part, Call | Name) else None
        if shown_classes in _SHOWN:
            raise NotPorted(_SHOWN[shown_classes], getattr(part, "span", None))
