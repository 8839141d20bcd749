"""Base R plots and ggplot2, drawn by matplotlib."""
