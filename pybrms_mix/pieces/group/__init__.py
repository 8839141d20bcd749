"""Group-level coefficients: terms, blocks, and the pieces of the model."""
