"""Simulation-based calibration: whether posteriors are right where the prior is the truth."""
