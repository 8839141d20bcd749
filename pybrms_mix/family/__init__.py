"""What the distribution of a response is: links, parameters, densities, and their mixtures."""
