// vector: bernoulli
(Y_vector - 0.5) .* mu1 - 0.5 * abs(mu1) + log(inv_logit(abs(mu1)))
