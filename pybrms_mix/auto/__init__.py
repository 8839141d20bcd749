"""Starting values from the data: where chains begin when nobody says otherwise."""
