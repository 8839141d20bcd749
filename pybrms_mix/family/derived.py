"""Data that the program computes from the response and from the values of its addition terms.

Densities over whole vectors read them. Each name is the name of a template under
``templates/derived/``. Data that are computed from other derived data come after these.
"""

COUNTS = ("Y_vector", "lgamma_Y1")
# For densities with a separate formula for zeros.
COUNTS_APART = (*COUNTS, "is_zero_of_count", "is_not_zero")
# For densities that compute functions of the count once for each of its values.
COUNT_VALUES = ("Y_vector", "Y_values", "Y_place")
VALUES_APART = (*COUNT_VALUES, "is_zero_of_count", "is_not_zero")
TRIALS = ("Y_vector", "trials_vector", "log_choose_Y")
TRIALS_AND_ZEROS = (*TRIALS, "is_zero_of_count", "is_not_zero")
# For densities that compute functions of the trials once for each number of them.
TRIALS_VALUES = (*TRIALS, "trials_values", "trials_place")
TRIALS_VALUES_AND_ZEROS = (*TRIALS_VALUES, "is_zero_of_count")
# Real responses that may be 0, or 0 and 1.
ZEROS = ("is_zero", "is_not_zero", "log_Y_or_0")
INSIDE = ("Y_inside", "log_Y_inside", "log1m_Y_inside")
