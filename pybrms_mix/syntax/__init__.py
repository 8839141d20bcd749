"""R text to nodes and back; knows no statistics."""
