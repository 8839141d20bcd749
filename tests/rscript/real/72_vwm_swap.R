# Visual working memory: von Mises + uniform (a guess is a von Mises with kappa near 0), set sizes, loops over participants
library(brms)
library(dplyr)
library(ggplot2)
library(tidyr)
library(purrr)
wrap <- function(x) {
  x <- x %% (2 * pi)
  ifelse(x > pi, x - 2 * pi, x)
}
deg2rad <- function(d) d * pi / 180
rad2deg <- function(r) r * 180 / pi
rvm <- function(n, mu, kappa) {
  # wrapped normal as an approximation
  wrap(rnorm(n, mu, 1 / sqrt(kappa)))
}
set.seed(5)
design <- expand_grid(id = sprintf("s%02d", 1:6), setsize = c(1, 3, 6), trial = 1:10)
true_p <- c(`1` = .95, `3` = .8, `6` = .55)
true_kappa <- c(`1` = 15, `3` = 10, `6` = 8)
d <- design %>%
  mutate(p = true_p[as.character(setsize)],
         kappa = true_kappa[as.character(setsize)],
         target = runif(n(), -pi, pi),
         mem = runif(n()) < p)
resp <- numeric(nrow(d))
for (i in seq_len(nrow(d))) {
  if (d$mem[i]) {
    resp[i] <- rvm(1, d$target[i], d$kappa[i])
  } else {
    resp[i] <- runif(1, -pi, pi)
  }
}
d$response <- resp
d <- d %>% mutate(dev = wrap(response - target), dev_deg = rad2deg(dev), setsize_f = factor(setsize))
stopifnot(all(abs(d$dev) <= pi))
circ_mean <- function(x) atan2(sum(sin(x)), sum(cos(x)))
circ_r <- function(x) sqrt(sum(cos(x))^2 + sum(sin(x))^2) / length(x)
circ_sd <- function(x) sqrt(-2 * log(circ_r(x)))
by_size <- d %>% group_by(setsize) %>% summarise(m = circ_mean(dev), r = circ_r(dev), sd = circ_sd(dev), n = n())
by_id <- d %>% group_by(id, setsize_f) %>% summarise(sd = circ_sd(dev), .groups = "drop") %>% spread(setsize_f, sd)
colnames(by_id)[-1] <- paste0("ss", colnames(by_id)[-1])
worst <- by_id$id[which.max(by_id$ss6)]
far <- map_dbl(split(d$dev_deg, d$setsize), ~ mean(abs(.x) > 45))
far_tab <- tibble(setsize = as.integer(names(far)), share = unname(far))
bins <- table(cut(d$dev, breaks = seq(-pi, pi, length.out = 9), labels = FALSE))
ggplot(d, aes(dev_deg)) +
  geom_histogram(binwidth = 20, boundary = -180, colour = "white") +
  facet_wrap(~ setsize, labeller = label_both) +
  scale_x_continuous(breaks = seq(-180, 180, 90)) +
  theme_classic()
f <- bf(dev ~ 1, mu1 ~ 1, mu2 ~ 1, kappa1 ~ 0 + setsize_f, kappa2 ~ 1, theta1 ~ 0 + setsize_f)
mix_vm <- mixture(von_mises, von_mises, order = "none")
get_prior(f, d, family = mix_vm)
pr <- prior(constant(0), class = Intercept, dpar = mu1) +
  prior(constant(0), class = Intercept, dpar = mu2) +
  prior(constant(-100), class = Intercept, dpar = kappa2) +
  prior(normal(2, 1), class = b, dpar = kappa1) +
  prior(logistic(0, 1), class = b, dpar = theta1)
pr <- pr %>% as.data.frame() %>% nrow()
prior_list <- c(prior(constant(0), class = Intercept, dpar = mu1), prior(constant(0), class = Intercept, dpar = mu2),
                prior(constant(-5), class = Intercept, dpar = kappa2), prior(normal(2, 1), class = b, dpar = kappa1),
                prior(logistic(0, 1), class = b, dpar = theta1))
fit <- brm(f, data = d, family = mix_vm, prior = prior_list, chains = 2, iter = 400, seed = 3, refresh = 0, silent = 2)
est <- fixef(fit)
p_mem <- plogis(est[grepl("^theta1", rownames(est)), "Estimate"])
names(p_mem) <- c("1", "3", "6")
round(p_mem, 2)
kap <- exp(est[startsWith(rownames(est), "kappa1"), c(1, 3, 4)])
colnames(kap) <- c("kappa", "lower", "upper")
kap
comparison <- data.frame(setsize = c(1, 3, 6), true = unname(true_p), estimate = unname(p_mem))
comparison$error <- comparison$estimate - comparison$true
ggplot(comparison, aes(true, estimate)) + geom_point(size = 3) + geom_abline(slope = 1, intercept = 0, linetype = 2) + coord_equal()
hypothesis(fit, c("theta1_setsize_f1 > theta1_setsize_f6", "theta1_setsize_f3 > theta1_setsize_f6"))
draws <- as_draws_df(fit) %>% select(starts_with("b_theta1")) %>% mutate(across(everything(), plogis))
apply(draws, 2, quantile, c(.05, .5, .95))
