"""Data that the program computes from the response and from the values of its addition terms.

Densities over whole vectors read them. Each name is the name of a template under
``templates/derived/``. Data that are computed from other derived data come after these.
"""

COUNTS = ("Y_vector", "lgamma_Y1")
# For densities with a separate formula for zeros.
COUNTS_APART = (*COUNTS, "is_zero_of_count", "is_not_zero")
VALUES = ("Y_values", "Y_place")
TRIALS = ("Y_vector", "trials_vector", "log_choose_Y")
TRIALS_AND_ZEROS = (*TRIALS, "is_zero_of_count", "is_not_zero")
TRIALS_VALUES = ("trials_values", "trials_place")
# Real responses that may be 0, or 0 and 1.
ZEROS = ("is_zero", "is_not_zero", "log_Y_or_0")
INSIDE = ("Y_inside", "log_Y_inside", "log1m_Y_inside")
