"""R's operations on vectors, factors, data frames and lists, for pandas and NumPy values.

Ported scripts call these functions where the pandas idiom has a different meaning: comparisons with
NA, recycling, factors, the order of evaluation in ``mutate()``, and replacement of elements.
Positions start at 1, as in R. Vectors are NumPy arrays, factors are pandas Categoricals, lists are
Python lists and dicts, and NULL is None.
"""

from types import ModuleType as _ModuleType

from pybrms_mix.r.algebra import *
from pybrms_mix.r.applying import *
from pybrms_mix.r.array_checks import *
from pybrms_mix.r.array_summaries import *
from pybrms_mix.r.attributes import *
from pybrms_mix.r.base_plots import *
from pybrms_mix.r.base_strings import *
from pybrms_mix.r.binding import *
from pybrms_mix.r.binning import *
from pybrms_mix.r.brms_distributions import *
from pybrms_mix.r.broom import *
from pybrms_mix.r.by_group import *
from pybrms_mix.r.call_names import *
from pybrms_mix.r.casting import *
from pybrms_mix.r.checked_values import *
from pybrms_mix.r.classes import *
from pybrms_mix.r.classical_tests import *
from pybrms_mix.r.clean_labels import *
from pybrms_mix.r.clocks import *
from pybrms_mix.r.clusters import *
from pybrms_mix.r.coda import *
from pybrms_mix.r.code_values import *
from pybrms_mix.r.colour_text import *
from pybrms_mix.r.column_classes import *
from pybrms_mix.r.column_correlations import *
from pybrms_mix.r.column_functions import *
from pybrms_mix.r.combinations import *
from pybrms_mix.r.combined_levels import *
from pybrms_mix.r.complex_numbers import *
from pybrms_mix.r.conditional import *
from pybrms_mix.r.contingency import *
from pybrms_mix.r.count_frames import *
from pybrms_mix.r.custom_families import *
from pybrms_mix.r.date_steps import *
from pybrms_mix.r.dates import *
from pybrms_mix.r.dendrograms import *
from pybrms_mix.r.dimensions import *
from pybrms_mix.r.draws_pictures import *
from pybrms_mix.r.draws_tables import *
from pybrms_mix.r.effects_of_responses import *
from pybrms_mix.r.embraced import *
from pybrms_mix.r.environment import *
from pybrms_mix.r.exact_tests import *
from pybrms_mix.r.expanding import *
from pybrms_mix.r.factor_contrasts import *
from pybrms_mix.r.factors import *
from pybrms_mix.r.figures import *
from pybrms_mix.r.fit_matrices import *
from pybrms_mix.r.fit_parts import *
from pybrms_mix.r.flattening import *
from pybrms_mix.r.formula_terms import *
from pybrms_mix.r.formula_text import *
from pybrms_mix.r.frames import *
from pybrms_mix.r.functionals import *
from pybrms_mix.r.gathering import *
from pybrms_mix.r.generics import *
from pybrms_mix.r.ggplot import *
from pybrms_mix.r.group_numbers import *
from pybrms_mix.r.grouped import *
from pybrms_mix.r.grouped_parts import *
from pybrms_mix.r.hpd import *
from pybrms_mix.r.influence import *
from pybrms_mix.r.joins import *
from pybrms_mix.r.kernel_density import *
from pybrms_mix.r.ks_tests import *
from pybrms_mix.r.level_orders import *
from pybrms_mix.r.linear_models import *
from pybrms_mix.r.linear_results import *
from pybrms_mix.r.link_functions import *
from pybrms_mix.r.list_grids import *
from pybrms_mix.r.local_lines import *
from pybrms_mix.r.logic import *
from pybrms_mix.r.lumping import *
from pybrms_mix.r.margins import *
from pybrms_mix.r.matrix_cells import *
from pybrms_mix.r.matrix_columns import *
from pybrms_mix.r.matrix_values import *
from pybrms_mix.r.mean_contrasts import *
from pybrms_mix.r.means import *
from pybrms_mix.r.melted_matrices import *
from pybrms_mix.r.minima import *
from pybrms_mix.r.model_tests import *
from pybrms_mix.r.model_weights import *
from pybrms_mix.r.moments import *
from pybrms_mix.r.more_rows import *
from pybrms_mix.r.more_vectors import *
from pybrms_mix.r.name_setting import *
from pybrms_mix.r.named_matrix import *
from pybrms_mix.r.naming import *
from pybrms_mix.r.nan_values import *
from pybrms_mix.r.nesting import *
from pybrms_mix.r.not_given import *
from pybrms_mix.r.number_format import *
from pybrms_mix.r.number_options import *
from pybrms_mix.r.number_tests import *
from pybrms_mix.r.optima import *
from pybrms_mix.r.over_factors import *
from pybrms_mix.r.overlays import *
from pybrms_mix.r.own_attributes import *
from pybrms_mix.r.own_classes import *
from pybrms_mix.r.package_versions import *
from pybrms_mix.r.palettes import *
from pybrms_mix.r.patterns import *
from pybrms_mix.r.picking import *
from pybrms_mix.r.piping import *
from pybrms_mix.r.posterior_indices import *
from pybrms_mix.r.predicted import *
from pybrms_mix.r.prior_rows import *
from pybrms_mix.r.products import *
from pybrms_mix.r.quantile_pairs import *
from pybrms_mix.r.quantiles import *
from pybrms_mix.r.random_variables import *
from pybrms_mix.r.rank_groups import *
from pybrms_mix.r.rank_tests import *
from pybrms_mix.r.ranks import *
from pybrms_mix.r.recoding import *
from pybrms_mix.r.recycled_calls import *
from pybrms_mix.r.replacing import *
from pybrms_mix.r.reshape import *
from pybrms_mix.r.roots import *
from pybrms_mix.r.rounding import *
from pybrms_mix.r.row_cells import *
from pybrms_mix.r.row_separation import *
from pybrms_mix.r.row_sets import *
from pybrms_mix.r.row_statistics import *
from pybrms_mix.r.sample_tests import *
from pybrms_mix.r.scales import *
from pybrms_mix.r.scaling import *
from pybrms_mix.r.selecting import *
from pybrms_mix.r.sequences import *
from pybrms_mix.r.session import *
from pybrms_mix.r.setting import *
from pybrms_mix.r.shifting import *
from pybrms_mix.r.slicing import *
from pybrms_mix.r.smoothing import *
from pybrms_mix.r.sorting import *
from pybrms_mix.r.special_functions import *
from pybrms_mix.r.stan_text import *
from pybrms_mix.r.stanfit_parts import *
from pybrms_mix.r.stanfit_views import *
from pybrms_mix.r.stats import *
from pybrms_mix.r.stringr import *
from pybrms_mix.r.strings import *
from pybrms_mix.r.subsetting import *
from pybrms_mix.r.summaries import *
from pybrms_mix.r.system_info import *
from pybrms_mix.r.table_groups import *
from pybrms_mix.r.table_making import *
from pybrms_mix.r.table_rows import *
from pybrms_mix.r.table_vectors import *
from pybrms_mix.r.table_verbs import *
from pybrms_mix.r.text_matches import *
from pybrms_mix.r.tibbles import *
from pybrms_mix.r.tidybayes import *
from pybrms_mix.r.unnesting import *
from pybrms_mix.r.unported import *
from pybrms_mix.r.vectors import *
from pybrms_mix.r.verbs import *
from pybrms_mix.r.wide_and_long import *
from pybrms_mix.r.wide_separation import *

# Each module lists its public names in its own ``__all__``; a wildcard imports no other name.
__all__ = [
    name
    for name, value in sorted(globals().items())
    if not name.startswith("_") and not isinstance(value, _ModuleType)
]
