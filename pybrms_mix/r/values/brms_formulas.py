"""The elements of brms's formulas, which are lists in R: ``bf(y ~ x)$formula``, ``fit$formula``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.response_names import response_name
from pybrms_mix.formula.formula import Formula as BrmsFormula
from pybrms_mix.formula.formula import Formulas
from pybrms_mix.formula.reading import read_any
from pybrms_mix.r.values.code_values import FitFormula, Formula
from pybrms_mix.results.fit import Fit


def formula_of_fit(fit: Fit) -> Any:
    """Return ``fit$formula``: the text of the formulas, one line each.

    The text of a fit of one response knows its fit.
    """
    lines = "\n".join(fit.formula)
    return lines if fit.model.mixture.parts else FitFormula(lines, fit)


def formula_record(x: Any) -> dict[str, Any] | None:
    """Return the elements of a formula of brms by their names in R; None for other values."""
    formula, family, further = x, getattr(x, "family", None), {}
    if isinstance(x, FitFormula):
        formula = read_any(str(x.fit.source["formula"]))
        family, further = x.fit.model.mixture, {"mecor": True}
    if isinstance(formula, Formulas) or not isinstance(formula, BrmsFormula):
        return None
    main, *_ = formula.lines()
    predicted = {n: p for n, p in formula.predictors.items() if n}
    texts = dict(zip(predicted, formula.lines()[1:], strict=False))
    return {
        "formula": Formula(main),
        "pforms": {name: Formula(text) for name, text in texts.items()},
        "pfix": dict(formula.constants),
        "resp": response_name(formula.response),
        "family": family,
    } | further


def formula_texts(x: Any) -> Any:
    """Return ``as.character(bf(y ~ x))``: a text for each element; None for other values.

    Raises
    ------
    InvalidData
        If the formula has a family, whose text holds the code of its functions in R.
    """
    record = formula_record(x)
    if record is None:
        return None
    if record["family"] is not None:
        raise InvalidData(
            "The text of the family of a formula is not known here.",
            hint="Write as.character(f)[1], or deparse(f$formula).",
        )
    return np.array([str(record["formula"]), *_texts_of_lists(record), "NULL"], dtype=object)


def _texts_of_lists(record: dict[str, Any]) -> list[str]:
    """Return the texts of the formulas and the constants of parameters, and of the response."""
    forms = ", ".join(f"{n} = {text}" for n, text in record["pforms"].items())
    fixed = ", ".join(f"{n} = {v:g}" if isinstance(v, float) else f'{n} = "{v}"'
                      for n, v in record["pfix"].items())  # fmt: skip
    return [f"list({forms})", f"list({fixed})", record["resp"]]


def formula_text_at(x: Any, place: int) -> str | None:
    """Return ``as.character(f)[place]``; None if the value is no formula of brms."""
    record = formula_record(x)
    if record is None:
        return None
    texts = [str(record["formula"]), *_texts_of_lists(record)]
    if not 1 <= place <= len(texts):
        raise InvalidData("The text of this element of a formula is not known here.")
    return texts[place - 1]
