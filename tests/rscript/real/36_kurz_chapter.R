library(tidyverse)
library(brms)
library(tidybayes)
library(posterior)
my_colors <- c("#7b3294", "#008837")
data(faithful)
faithful <- as_tibble(faithful)
glimpse(faithful)
faithful %>%
  ggplot(aes(x = eruptions)) +
  geom_density(fill = my_colors[1], alpha = 1/2, size = 0) +
  labs(title = "Old Faithful", subtitle = "Eruptions in minutes", caption = "R's data") +
  theme(panel.grid = element_blank())
faithful <- faithful %>% mutate(wait_z = (waiting - mean(waiting)) / sd(waiting), long = as.integer(eruptions > 3))
faithful %>% pivot_longer(c(eruptions, waiting)) %>% group_by(name) %>%
  summarise(mean = mean(value) %>% round(digits = 2), sd = sd(value) %>% round(digits = 2))
b1 <-
  brm(data = faithful,
      family = mixture(gaussian, gaussian),
      bf(eruptions ~ 1, mu1 ~ 1, mu2 ~ 1 + wait_z),
      prior = c(prior(normal(2, 0.5), class = Intercept, dpar = mu1),
                prior(normal(4.3, 0.5), class = Intercept, dpar = mu2),
                prior(normal(0, 1), class = b, dpar = mu2),
                prior(exponential(1), class = sigma1),
                prior(exponential(1), class = sigma2)),
      iter = 600, warmup = 300, chains = 2, cores = 2,
      seed = 7,
      file = "fits/b07.01")
print(b1)
post <- as_draws_df(b1)
glimpse(post)
post %>%
  pivot_longer(starts_with("b_")) %>%
  group_by(name) %>%
  mean_qi(value, .width = .89) %>%
  mutate_if(is.double, round, digits = 2)
post %>%
  transmute(difference = b_mu2_Intercept - b_mu1_Intercept) %>%
  ggplot(aes(x = difference, y = 0)) +
  stat_halfeye(point_interval = median_qi, .width = .95) +
  scale_y_continuous(NULL, breaks = NULL) +
  xlab(expression(mu[2] - mu[1]))
nd <- tibble(wait_z = seq(from = -2, to = 2, length.out = 30))
f <- fitted(b1, newdata = nd, probs = c(.055, .945)) %>% data.frame() %>% bind_cols(nd)
f %>% ggplot(aes(x = wait_z, y = Estimate)) +
  geom_ribbon(aes(ymin = Q5.5, ymax = Q94.5), alpha = 1/4) +
  geom_line() +
  geom_point(data = faithful, aes(y = eruptions), size = 1/2) +
  coord_cartesian(ylim = range(faithful$eruptions))
predict(b1, newdata = nd, summary = F) %>% data.frame() %>% set_names(1:30) %>% mutate(iter = 1:n()) %>% pivot_longer(-iter) %>% dim()
fixef(b1) %>% round(digits = 2)
fixef(b1)["mu2_wait_z", ] 
rbind(fixef(b1)[1, ], fixef(b1)[2, ])
pp_mixture(b1) %>% str()
pp_mixture(b1)[1:6, , 1]
mix_p <- pp_mixture(b1)
faithful %>% mutate(p_long = mix_p[, 1, 2]) %>% count(long, p_long > .5)
b1$fit
waic(b1)
b1 <- add_criterion(b1, criterion = c("loo", "waic"))
b1$criteria$loo
print(b1$criteria$waic$estimates, digits = 3)
