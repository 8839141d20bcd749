"""Results that are computed from a fit."""
