#!/usr/bin/env Rscript
# Cached fits, LOO with moment matching, weights. Data: simulated foraging bouts of seabirds
library(brms)
library(loo)
library(dplyr, warn.conflicts = FALSE)
library(ggplot2)

options(brms.file_refit = "on_change", mc.cores = 2, scipen = 10)
dir.create("cache", showWarnings = FALSE)
cache <- function(name) file.path("cache", paste0(name, ".rds"))
REFIT <- FALSE

# data are made once -------------------------------------------------------
if (!file.exists(cache("birds"))) {
  set.seed(2718)
  birds <- tibble(bird = rep(paste("B", 1:9, sep = "_"), each = 16),
                  hour = rep(seq(5, 20, by = 1), times = 9)) %>%
    mutate(depth = rbinom(n(), 1, plogis((hour - 12) / 3)),
           bout = rlnorm(n(), 1 + 1.2 * depth, .4),
           bird = factor(bird),
           hour_c = (hour - 12) / 4)
  saveRDS(birds, cache("birds"))
} else {
  birds <- readRDS(cache("birds"))
}
summary(birds)
birds_day <- birds %>%
  group_by(bird) %>%
  summarise(bouts = n(), total = sum(bout), longest = max(bout), when = hour[which.max(bout)], .groups = "drop") %>%
  slice_max(longest, n = 4)

# models --------------------------------------------------------------------
base_prior <- prior(normal(1, 1), class = Intercept, dpar = mu1) +
  prior(normal(2, 1), class = Intercept, dpar = mu2)
m0 <- brm(bout ~ 1 + (1 | bird), data = birds, family = lognormal(),
          chains = 2, iter = 1000, seed = 1, file = "cache/m0", file_refit = "on_change",
          save_pars = save_pars(all = TRUE))
m1 <- brm(bf(bout ~ 1), data = birds, family = mixture(lognormal, lognormal), prior = base_prior,
          chains = 2, iter = 1000, seed = 1, init = 0,
          file = cache("m1"), file_refit = getOption("brms.file_refit"), save_pars = save_pars(all = TRUE))
if (REFIT || !file.exists(cache("m2"))) {
  m2 <- update(m1, formula. = bf(bout ~ 1, theta2 ~ hour_c), newdata = birds,
               prior = base_prior + prior(normal(0, 1), class = b, dpar = theta2), seed = 2, file = NULL)
  saveRDS(m2, file = cache("m2"))
} else m2 <- readRDS(cache("m2"))

# information criteria --------------------------------------------------------
m0 <- add_criterion(m0, c("loo", "waic"))
m1 <- add_criterion(m1, "loo", moment_match = TRUE)
m2 <- add_criterion(m2, criterion = "loo")
loo_compare(m0, m1, m2, criterion = "loo")
l2 <- loo(m2, reloo = FALSE, save_psis = TRUE)
bad <- pareto_k_ids(l2, threshold = 0.7)
pareto_k_table(l2)
if (length(bad) > 0) {
  l2 <- loo(m2, reloo = TRUE, reloo_args = list(chains = 1))
} else {
  message("all Pareto k below 0.7")
}
mm <- loo_moment_match(m1, loo(m1))
l2$estimates["elpd_loo", "Estimate"] - mm$estimates["elpd_loo", "Estimate"]
ps <- l2$psis_object
plot(l2, label_points = TRUE)
pw <- m2$criteria$loo$pointwise[, "elpd_loo"] - m0$criteria$loo$pointwise[, "elpd_loo"]
worst <- order(pw)[1:5]
birds[worst, c("bird", "hour", "bout")]
ggplot(mutate(birds, diff = pw), aes(hour, diff)) +
  geom_point(aes(colour = bird), show.legend = FALSE) +
  geom_hline(yintercept = 0, linetype = "dashed")

# weights ----------------------------------------------------------------------
w_stack <- model_weights(m0, m1, m2, weights = "stacking")
w_pbma <- loo_model_weights(m0, m1, m2, method = "pseudobma", BB = FALSE)
weights_tab <- rbind(stacking = w_stack, pseudobma = w_pbma)
colnames(weights_tab) <- c("single", "mixture", "mixture + hour")
round(weights_tab, 2)
lw <- stacking_weights(cbind(m0$criteria$loo$pointwise[, 1], m2$criteria$loo$pointwise[, 1]))
elpds <- sapply(list(m0 = m0, m1 = m1, m2 = m2), function(m) m$criteria$loo$estimates["elpd_loo", "Estimate"])
delta <- elpds - max(elpds)
akaike <- exp(delta) / sum(exp(delta))
avg <- pp_average(m1, m2, weights = "stacking", method = "posterior_epred", newdata = distinct(birds, hour_c), ndraws = 200)
head(avg, 3)
pa <- posterior_average(m1, m2, variable = c("sigma1", "sigma2"), weights = "stacking", ndraws = 200)
kf <- tryCatch(kfold(m1, K = 3, chains = 1), error = function(e) NULL)
if (!is.null(kf)) kf$estimates
br <- bayes_R2(m2, summary = TRUE, robust = TRUE)
print(br, digits = 2)
invisible(file.remove(list.files("cache", full.names = TRUE, pattern = "^m[0-9]\\.rds$")))
unlink("cache", recursive = TRUE)
