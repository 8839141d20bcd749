# helper functions
cut_rating <- function(x, breaks = c(-Inf, -1, -.3, .5, 1.2, 2, Inf)) {
  as.integer(cut(x, breaks, labels = FALSE))
}
squash <- function(p, n = 10) pmin(pmax(p, 1 / (2 * n)), 1 - 1 / (2 * n))
dprime <- function(hit, fa) {
  # standard formula
  qnorm(hit) - qnorm(fa)
}
# Confidence ratings and signal detection, two strategies; helper functions in a second file
library(brms)
library(tidyverse)
set.seed(77)
trials <- crossing(subj = 1:8, is_old = 0:1, rep = 1:10) %>%
  mutate(across(subj, ~ factor(paste0("s", .x))),
         strength = rnorm(n(), mean = 1.2 * is_old),
         rating = cut_rating(strength),
         old = factor(is_old, labels = c("new", "old")))
counts <- trials %>% count(old, rating, .drop = FALSE)
wide <- counts %>% pivot_wider(names_from = rating, values_from = n, names_prefix = "r", values_fill = 0)
rates <- trials %>% group_by(subj) %>% summarise(hit = mean(rating[is_old == 1] > 3), fa = mean(rating[is_old == 0] > 3)) %>%
  mutate(across(c(hit, fa), squash), dprime = dprime(hit, fa), crit = round(-(qnorm(hit) + qnorm(fa)) / 2, 6))
overall <- rates %>% summarise(across(where(is.numeric), list(mean = mean, sd = sd)))
overall_long <- overall %>% pivot_longer(everything(), names_to = c("what", ".value"), names_sep = "_")
roc <- map_dfr(2:6, ~ tibble(cutoff = .x, hit = mean(trials$rating[trials$is_old == 1] >= .x), fa = mean(trials$rating[trials$is_old == 0] >= .x)))
auc <- with(roc[order(roc$fa), ], sum(diff(c(0, fa, 1)) * (head(c(0, hit, 1), -1) + tail(c(0, hit, 1), -1)) / 2))
labels <- c(new = "New words", old = "Old words")
ggplot(trials, aes(factor(rating), fill = old)) + geom_bar(position = position_dodge()) + facet_wrap(~ old, labeller = as_labeller(labels)) + guides(fill = "none")
ggplot(roc, aes(fa, hit)) + geom_path() + geom_point() + geom_abline(linetype = "dotted") + coord_fixed(xlim = c(0, 1), ylim = c(0, 1)) + annotate("text", x = .7, y = .2, label = paste("AUC =", round(auc, 2)))
trials$rating_o <- factor(trials$rating, ordered = TRUE)
fit1 <- brm(rating_o ~ 1 + is_old, data = trials, family = cumulative("probit"), prior = prior(normal(0, 2), class = b), chains = 2, iter = 300, seed = 1, refresh = 0)
fit2 <- brm(bf(rating_o ~ 1, mu1 ~ is_old, mu2 ~ 1), data = trials, family = mixture(cumulative("probit"), cumulative("probit")),
            prior = c(prior(normal(1, 1), class = b, dpar = mu1), prior(normal(0, 1.5), class = Intercept, dpar = mu1), prior(normal(0, 1.5), class = Intercept, dpar = mu2), prior(dirichlet(4, 1), class = theta)),
            chains = 2, iter = 300, seed = 1, refresh = 0)
d_est <- fixef(fit1)["is_old", ]
sprintf("d' = %.2f [%.2f, %.2f]", d_est[["Estimate"]], d_est[["Q2.5"]], d_est[["Q97.5"]])
thr <- fixef(fit1) %>% as_tibble(rownames = "par") %>% filter(str_detect(par, "Intercept")) %>% mutate(k = parse_number(par))
ep <- posterior_epred(fit1, newdata = tibble(is_old = 0:1), ndraws = 100)
dim(ep)
probs <- apply(ep, c(2, 3), mean)
round(probs, 2)
rowSums(probs)
expected <- probs %*% 1:6
conditional_effects(fit1, "is_old", categorical = TRUE)
waic(fit1)$estimates["waic", ]
compare <- list(single = fit1, mixed = fit2) %>% map(loo) %>% map_dfr(~ as_tibble(.x$estimates, rownames = "stat"), .id = "model") %>% filter(stat == "looic")
compare
