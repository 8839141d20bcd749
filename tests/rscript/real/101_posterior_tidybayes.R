# Draws by hand: posterior + tidybayes on a two-component model of pupil dilation
# all data simulated
suppressPackageStartupMessages({
  library(tidyverse)
  library(brms)
  library(posterior)
  library(tidybayes)
})
set.seed(4711)
theme_set(theme_minimal())

n_id   <- 12
n_rep  <- 20
design <- expand_grid(id = factor(seq_len(n_id)), rep = 1:n_rep) |>
  mutate(load = rep(c("low", "mid", "high"), length.out = n()),
         load = factor(load, levels = c("low", "mid", "high")))
subj <- tibble(id = factor(seq_len(n_id)), u = rnorm(n_id, 0, .3))
pupil <- design |>
  left_join(subj, by = "id") |>
  mutate(lapse = rbinom(n(), 1, .2),
         eta = u + c(low = 0, mid = .4, high = .9)[as.character(load)],
         y = if_else(lapse == 1, rnorm(n(), 0, 2), rnorm(n(), eta, .5))) |>
  select(-u)
glimpse(pupil)
pupil |> group_by(load) |> summarise(m = mean(y), s = sd(y), n = n())

prs <- c(
  prior(normal(0, 1), class = "b", dpar = "mu1"),
  prior(normal(0, 1), class = "Intercept", dpar = "mu1"),
  prior(constant(0), class = "Intercept", dpar = "mu2"),
  prior(exponential(1), class = "sd", dpar = "mu1"),
  prior(dirichlet(8, 2), class = "theta")
)
fit <- brm(
  bf(y ~ 1, mu1 ~ load + (1 | id), mu2 ~ 1),
  data = pupil, family = mixture(gaussian, gaussian, order = FALSE),
  prior = prs, chains = 4, cores = 4, iter = 2000, seed = 99, backend = "rstan"
)

## posterior ---------------------------------------------------------------
draws <- as_draws_df(fit)
variables(draws)[1:6]
nvariables(draws)
ndraws(draws); nchains(draws); niterations(draws)
summarise_draws(draws, "mean", "sd", ~quantile(.x, probs = c(.05, .95)), default_convergence_measures())
summarise_draws(subset_draws(draws, variable = c("b_mu1_loadmid", "b_mu1_loadhigh")), mean, median, sd, mad, rhat, ess_bulk)
p_pos <- function(x) mean(x > 0)
draws |>
  subset_draws(variable = "^b_mu1", regex = TRUE) |>
  summarise_draws(p_pos = p_pos, default_mcse_measures())
draws <- draws |>
  mutate_variables(diff_high_mid = b_mu1_loadhigh - b_mu1_loadmid,
                   odds = theta1 / theta2,
                   var_ratio = sigma1^2 / sigma2^2)
summarise_draws(draws |> subset_draws(c("diff_high_mid", "odds", "var_ratio")), .num_args = list(digits = 2))
thinned <- thin_draws(draws, thin = 5)
ndraws(thinned)
first_chain <- subset_draws(draws, chain = 1, iteration = 1:100)
mean(first_chain$odds)
arr <- as_draws_array(fit, variable = c("sigma1", "sigma2"))
dim(arr)
mat <- as_draws_matrix(arr)
apply(mat, 2, quantile2)
rv <- as_draws_rvars(fit)
rv$theta1
total <- rv$sigma1^2 + rv$sigma2^2
mean(total); sd(total); Pr(rv$sigma2 > rv$sigma1)
merged <- merge_chains(draws)
lst <- as_draws_list(fit, variable = "theta1")
set.seed(1)
few <- resample_draws(thin_draws(as_draws_df(fit), 2), weights = rep(1, ndraws(thin_draws(as_draws_df(fit), 2))))
extract_variable(draws, "theta1") |> quantile(c(.1, .5, .9))
rhat(extract_variable_matrix(draws, "sigma1"))

## tidybayes ---------------------------------------------------------------
get_variables(fit) |> head(8)
fit |>
  spread_draws(r_id__mu1[id, term]) |>
  median_qi(r_id__mu1, .width = c(.66, .95))
id_means <- fit |>
  spread_draws(b_mu1_Intercept, r_id__mu1[id, ]) |>
  mutate(id_mean = b_mu1_Intercept + r_id__mu1) |>
  mean_hdi(id_mean)
id_means |>
  ggplot(aes(y = reorder(factor(id), id_mean), x = id_mean, xmin = .lower, xmax = .upper)) +
  geom_pointinterval() +
  labs(x = "subject mean", y = NULL)
fit |>
  gather_draws(`b_mu1_load.*`, regex = TRUE) |>
  ungroup() |>
  point_interval(.value, .width = .9, .point = median, .interval = hdi)
grid <- pupil |> modelr::data_grid(load)
eps <- add_epred_draws(grid, fit, re_formula = NA, dpar = c("mu1", "theta1"), ndraws = 200)
eps |>
  compare_levels(.epred, by = load, comparison = "pairwise") |>
  median_qi()
eps |>
  compare_levels(mu1, by = load, comparison = control) |>
  ggplot(aes(x = mu1, y = load)) +
  stat_halfeye(.width = c(.5, .9))
lin <- linpred_draws(fit, newdata = grid, re_formula = NA, ndraws = 50)
pred <- predicted_draws(fit, newdata = grid, re_formula = NA, ndraws = 50)
pred |> group_by(load) |> summarise(lo = quantile(.prediction, .1), hi = quantile(.prediction, .9), p = mean(.prediction > 1))
fit |> tidy_draws() |> select(.chain, .iteration, .draw, starts_with("b_")) |> slice_head(n = 3)
n_low <- sum(pupil$load == "low")
