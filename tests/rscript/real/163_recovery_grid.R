# Parameter recovery over a grid of designs, in parallel where the machine allows it.
library(here)
library(glue)
library(foreach)
library(dplyr)
library(tidyr)
library(purrr)
library(brms)

# --- settings ------------------------------------------------------------------
n_replicates <- 2
cond_n <- c(80, 120)
cond_gap <- c(2, 4)
range_theta <- qlogis(c(.3, .7))
conditions <- expand.grid(n = cond_n, gap = cond_gap, KEEP.OUT.ATTRS = FALSE)
conditions$label <- with(conditions, sprintf("n%03d_gap%.1f", n, gap))
conditions

draw_data <- function(n, gap, theta, sigma = 1) {
  z <- rbinom(n, 1, theta)
  x <- rnorm(n)
  tibble(id = seq_len(n), x = x, z = z, y = ifelse(z == 1, gap + .5 * x, -.5 * x) + rnorm(n, 0, sigma))
}

set.seed(101)
truth <- conditions %>%
  slice(rep(1:n(), each = n_replicates)) %>%
  group_by(label) %>%
  mutate(rep = row_number(), theta = plogis(runif(n(), range_theta[1], range_theta[2]))) %>%
  ungroup() %>%
  mutate(data = pmap(list(n, gap, theta), draw_data))
truth %>% select(-data)

moments <- truth %>%
  mutate(mean_y = map_dbl(data, ~ mean(.x$y)), share = map_dbl(data, ~ mean(.x$z)), rows = map_int(data, nrow)) %>%
  select(label, rep, mean_y, share, rows)
moments

# --- a template that is only refitted ------------------------------------------
base_prior <- c(
  prior(normal(0, 1), class = Intercept, dpar = mu1),
  prior(normal(3, 1.5), class = Intercept, dpar = mu2),
  prior(normal(0, 1), class = b, dpar = mu1),
  prior(normal(0, 1), class = b, dpar = mu2),
  prior(exponential(1), class = sigma1),
  prior(exponential(1), class = sigma2),
  prior(dirichlet(2, 2), class = theta)
)
template <- brm(bf(y ~ x), data = truth$data[[1]], family = mixture(gaussian, gaussian), prior = base_prior,
                chains = 1, iter = 300, seed = 1, refresh = 0)

refit <- function(d, seed) {
  update(template, newdata = d, seed = seed, chains = 1, iter = 300, refresh = 0) %>%
    posterior_summary(variable = c("b_mu1_Intercept", "b_mu2_Intercept", "b_mu1_x", "b_mu2_x", "theta2")) %>%
    data.frame() %>%
    tibble::rownames_to_column("parameter")
}

collected <- foreach(i = 1:nrow(truth), .combine = "rbind") %do% {
  found <- refit(truth$data[[i]], seed = i)
  found$label <- truth$label[i]
  found$rep <- truth$rep[i]
  found
}
nrow(collected)

true_long <- truth %>%
  transmute(label, rep, b_mu1_Intercept = 0, b_mu2_Intercept = gap, b_mu1_x = -.5, b_mu2_x = .5, theta2 = theta) %>%
  pivot_longer(cols = -c(label, rep), names_to = "parameter", values_to = "true")
true_long

results <- collected %>%
  left_join(true_long, by = c("label", "rep", "parameter")) %>%
  mutate(error = Estimate - true, covered = Q2.5 <= true & true <= Q97.5)

recovery <- results %>%
  group_by(label, parameter) %>%
  summarise(bias = mean(error), rmse = sqrt(mean(error^2)), coverage = mean(covered), .groups = "drop") %>%
  arrange(parameter, label)
recovery

wide <- recovery %>%
  select(label, parameter, rmse) %>%
  pivot_wider(names_from = label, values_from = rmse, names_prefix = "rmse_")
wide

files <- character()
for (j in seq_len(nrow(conditions))) {
  N <- conditions$n[j]
  gap <- conditions$gap[j]
  files[j] <- glue("recovery_{N}_gap{gap}.rds")
}
files
saveRDS(results, here(files[1]))
back <- readRDS(here(files[1]))
all.equal(back$Estimate, results$Estimate)

by_param <- split(results, results$parameter)
correlations <- sapply(by_param, function(p) if (sd(p$true) > 0) cor(p$true, p$Estimate) else NA)
round(correlations, 2)

par(mfrow = c(1, 2))
for (p in c("b_mu2_Intercept", "theta2")) {
  sub <- by_param[[p]]
  plot(sub$true, sub$Estimate, xlab = "true", ylab = "estimated", main = p)
  abline(0, 1)
}
cat(sprintf("%-18s bias = %+.2f  rmse = %.2f\n", recovery$parameter, recovery$bias, recovery$rmse), sep = "")
