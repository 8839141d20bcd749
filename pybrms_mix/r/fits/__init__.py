"""Results of fits and tables of draws, as brms, posterior, tidybayes and coda give them."""
