"""Read fits of brms from the files that R's ``saveRDS()`` and ``brm(file = )`` write."""
