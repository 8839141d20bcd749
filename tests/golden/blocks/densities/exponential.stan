// vector: exponential
-log(mu1) - Y ./ mu1
