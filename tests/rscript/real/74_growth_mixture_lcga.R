# Latent growth: reading scores at five waves, wide to long, classes by gr = in ids
library(tidyverse)
library(brms)
library(lme4)
set.seed(404)
N <- 40
waves <- 0:4
class <- sample(1:2, N, replace = TRUE, prob = c(.6, .4))
b0 <- c(10, 18)[class] + rnorm(N, 0, 1)
b1 <- c(2, .5)[class] + rnorm(N, 0, .2)
wide <- map_dfc(waves, function(w) {
  tibble(!!paste0("read_w", w) := round(b0 + b1 * w + rnorm(N, 0, 1), 1))
})
wide <- wide %>% mutate(id = row_number(), ses = if_else(class == 1, "low", "high")) %>% select(id, ses, everything())
wide$read_w3[c(3, 7)] <- NA
long <- wide %>%
  pivot_longer(cols = starts_with("read_w"), names_to = "wave", names_prefix = "read_w", values_to = "read", values_drop_na = TRUE) %>%
  mutate(wave = as.integer(wave), ses = factor(ses))
n_obs <- nrow(long)
per_wave <- long %>% group_by(wave) %>% summarise(across(read, list(mean = ~ mean(.x), sd = sd, n = length)))
cors <- round(cor(wide %>% select(starts_with("read")), use = "pairwise.complete.obs"), 2)
incomplete <- wide %>% filter(if_any(starts_with("read"), is.na)) %>% pull(id)
slopes <- long %>% group_by(id) %>% summarise(slope = coef(lm(read ~ wave))[2], start = coef(lm(read ~ wave))[["(Intercept)"]])
km_cut <- slopes %>% mutate(fast = slope > median(slope)) %>% count(fast)
first_last <- long %>% group_by(id) %>% arrange(wave) %>% slice(c(1, n())) %>% mutate(when = c("first", "last")) %>% ungroup() %>%
  select(id, when, read) %>% pivot_wider(names_from = when, values_from = read) %>% mutate(gain = last - first)
mean_gain <- mean(first_last$gain)
ggplot(long, aes(wave, read, group = id)) +
  geom_line(alpha = .4) +
  geom_smooth(aes(group = ses, colour = ses), method = "lm", se = FALSE) +
  stat_summary(aes(group = 1), fun = mean, geom = "line", linewidth = 1.2) +
  facet_wrap(~ ses)
pri <- c(
  prior(normal(10, 2), class = Intercept, dpar = mu1),
  prior(normal(18, 2), class = Intercept, dpar = mu2),
  prior(normal(1, 1), class = b, dpar = mu1),
  prior(normal(1, 1), class = b, dpar = mu2)
)
gmm <- brm(bf(read ~ 1 + wave + (1 | id)), data = long, family = mixture(gaussian, gaussian), prior = pri,
           chains = 2, iter = 400, seed = 1, refresh = 0)
post_prob_k <- pp_mixture(gmm) %>% .[, "Estimate", ]
long$cls <- apply(post_prob_k, 1, which.max)
modal <- long %>% count(id, cls) %>% group_by(id) %>% slice_max(n, n = 1, with_ties = FALSE) %>% ungroup()
table(modal$cls)
grid <- long %>% modelr::data_grid(wave = seq(0, 4, .5)) %>% mutate(id = NA)
pred <- fitted(gmm, newdata = grid, re_formula = NA) %>% as_tibble() %>% bind_cols(grid)
ggplot(pred, aes(wave, Estimate)) + geom_ribbon(aes(ymin = Q2.5, ymax = Q97.5), alpha = .2) + geom_line() + labs(y = "Reading")
VarCorr(gmm)$id$sd
ranef(gmm)$id[1:3, , "mu1_Intercept"]
coef(gmm)$id[, "Estimate", "mu2_Intercept"] %>% head(3) %>% round(1)
