library(brms)
d <- read.csv("d.csv")
fit <- brm(y ~ x + (1 | g), d, mixture(gaussian, gaussian), seed = 1)
set.seed(10)
yrep <- posterior_predict(fit, ndraws = 50)
more <- posterior_predict(fit, newdata = data.frame(x = c(0, 1), g = "a"), draw_ids = 1:20)
mu <- posterior_epred(fit, re.form = NA)
first <- yrep[1, ]
obs_means <- colMeans(yrep)
est <- fitted(fit)[, "Estimate"]
interval <- posterior_interval(fit, prob = 0.9)
draws <- as_draws_df(fit)
mean(draws$b_mu2_x > 0)
quantile(draws$sigma1, c(0.1, 0.9))
re <- ranef(fit)$g
variables(fit)
