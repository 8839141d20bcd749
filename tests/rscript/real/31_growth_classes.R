# Growth mixture model, after a forum thread
library(tidyverse)
library(brms)
library(patchwork)
options(mc.cores = parallel::detectCores(), brms.backend = "rstan")
theme_set(theme_bw(base_size = 14))

set.seed(4321)
n_id <- 40
n_t <- 5
true_class <- rbinom(n_id, 1, 0.4) + 1
slopes <- c(0.2, 1.1)
d <- expand_grid(id = 1:n_id, time = 0:(n_t - 1)) %>%
  mutate(class = true_class[id],
         y = 1 + slopes[class] * time + rnorm(n(), 0, 0.5),
         id = factor(id))
glimpse(d)
d %>% group_by(class) %>% summarise(n = n_distinct(id), m = mean(y), .groups = "drop")
g1 <- ggplot(d, aes(time, y, group = id)) + geom_line(alpha = .3) + theme_minimal()
g2 <- ggplot(d, aes(time, y, colour = factor(class))) + geom_point() +
  geom_smooth(method = "lm", se = FALSE)
g1 + g2 + plot_annotation(title = "Raw data")
(g1 | g2) / g1
g1 / g2 + plot_layout(heights = c(2, 1))

mix <- mixture(gaussian, gaussian, order = "none")
form <- bf(y ~ 1, mu1 ~ time + (1 | id), mu2 ~ time + (1 | id), sigma1 ~ 1, sigma2 ~ 1)
get_prior(form, data = d, family = mix)
pr <- c(
  prior(normal(1, 1), class = Intercept, dpar = mu1),
  prior(normal(1, 1), class = Intercept, dpar = mu2),
  prior(normal(0, .5), class = b, coef = time, dpar = mu1),
  prior(normal(1, .5), class = b, coef = time, dpar = mu2),
  prior(dirichlet(2, 2), class = theta)
)
fit <- brm(form, data = d, family = mix, prior = pr, chains = 2, iter = 400, warmup = 200,
           seed = 12, init = 0, refresh = 0, control = list(adapt_delta = 0.9, max_treedepth = 12))
summary(fit)
print(fit, digits = 3)
cls <- pp_mixture(fit)[, "Estimate", ]
dim(cls)
d$p2 <- cls[, 2]
by_id <- d %>% group_by(id, class) %>% summarise(p2 = mean(p2)) %>% ungroup()
by_id <- by_id %>% mutate(assigned = if_else(p2 > 0.5, 2, 1))
tab <- table(by_id$class, by_id$assigned)
tab
mean(by_id$class == by_id$assigned)
ggplot(by_id, aes(x = p2)) + geom_histogram(binwidth = 0.05, fill = "grey60", color = "white") +
  facet_wrap(~ class, ncol = 1, labeller = label_both)
ggsave("figs/p2.png", width = 6, height = 4, dpi = 300)
saveRDS(fit, "fit.rds")
fit2 <- readRDS("fit.rds")
fixef(fit2)
