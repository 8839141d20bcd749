"""R expressions and formulas evaluated on a data table: frames, factors, design matrices."""
