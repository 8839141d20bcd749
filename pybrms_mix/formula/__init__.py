"""Formulas of models and the predictors of single parameters, read from R expressions."""
