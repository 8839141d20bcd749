"""What another package would add: a family, a term, a prior distribution and a result."""
