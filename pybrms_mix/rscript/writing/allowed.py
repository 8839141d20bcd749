"""The functions, attributes, arguments and imports that a ported script may use.

Each name that a vocabulary writes must stand in these lists; a test compares the two. No function
in the lists evaluates text, imports modules, or opens files or network connections. The functions
of ``PATHS`` are the exception: the guard of paths checks their paths.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache

import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.family.family_call import FamilyCall
from pybrms_mix.rscript.trees.names import FILES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BUILTINS = _words("""
    abs all any bool callable dict enumerate filter float format int isinstance len list map max min
    print range reversed round set sorted str sum tuple zip ValueError RuntimeError
    Exception SystemExit Warning
""")

IMPORTS = {
    "copy": "import copy",
    "os": "import os",
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "pm": "import pybrms_mix as pm",
    "r": "from pybrms_mix import r",
    "stats": "from scipy import stats",
    "special": "from scipy import special",
    "RRandom": "from pybrms_mix.rscript.random import RRandom",
    **{n: f"from pybrms_mix.rscript.data_files import {n}" for n in FILES},
}

_NUMPY = """abs all any append apply_along_axis arange arccos arccosh arcsin arcsinh arctan
    arctan2 arctanh argmax
    argmin argsort array asarray atleast_1d ceil clip column_stack concatenate corrcoef cos
    cosh cumprod cumsum delete diag diff exp expm1 flatnonzero flip float64 floor full hstack
    inf interp isfinite isin isnan linalg linalg.solve linspace log log10 log1p log2 max
    maximum mean median min minimum nan nanmax nanmean nanmedian nanmin nanprod nanstd nansum
    nanvar ndarray outer pi prod quantile repeat resize round select sign sin sinh sort sqrt
    std subtract sum tan tanh tile trunc unique var vstack where zeros"""
_PANDAS = """Categorical CategoricalDtype DataFrame Index MultiIndex MultiIndex.from_product NA
    Series concat crosstab isna melt notna read_csv to_numeric unique"""
_PYPLOT = "gcf gcf.savefig show"
_SPECIAL = "beta betaln comb digamma expit factorial gamma gammaln logit"
_STATS = """beta binom cauchy chi2 expon gamma geom hypergeom lognorm nbinom norm poisson t uniform
    weibull_min gaussian_kde"""

# Attributes of values. No method among them takes a path, or text that is evaluated.
_METHODS = _words("""
    T agg all any append apply assign astype axhline axis axvline bar bins boxplot cat
    categories cdf codes columns copy count cumcount cumsum density describe diff drop
    drop_duplicates dropna dtype dtypes extend fillna fill_between first flat get groupby
    head hist idxmax iloc index info isf isin isna item items join keys last legend loc logcdf
    logpdf logpmf lower map max mean median melt merge min ngroups notna nunique pdf pipe
    pivot plot pmf ppf prior prod quantile rank ravel rename rename_categories replace
    reset_index reshape round sample scatter sel set set_index set_title set_xscale
    set_yscale sf shape shift shuffle size sort_index sort_values split std strip sum
    suptitle tail tick_params to_frame to_list to_numpy to_pandas tolist transform transpose
    layer panels labels limits zoomed logged flipped palette show layout
    unique upper value_counts values var violinplot seed
""")
# R's generators of random numbers. Their arguments are numbers.
GENERATORS = _words("""
    jitter mvrnorm rbeta rbinom rcauchy rdirichlet
    rvon_mises rskew_normal rinv_gaussian rasym_laplace rfrechet rgen_extreme_value rbeta_binomial
    rexgaussian rgeom rlogis rshifted_lnorm rstudent_t rchisq rexp rgamma
    rlnorm rmultinom rnbinom rnorm rpois rt runif rweibull
