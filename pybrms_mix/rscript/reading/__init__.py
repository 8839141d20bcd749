"""Read scripts, documents and the files that they source, and rewrite idioms of R."""
