"""The verbs of dplyr, tidyr and forcats, and functions of the groups of rows."""
