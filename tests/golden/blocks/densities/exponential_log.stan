// cost: exponential
mu1 + Y .* exp(-mu1)

// vector: exponential
-(mu1 + Y .* exp(-mu1))
