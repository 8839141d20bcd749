"""Write the Python of a ported script, and check it before it is shown or run."""
