"""The data sets that R and its packages bring, and that scripts use by their names."""

from pybrms_mix.datasets.loading import SOURCES, TIBBLES, VECTORS, load_data

__all__ = ["SOURCES", "TIBBLES", "VECTORS", "load_data"]
