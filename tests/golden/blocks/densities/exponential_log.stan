// vector: exponential
-mu1 - Y .* exp(-mu1)
