"""Functions that take functions: ``lapply()``, ``apply()``, ``optim()`` and their relatives."""
