// before: bernoulli
vector[N] log_odds1 = mu1;
vector[N] width1 = abs(log_odds1);
vector[N] larger1 = inv_logit(width1);

// cost: bernoulli
0.5 * width1 - Y_half .* log_odds1 - log(larger1)

// sum: bernoulli
vector[N] width = abs(mu1);
vector[N] larger = inv_logit(width);  // the larger of the probabilities of 0 and 1
vector[N %/% 10] product = head(larger, N %/% 10);  // products over ten rows each, so that ten rows need one logarithm
for (i in 1:9) {
  product .*= segment(larger, i * (N %/% 10) + 1, N %/% 10);
}
real lp1 = dot_product(Y_half, mu1) - 0.5 * sum(width)
  + sum(log(product)) + sum(log(tail(larger, N - 10 * (N %/% 10))));

// vector: bernoulli
-(0.5 * width1 - Y_half .* log_odds1 - log(larger1))
