"""User-level functions that turn R text and data into a Stan program, its data and a fit."""
