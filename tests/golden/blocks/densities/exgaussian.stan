// vector: exgaussian
((mu1 - beta1 - Y) + 0.5 * square(sigma1) ./ beta1) ./ beta1 - log(2 * beta1)
+ log(erfc(sqrt(0.5) * ((mu1 - beta1 - Y) ./ sigma1 + sigma1 ./ beta1)))
