# Regression with outliers: gaussian + wide gaussian against student
library(brms); library(ggplot2); library(dplyr); library(tidyr)
set.seed(100)
n <- 80
x <- runif(n, 0, 10)
is_out <- rbinom(n, 1, 0.15)
y <- 2 + 0.8 * x + rnorm(n, 0, ifelse(is_out == 1, 5, 0.5))
d <- data.frame(x, y, is_out)
ols <- lm(y ~ x + I(x^2), d)
ols2 <- lm(y ~ x, data = d, subset = is_out == 0)
b_all <- coef(ols)
b_in <- coef(ols2)
an <- anova(ols2)
s <- summary(ols)
p_x2 <- s$coefficients["I(x^2)", "Pr(>|t|)"]
adj <- s$adj.r.squared
n_used <- nobs(ols2)
d <- d %>% mutate(z = scale(y)[, 1], flag = abs(z) > 2, lab = ifelse(flag, "outlier", "ok"))
d$lab <- factor(d$lab, levels = c("ok", "outlier"))
counts <- d %>% group_by(lab, is_out) %>% tally()
qs <- quantile(d$y, probs = seq(0, 1, by = .25))
iqr <- IQR(d$y)
md <- mad(d$y)
lims <- c(qs[["25%"]] - 1.5 * iqr, qs[["75%"]] + 1.5 * iqr)
beyond <- d$y < lims[1] | d$y > lims[2]
d <- within(d, {
  xc <- x - mean(x)
  big <- x > 5
})
spread <- by_half <- aggregate(y ~ big, d, sd)
mix_fit <- brm(
  bf(y ~ xc, sigma2 = "sigma1", mu2 ~ 1) ,
  data = d, family = mixture(gaussian(), student()),
  prior = c(prior(normal(6, 3), Intercept, dpar = mu1), prior(normal(6, 5), Intercept, dpar = mu2),
            prior(gamma(2, .1), class = nu2)),
  chains = 2, iter = 300, seed = 2, refresh = 0)
rob_fit <- brm(y ~ xc, data = d, family = student, chains = 2, iter = 300, seed = 2, refresh = 0)
models <- list(mixture = mix_fit, robust = rob_fit)
results <- lapply(names(models), function(nm) {
  fe <- as.data.frame(fixef(models[[nm]]))
  fe$term <- rownames(fe)
  fe$model <- nm
  fe
})
tab <- do.call(rbind, results)
rownames(tab) <- NULL
tab[, c("model", "term", "Estimate", "Q2.5", "Q97.5")]
p_out <- pp_mixture(mix_fit)[, "Estimate", 2]
d$p_out <- p_out
with(d, table(p_out > .5, is_out))
ggplot(d, aes(x, y)) +
  geom_point(aes(size = p_out, shape = lab)) +
  geom_smooth(method = "lm", se = FALSE, colour = "grey50", lty = 3) +
  geom_smooth(method = "lm", formula = y ~ poly(x, 2), se = TRUE) +
  annotate("text", x = 1, y = max(y), label = "outliers") +
  guides(size = "none")
ce <- conditional_effects(rob_fit, "xc", prob = .89)
head(ce$xc[, c("xc", "estimate__", "lower__", "upper__")], 3)
plot(ce, points = TRUE, plot = FALSE)[[1]] + labs(x = "x (centred)")
