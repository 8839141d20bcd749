"""Comparison of models: leave-one-out, weights, Bayes factors."""
