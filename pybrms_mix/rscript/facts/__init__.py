"""What is known of a script before it runs: variables, kinds of values, types of columns."""
