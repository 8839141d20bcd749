## latent classes of growth: brms analogue of lcmm::hlme
library(brms)
library(dplyr)
library(ggplot2)
library(lme4)
set.seed(2718)
n <- 60
id <- factor(sprintf("c%03d", 1:n))
cls <- sample(1:2, n, TRUE, c(.65, .35))
b0 <- rnorm(n, c(50, 55)[cls], 3); b1 <- rnorm(n, c(4, 1)[cls], .5)
long <- do.call(rbind, lapply(seq_len(n), function(i) {
  t <- sort(unique(round(runif(5, 0, 6), 1)))
  data.frame(id = id[i], time = t, score = b0[i] + b1[i] * t + rnorm(length(t), 0, 1.5))
}))
long$time_c <- long$time - 3
head(long, 3); nlevels(long$id)
obs <- long %>% add_count(id, name = "visits") %>% distinct(id, visits) %>% count(visits)
obs
lm_each <- long %>% group_by(id) %>% do(mod = lm(score ~ time_c, data = .)) %>% mutate(slope = coef(mod)[2]) %>% select(-mod) %>% ungroup()
slopes <- sapply(split(long, long$id), function(d) coef(lm(score ~ time, d))[["time"]])
all.equal(unname(slopes), lm_each$slope)
m1 <- lmer(score ~ time_c + (time_c | id), data = long, REML = FALSE)
bprior <- c(prior(normal(4, 1), class = b, coef = time_c, dpar = mu1), prior(normal(1, 1), class = b, coef = time_c, dpar = mu2),
            prior(normal(60, 10), class = Intercept, dpar = mu1), prior(normal(58, 10), class = Intercept, dpar = mu2))
fit2 <- brm(bf(score ~ time_c + (1 | id), theta1 ~ 1 + (1 | id)), data = long, family = mixture(gaussian, nmix = 2), prior = bprior,
            chains = 2, iter = 500, seed = 5, refresh = 0, control = list(adapt_delta = .9))
fit1 <- brm(score ~ time_c + (time_c | id), data = long, chains = 2, iter = 500, seed = 6, refresh = 0)
loo1 <- loo(fit1); loo2 <- loo(fit2)
loo_compare(list(one = loo1, two = loo2))
pp_mix <- pp_mixture(fit2, summary = FALSE)
by_id <- apply(pp_mix[, , 1], 1, function(p) tapply(p, long$id, mean))
post_prob <- rowMeans(by_id)
assigned <- ifelse(post_prob > .5, 1, 2)
confusion <- table(true = cls, assigned)
confusion
sum(diag(confusion)) / sum(confusion)
VarCorr(fit1)$id$cor[, , "time_c"]["Intercept", "Estimate"]
ggplot(long, aes(time, score, group = id, colour = factor(assigned[as.integer(id)]))) + geom_line(alpha = .4) +
  geom_smooth(aes(group = NULL), method = "lm", se = FALSE) + scale_colour_viridis_d(end = .7, name = "class") + theme_light()
newdat <- data.frame(time_c = -3:3)
fit_lines <- cbind(newdat, fitted(fit1, newdata = newdat, re_formula = NA))
fit_lines
