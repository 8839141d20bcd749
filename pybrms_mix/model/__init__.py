"""The typed model: pieces, parameters, variables, draws."""
