"""Data that densities over whole vectors derive from the response and from its addition terms.

Each name is that of a template under ``templates/derived/``. A name stands after those of the data
that it is computed from.
"""

COUNTS = ("Y_vector", "lgamma_Y1")
COUNTS_AND_ZEROS = (*COUNTS, "is_zero_of_count")
# For densities whose zeros have a part of their own.
COUNTS_APART = (*COUNTS_AND_ZEROS, "is_not_zero")
VALUES = ("Y_values", "Y_place")
TRIALS = ("Y_vector", "trials_vector", "log_choose_Y")
TRIALS_AND_ZEROS = (*TRIALS, "is_zero_of_count")
TRIALS_VALUES = ("trials_values", "trials_place")
# Real responses that may be 0, or 0 and 1.
ZEROS = ("is_zero", "is_not_zero", "log_Y_or_0")
INSIDE = ("Y_inside", "log_Y_inside", "log1m_Y_inside")
