"""``load_data()``: a data set of R by its name."""

from __future__ import annotations

import difflib
import functools
import json
from importlib import resources
from typing import Any

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public

# The package of R that each data set comes from; its help page names the first source.
SOURCES = {
    "BOD": "datasets",
    "Boston": "MASS",
    "CO2": "datasets",
    "ChickWeight": "datasets",
    "DNase": "datasets",
    "Dyestuff": "lme4",
    "Dyestuff2": "lme4",
    "Formaldehyde": "datasets",
    "Indometh": "datasets",
    "InsectSprays": "datasets",
    "Insurance": "MASS",
    "LifeCycleSavings": "datasets",
    "Loblolly": "datasets",
    "Orange": "datasets",
    "OrchardSprays": "datasets",
    "Pastes": "lme4",
    "Penicillin": "lme4",
    "Pima.te": "MASS",
    "Pima.tr": "MASS",
    "PlantGrowth": "datasets",
    "Puromycin": "datasets",
    "Theoph": "datasets",
    "ToothGrowth": "datasets",
    "USArrests": "datasets",
    "USJudgeRatings": "datasets",
    "acidity": "mclust",
    "airquality": "datasets",
    "anorexia": "MASS",
    "anscombe": "datasets",
    "attenu": "datasets",
    "attitude": "datasets",
    "bacteria": "MASS",
    "band_instruments": "dplyr",
    "band_instruments2": "dplyr",
    "band_members": "dplyr",
    "banknote": "mclust",
    "beaver1": "datasets",
    "beaver2": "datasets",
    "birthwt": "MASS",
    "cars": "datasets",
    "cats": "MASS",
    "cbpp": "lme4",
    "chickwts": "datasets",
    "crabs": "MASS",
    "diabetes": "mclust",
    "epil": "MASS",
    "epilepsy": "brms",
    "esoph": "datasets",
    "faithful": "datasets",
    "fish_encounters": "tidyr",
    "galaxies": "MASS",
    "geyser": "MASS",
    "grouseticks": "lme4",
    "hills": "MASS",
    "infert": "datasets",
    "inhaler": "brms",
    "iris": "datasets",
    "kidney": "brms",
    "longley": "datasets",
    "loss": "brms",
    "lung": "survival",
    "mammals": "MASS",
    "menarche": "MASS",
    "morley": "datasets",
    "mtcars": "datasets",
    "npk": "datasets",
    "pressure": "datasets",
    "quakes": "datasets",
    "quine": "MASS",
    "randu": "datasets",
    "relig_income": "tidyr",
    "rivers": "datasets",
    "rock": "datasets",
    "sleep": "datasets",
    "sleepstudy": "lme4",
    "smiths": "tidyr",
    "stackloss": "datasets",
    "survey": "MASS",
    "swiss": "datasets",
    "table1": "tidyr",
    "table2": "tidyr",
    "table3": "tidyr",
    "table4a": "tidyr",
    "table4b": "tidyr",
    "table5": "tidyr",
    "trees": "datasets",
    "us_rent_income": "tidyr",
    "veteran": "survival",
    "warpbreaks": "datasets",
    "women": "datasets",
}
# Data sets that are vectors in R; the table has one column, ``x``.
VECTORS = frozenset({"acidity", "galaxies", "rivers"})
# Data sets that are tibbles in R.
TIBBLES = frozenset(name for name, package in SOURCES.items() if package in ("dplyr", "tidyr"))
# Columns of text that look like numbers.
_TEXTS = {"us_rent_income": ("GEOID",), "table5": ("century", "year")}


@public
def load_data(name: str) -> pd.DataFrame:
    """Load a data set of R, with R's columns, levels and row names.

    Parameters
    ----------
    name
        The name in R, such as "faithful". ``SOURCES`` has all names, with R's package of each.

    Returns
    -------
    pandas.DataFrame
        A new table. Factors are categorical with R's levels. Rows that have names in R have them
        as their index.

    Raises
    ------
    InvalidData
        If there is no such data set here.

    Examples
    --------
    >>> load_data("faithful").head(2)
       eruptions  waiting
    0        3.6       79
    1        1.8       54
    """
    if name not in SOURCES:
        near = difflib.get_close_matches(name, SOURCES, 1)
        raise InvalidData(
            f"There is no data set '{name}' here.",
            hint=f"Did you mean '{near[0]}'?" if near else f"There are {', '.join(SOURCES)}.",
        )
    folder = resources.files("pybrms_mix.datasets") / "data"
    types = dict.fromkeys(("row", *_TEXTS.get(name, ())), object)
    with (folder / f"{name}.csv").open("r", encoding="utf-8") as file:
        table = pd.read_csv(file, dtype=types, keep_default_na=False, na_values=["NA"])
    for column, levels in _factors().get(name, {}).items():
        kind = pd.CategoricalDtype(levels["levels"], ordered=levels["ordered"])
        text = table[column].map(lambda v: None if pd.isna(v) else str(v))
        table[column] = pd.Categorical(text, dtype=kind)
    if "row" in table.columns:
        table = table.set_axis(pd.Index(table.pop("row"), dtype=object), axis=0)
        table.attrs["row_names"] = True
    if name in TIBBLES:
        table.attrs["tibble"] = True
    return table


@functools.cache
def _factors() -> dict[str, dict[str, Any]]:
    """Return the levels of the factors of each data set."""
    folder = resources.files("pybrms_mix.datasets") / "data"
    levels: dict[str, dict[str, Any]] = json.loads((folder / "factors.json").read_text("utf-8"))
    return levels
