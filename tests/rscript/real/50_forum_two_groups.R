# A question of a forum: two groups of subjects, one of which gets better with practice.
library(tidyverse)
library(brms)
library(MASS, exclude = "select")

set.seed(2468)
N <- 24
K <- 6
Sigma <- matrix(c(1, .3, .3, .5), nrow = 2)
u <- MASS::mvrnorm(N, mu = c(0, 0), Sigma = Sigma)
group <- rbinom(N, size = 1, prob = 0.4)
dat <- expand.grid(trial = 1:K, subj = 1:N)
dat$x <- as.numeric(scale(dat$trial))
dat$y <- with(dat, 10 + u[subj, 1] - (2 + u[subj, 2]) * x * group[subj] + rnorm(nrow(dat), 0, .5))
dat <- dat %>% mutate(subj = factor(subj))

# an ordinary regression for comparison
m_lm <- lm(y ~ x, data = dat)
coef(m_lm)
round(coef(m_lm), 2)
slope <- coef(m_lm)["x"]
slope2 <- unname(coef(m_lm)[2])
sigma_lm <- sigma(m_lm)
r2 <- summary(m_lm)$r.squared
tab <- summary(m_lm)$coefficients
ci <- confint(m_lm)
dat$fitted <- fitted(m_lm)
dat$resid <- round(resid(m_lm), 6)
nd <- data.frame(x = c(-1, 0, 1))
nd$pred <- predict(m_lm, newdata = nd)

slopes_by_subject <- sapply(split(dat, dat$subj), function(d) {
  m <- lm(y ~ x, data = d)
  coef(m)[["x"]]
})
summary_tab <- do.call(rbind, lapply(levels(dat$subj)[1:3], function(s) {
  d <- dat[dat$subj == s, ]
  data.frame(subj = s, mean = mean(d$y), sd = sd(d$y), stringsAsFactors = FALSE)
}))
better <- slopes_by_subject < -1
n_better <- sum(better)

ggplot(dat, aes(x = trial, y = y, group = subj)) +
  geom_line(alpha = .4) +
  geom_abline(intercept = coef(m_lm)[1], slope = slope, linetype = 2) +
  theme_bw(base_size = 12)

priors <- c(
  set_prior(paste0("normal(", round(mean(dat$y)), ", 3)"), class = "Intercept", dpar = "mu1"),
  set_prior(paste0("normal(", round(mean(dat$y)), ", 3)"), class = "Intercept", dpar = "mu2"),
  prior(normal(-2, 1), class = b, coef = x, dpar = mu1),
  prior(normal(0, .2), class = b, coef = x, dpar = mu2)
)
fit <- brm(y ~ x + (1 | subj), data = dat, family = mixture(gaussian, gaussian), prior = priors,
           chains = 2, iter = 400, warmup = 200, seed = 1, refresh = 0,
           control = list(adapt_delta = 0.9))
print(fit, digits = 3)
post <- posterior_samples(fit, pars = c("b_mu1_x", "b_mu2_x"))
colMeans(post)
apply(post, 2, quantile, probs = c(.025, .5, .975))
mean(post$b_mu1_x < post$b_mu2_x)
plot(fit, ask = FALSE)
