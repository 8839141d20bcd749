"""ggplot2, patchwork and base R plots."""
