"""The walk from R text to a program, to data and to a fit."""
