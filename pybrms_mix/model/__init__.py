"""The typed model: data frame, design matrices, pieces, draws."""
