"""Predictions: expected values, new responses, explained variance."""
