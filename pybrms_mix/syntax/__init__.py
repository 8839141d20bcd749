"""The parser and the deparser of R text. Nothing here knows statistics."""
