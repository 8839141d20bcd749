"""R expressions and formulas evaluated on tables: frames, factors and design matrices."""
