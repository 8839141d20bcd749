"""R's data.table, and the tables of reshape2."""
