# Two lines, simulated from priors and found again.
library(brms)
library(dplyr)

set.seed(1)
d <- tibble(y = c(rnorm(40), rnorm(20, 6))) # N(0, 1) and N(6, 1)
d <- d %>%
  mutate(x = rnorm(60))

mix <- mixture(gaussian, gaussian)
priors <- get_prior(bf(y ~ 1 + x), data = d, family = mix)
priors$prior[1] <- set_prior("constant(1)", class = "sigma1")
priors$prior[2] <- set_prior("gamma(2, 3)", class = "sigma2")
priors$prior[3] <- set_prior("dirichlet(6, 3)", class = "theta")
priors$prior[4] <- set_prior("normal(-3, 1)", class = "b", dpar = "mu1")
priors$prior[6] <- set_prior("normal(0, 1)", class = "Intercept", dpar = "mu1")
priors$prior[7] <- set_prior("normal(3, 1)", class = "b", dpar = "mu2")
priors$prior[9] <- set_prior("normal(5, 1)", class = "Intercept", dpar = "mu2")

only <- brm(bf(y ~ 1 + x), data = d, family = mix, prior = priors, sample_prior = "only",
            chains = 2, iter = 400, seed = 1, file = "lines_prior.rds")
only

set.seed(5)
sim.data <- d %>% mutate(y_obs = c(t(posterior_predict(only, nsamples = 1))))
sim.1 <- brm(bf(y_obs ~ 1 + x), data = sim.data, family = mix,
             prior = c(prior(normal(0, 7), Intercept, dpar = mu1),
                       prior(normal(5, 7), Intercept, dpar = mu2)),
             chains = 2, iter = 400, init = 0, seed = 1)
summary(sim.1)
est = posterior_summary(sim.1)[, "Estimate"]

share <- function(.y, .x, mu1 = est[["b_mu1_Intercept"]] + est[["b_mu1_x"]] * .x,
                  mu2 = est[["b_mu2_Intercept"]] + est[["b_mu2_x"]] * .x) {
  d1 <- dnorm(.y, mu1, est[["sigma1"]]) * est[["theta1"]]
  d2 <- dnorm(.y, mu2, est[["sigma2"]]) * est[["theta2"]]
  out = c(d1 / (d1 + d2), d2 / (d1 + d2))
  return(out)
}

p <- sim.data %>%
  rowwise() %>%
  mutate(
    p_mu1 = share(.y = y_obs, .x = x)[1],
    p_mu2 = share(.y = y_obs, .x = x)[2],
    p_max = which.max(c(p_mu1, p_mu2))
  ) %>%
  ungroup()
p %>% group_by(p_max) %>% summarise(n = n(), mean_y = mean(y_obs))

ggplot(p, aes(x = y_obs, fill = factor(p_max))) + geom_histogram(bins = 20)
