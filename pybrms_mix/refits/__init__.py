"""Functions that fit models again: to other data, with other formulas, or without some rows."""
