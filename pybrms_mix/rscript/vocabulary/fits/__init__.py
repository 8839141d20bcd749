"""brms and the packages around it: fits, draws, criteria."""
