"""Simulation-based calibration and prior predictive checks."""