""")
METHODS = _METHODS | GENERATORS

# Names of arguments of NumPy, pandas, SciPy, matplotlib and the methods above.
KEYWORDS = _words("""
    alpha amount as_index ascending ax axis bins by categories color columns ddof default df drop
    dtype end factor figsize how ignore_index include_groups index inplace key kind label linewidth
    linestyle lw loc marker n name names na_values header on order ordered p prob q rate
    replace reverse s scale sep sharex sharey shape size skiprows squeeze stacked statistic
    subset suffixes title values vert width xlabel xlim xticklabels xticks ylabel ylim weights
    where x y na_rep left_on right_on left right numeric_only id_vars value_vars var_name value_name
    fill_value density histtype levels labels mu decimal comment quotechar points rug ncol skipna
    Sigma sigma beta xi omega kappa phi quantile height units dpi ncol nrow rows free widths heights
""")

# Methods whose keyword arguments are columns of the data.
BY_COLUMN = frozenset({"assign", "agg", "layer", "labels"})
# Methods that call a function, or one of their own methods by its name.
CALLING = frozenset({"agg", "apply", "map", "pipe", "transform"})
SUMMARIES = _words("""
    mean median std var sum min max prod size nunique first last count cumsum cumcount
""")
SET = frozenset({"columns", "index", "name"})

# Functions and methods that take a path, each with the position and the name of that argument.
PATHS = {
    "pd.read_csv": (0, "filepath_or_buffer"),
    "read_csv": (0, "file"),
    "read_lines": (0, "file"),
    "read_rds": (0, "file"),
    "store_rds": (1, "file"),
    "store_rdata": (0, "file"),
    "store_text": (1, "file"),
    "store_output": (0, "file"),
    "open_sink": (0, "file"),
    "store_table": (1, "file"),
    "r.open_device": (0, "file"),
    "store_delimited": (1, "file"),
    "file_exists": (0, "file"),
    "list_files": (0, "folder"),
    "make_folder": (0, "folder"),
}
# Functions that write to their path.
TARGETS = frozenset({"r.open_device"})
PATH_METHODS = {"to_csv": (0, "path_or_buf"), "savefig": (0, "fname")}
# Names of arguments that are paths in this package's functions.
_PATH_NAMES = ("file", "folder", "path")


@cache
def package() -> frozenset[str]:
    """Return the public functions of the package, including the families."""
    names = {
        name
        for name in pm.__all__
        if inspect.isfunction(getattr(pm, name)) or isinstance(getattr(pm, name), FamilyCall)
    }
    return frozenset(names | {"Fit"})


@cache
def modules() -> dict[str, frozenset[str]]:
    """Return the names that a script may use of each module, keyed by the alias of the module."""
    return {
        "copy": frozenset({"deepcopy"}),
        "os": frozenset({"cpu_count"}),
        "np": frozenset(_NUMPY.split()),
        "pd": frozenset(_PANDAS.split()),
        "plt": frozenset(_PYPLOT.split()),
        "pm": package(),
        "r": frozenset(r.__all__),
        "special": frozenset(_SPECIAL.split()),
        "stats": frozenset(
            f"{d}{f}" for d in _STATS.split()
            for f in ("", ".pdf", ".pmf", ".logpdf", ".logpmf", ".cdf", ".sf", ".ppf", ".isf")
        ),
    }  # fmt: skip


def dotted(node: ast.expr) -> str:
    """Return an attribute of a module such as ``np.linalg.solve`` as text, else an empty string."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(names)])


@cache
def path_of(function: str) -> tuple[int | None, tuple[str, ...]]:
    """Return the position (None if by keyword only) and the names of a function's path argument."""
    if function in PATHS:
        place, name = PATHS[function]
        return place, (name,)
    module, _, name = function.partition(".")
    if module != "pm" or not inspect.isfunction(getattr(pm, name, None)):
        return None, ()
    parameters = list(inspect.signature(getattr(pm, name)).parameters.values())
    free = any(p.kind is p.VAR_KEYWORD for p in parameters)
    names = tuple(n for n in _PATH_NAMES if free or any(p.name == n for p in parameters))
    places = [
        at for at, p in enumerate(parameters)
        if p.name in _PATH_NAMES and p.kind is p.POSITIONAL_OR_KEYWORD
    ]  # fmt: skip
    return (places[0] if places else None), names
