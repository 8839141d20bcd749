# Trajectories of depression scores, two classes with polynomials
library(tidyverse)
library(brms)
set.seed(3030)
sim_person <- function(id, class, times = 0:4) {
  b <- if (class == 1) c(20, -3, .3) else c(12, .5, 0)
  u <- rnorm(1, 0, 2)
  tibble(id = id, class = class, time = times, score = b[1] + u + b[2] * times + b[3] * times^2 + rnorm(length(times), 0, 1.5))
}
classes <- sample(1:2, 30, replace = TRUE, prob = c(.4, .6))
d <- map2_dfr(1:30, classes, sim_person)
d <- d %>% mutate(miss = runif(n()) < .1, score = if_else(miss, NA_real_, score))
miss_by_time <- d %>% group_by(time) %>% summarise(p = mean(is.na(score)))
d_complete <- d %>% filter(!is.na(score)) %>% select(-miss)
nested <- d_complete %>% group_by(id) %>% nest() %>% mutate(n = map_int(data, nrow), first = map_dbl(data, ~ .x$score[1]), slope = map_dbl(data, ~ coef(lm(score ~ time, data = .x))[2]))
slopes <- nested %>% ungroup() %>% select(id, n, slope) %>% arrange(slope)
change <- d_complete %>% group_by(id) %>% arrange(time, .by_group = TRUE) %>%
  mutate(prev = lag(score), delta = score - prev, cum = cumsum(score), first = first(score), last = last(score), rank = row_number()) %>%
  ungroup()
avg <- d_complete %>% group_by(class, time) %>% summarise(m = mean(score), s = sd(score), n = n(), .groups = "keep") %>% mutate(se = s / sqrt(n))
m0 <- lm(score ~ poly(time, 2), data = d_complete)
m1 <- lm(score ~ factor(class) * time, data = d_complete)
cf <- coef(m1)
a <- anova(m0, m1)
rss <- deviance(m1)
gg <- ggplot(d_complete, aes(time, score, group = id)) + geom_line(alpha = .2) +
  stat_summary(aes(group = class, colour = factor(class)), fun = mean, geom = "line", linewidth = 1) +
  scale_colour_manual(NULL, values = c("firebrick", "navy"), labels = c("falling", "steady"))
gg
gg + facet_wrap(~class, labeller = label_both)
ctrl <- list(adapt_delta = .9)
lcga <- brm(bf(score ~ time + I(time^2)), data = d_complete, family = mixture(gaussian, gaussian, order = TRUE),
  prior = c(prior(normal(20, 3), class = Intercept, dpar = mu2), prior(normal(12, 3), class = Intercept, dpar = mu1), prior(normal(0, 2), class = b, dpar = mu1), prior(normal(0, 2), class = b, dpar = mu2)),
  chains = 1, iter = 300, seed = 12, control = ctrl, refresh = 0)
cls <- pp_mixture(lcga, summary = TRUE) %>% .[, "Estimate", ] %>% as_tibble() %>% set_names(c("p1", "p2")) %>% bind_cols(d_complete) %>% group_by(id) %>% summarise(p1 = mean(p1), class = first(class)) %>% mutate(assigned = ifelse(p1 > .5, 1, 2))
table(cls$class, cls$assigned)
new <- tibble(time = seq(0, 4, .5))
pred <- map(1:2, ~ posterior_epred(lcga, newdata = new, dpar = paste0("mu", .x)) %>% apply(2, median))
bind_cols(new, mu1 = pred[[1]], mu2 = pred[[2]]) %>% pivot_longer(starts_with("mu"), names_to = "component") %>% ggplot(aes(time, value, linetype = component)) + geom_line()
fitted(lcga, newdata = new, robust = TRUE) %>% as_tibble() %>% bind_cols(new) %>% slice(1:2)
