"""Reports of fits: text, or a self-contained HTML page."""
