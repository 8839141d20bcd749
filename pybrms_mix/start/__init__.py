"""Starting values: computed from the data, or given by the user under brms's names."""
