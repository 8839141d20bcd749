"""The parser and the deparser of R text. It has no knowledge of models."""
