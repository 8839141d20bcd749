"""What the other vocabularies share, and the tables of functions with one counterpart."""
