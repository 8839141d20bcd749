"""Pictures of a fit, and the tables that they are drawn from."""
