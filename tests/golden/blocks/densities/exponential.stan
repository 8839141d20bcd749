// cost: exponential
log(mu1) + Y ./ mu1

// vector: exponential
-(log(mu1) + Y ./ mu1)
