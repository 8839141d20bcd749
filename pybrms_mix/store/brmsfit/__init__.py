"""Fits of brms, as R's ``saveRDS()`` and ``brm(file = )`` store them."""
