"""A report of a fit: text, and one page that needs no other."""
