# Priors first: what do they predict?
library(brms)
library(ggplot2)
library(patchwork)
library(dplyr)
my_theme <- function(base_size = 11, ...) {
  theme_minimal(base_size = base_size) %+replace%
    theme(panel.grid.minor = element_blank(), legend.position = "bottom", ...)
}
theme_set(my_theme())
cols <- c("1" = "#1b9e77", "2" = "#d95f02")
data("faithful", package = "datasets")
d <- faithful %>% rename(y = waiting, x = eruptions) %>% mutate(xs = c(scale(x)))
d_summary <- d %>% summarise(across(c(x, y), list(m = mean, s = sd)))
d_summary
priors <- c(prior(normal(55, 5), class = Intercept, dpar = mu1),
            prior(normal(80, 5), class = Intercept, dpar = mu2),
            prior(student_t(3, 0, 5), class = sigma1),
            prior(student_t(3, 0, 5), class = sigma2),
            prior(dirichlet(2, 3), class = theta))
inits <- list(list(Intercept_mu1 = 55), list(Intercept_mu1 = 54))
make_fit <- function(only = "no", data = d, seed = 1) {
  brm(y ~ 1, data = data, family = mixture(gaussian, gaussian), prior = priors, sample_prior = only,
      chains = 2, iter = 400, seed = seed, refresh = 0)
}
prior_fit <- make_fit("only")
post_fit <- make_fit()
p1 <- pp_check(prior_fit, ndraws = 30) + ggtitle("prior") + xlim(0, 150)
p2 <- pp_check(post_fit, ndraws = 30) + ggtitle("posterior")
(p1 | p2) + plot_layout(guides = "collect") + plot_annotation(tag_levels = "A")
dens <- function(x, mu, sigma, w) w * dnorm(x, mu, sigma)
grid <- seq(40, 100, length.out = 61)
truth <- dens(grid, 55, 6, .36) + dens(grid, 80, 6, .64)
area <- sum(diff(grid) * (head(truth, -1) + tail(truth, -1)) / 2)
curve_df <- data.frame(y = rep(grid, 2), k = rep(c("1", "2"), each = length(grid)),
  dens = c(dens(grid, 55, 6, .36), dens(grid, 80, 6, .64)))
peak <- curve_df %>% group_by(k) %>% slice(which.max(dens)) %>% ungroup() %>% as.data.frame()
ggplot(d, aes(y)) + geom_histogram(aes(y = ..density..), bins = 25, fill = "grey80") +
  geom_line(data = curve_df, aes(y, dens, colour = k)) + scale_colour_manual(values = cols, name = "component") +
  stat_function(fun = dnorm, args = list(mean = 70, sd = 13), linetype = 2)
dr <- as.data.frame(post_fit)
names(dr)
est <- sapply(dr[, c("b_mu1_Intercept", "b_mu2_Intercept", "theta1")], function(v) c(m = mean(v), s = sd(v)))
round(est, 2)
ci <- t(apply(as.matrix(dr[, c("sigma1", "sigma2")]), 2, quantile, c(.025, .975)))
ci
hyp <- hypothesis(post_fit, c("mu2_Intercept - mu1_Intercept > 20", "mu2_Intercept = 80"))
hyp$hypothesis$Estimate
plot(hyp, plot = FALSE)[[1]]
h2 <- hypothesis(post_fit, "sigma1 = sigma2", class = NULL)
print(h2)
mcmc_plot(post_fit, type = "areas", variable = c("sigma1", "sigma2"))
mcmc_plot(post_fit, type = "trace", variable = "^b_", regex = TRUE)
pairs(post_fit, variable = c("theta1", "sigma1"))
save(post_fit, file = "post_fit.rda")
saveRDS(prior_fit, file = "prior_fit.rds")
