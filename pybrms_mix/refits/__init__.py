"""What fits models again: other data, other formulas, left-out rows, many fits at a time."""
