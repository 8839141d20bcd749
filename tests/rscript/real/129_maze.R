library(here)
library(tidyverse)
library(bayesplot)
library(brms)
library(tidybayes)
set.seed(1234)
maze <- expand.grid(ID = paste0("S", 1:6), trial_n = 1:4, season = c("summer", "winter"), stringsAsFactors = FALSE) %>%
  as_tibble() %>%
  mutate(status = ifelse(ID %in% c("S1", "S2", "S3"), "wild", "captive"),
         trial = factor(trial_n),
         season = factor(season, levels = c("summer", "winter")),
         category = str_c(season, status, sep = "_"),
         good = rbinom(n(), 1, plogis(-1 + .6 * trial_n)),
         path_efficiency = ifelse(good == 1, rbeta(n(), 18, 3), rbeta(n(), 4, 7)),
         deviation_count = rnbinom(n(), mu = exp(2 - .4 * good), size = 2),
         unique_trial_ID = paste(season, ID, trial_n, sep = "_"))
category_colors <- c(summer_wild = "#D55E00", winter_wild = "#0072B2", summer_captive = "#E69F00", winter_captive = "#56B4E9")
category_names <- setNames(str_to_sentence(str_replace(names(category_colors), "_", " ")), names(category_colors))
maze %>% group_by(season, status) %>% summarise(n = n_distinct(ID), m = mean(path_efficiency), .groups = "drop")
priors_mix_full <- c(set_prior("normal(-0.5, 1)", class = "Intercept", dpar = "mu1"),
                     set_prior("normal(2, 1)", class = "Intercept", dpar = "mu2"),
                     set_prior("normal(0, 1)", class = "Intercept", dpar = "theta1"),
                     set_prior("normal(0, 1)", class = "b", coef = "trial_n", dpar = "mu1"),
                     set_prior("normal(0, 0.5)", class = "b", coef = "trial_n", dpar = "theta1"),
                     set_prior("gamma(2, 0.1)", class = "phi1"),
                     set_prior("gamma(10, 0.1)", class = "phi2"))
mix_full <- brm(bf(path_efficiency ~ 1) +
                  lf(mu1 ~ trial_n + season, cmc = FALSE) +
                  lf(theta1 ~ trial_n + status, cmc = FALSE),
                data = maze, prior = priors_mix_full,
                family = mixture(Beta(link = "logit"), Beta(link = "logit")),
                chains = 2, cores = 1, iter = 300, warmup = 150, seed = 1234, refresh = 0,
                control = list(adapt_delta = 0.95, max_treedepth = 12))
pp_check(mix_full, ndraws = 50)
post_check <- as_draws_df(mix_full)
mcmc_trace(post_check, pars = c("b_mu1_Intercept", "b_mu2_Intercept"))
mcmc_pairs(post_check, pars = c("b_mu1_Intercept", "b_mu2_Intercept"))
new_season <- maze %>%
  distinct(ID, trial_n, trial, season, status, category)
fitted_all <- fitted(mix_full, newdata = new_season) %>%
  data.frame() %>%
  bind_cols(new_season) %>%
  mutate(category = factor(category, levels = names(category_colors)),
         status = ifelse(grepl("captive", category), "captive", "wild"))
fitted_avg_all <- fitted_all %>%
  group_by(season, trial) %>%
  summarize(AvgEstimate = mean(Estimate), Lower = mean(Q2.5), Upper = mean(Q97.5), .groups = 'drop')
ggplot(fitted_all, aes(x = Estimate, y = category, fill = category)) +
  stat_halfeye(adjust = 1, width = 0.2, .width = 0, justification = 0, point_colour = NA) +
  geom_point(alpha = 0.4, size = 1, position = position_jitter(height = 0.1)) +
  geom_boxplot(width = 0.1, outlier.shape = NA, alpha = 0.5, position = position_nudge(y = -0.15)) +
  scale_fill_manual(values = category_colors, labels = category_names) +
  scale_y_discrete(labels = category_names) +
  labs(x = "Fitted Estimate", y = "Category") +
  theme_bw() +
  theme(legend.position = "none")
ggplot(fitted_all, aes(x = trial_n, y = Estimate, group = category, color = category, fill = category)) +
  geom_point(data = maze, aes(x = trial_n, y = path_efficiency, color = category), alpha = 0.2) +
  geom_line() +
  geom_ribbon(data = fitted_all, aes(x = trial_n, ymin = Q2.5, ymax = Q97.5, fill = category, group = category), alpha = 0.2, inherit.aes = FALSE) +
  facet_wrap(~category, scales = "free_y", ncol = 5, labeller = as_labeller(category_names))
theta_data <- fitted(mix_full, dpar = "theta1", newdata = new_season, re_formula = NA) %>%
  data.frame() %>%
  bind_cols(new_season) %>%
  mutate(Prob_High = 1 - Estimate, Prob_Lower = 1 - Q97.5, Prob_Upper = 1 - Q2.5)
ggplot(theta_data, aes(x = trial, y = Prob_High, group = category, color = category, fill = category)) +
  geom_line(linewidth = 1.2) +
  geom_ribbon(aes(ymin = Prob_Lower, ymax = Prob_Upper), alpha = 0.2, color = NA) +
  scale_y_continuous(limits = c(0, 1), breaks = seq(0, 1, 0.2)) +
  scale_color_manual(values = category_colors) +
  labs(x = "Trial Number", y = expression(paste("Probability (", theta[2], ")"))) +
  facet_wrap(~category, labeller = as_labeller(category_names))
## Deviations
deviation_counts <- maze %>%
  mutate(trial_n = as.numeric(trial)) %>%
  separate(unique_trial_ID, into = c("season2", "ID2", NA), sep = "_", remove = FALSE)
get_prior(deviation_count ~ trial_n * category + (1 | ID), family = negbinomial(), data = deviation_counts)
fit_dev <- brm(deviation_count ~ trial_n + category + (1 | ID), family = negbinomial(), data = deviation_counts,
               prior = c(prior(normal(-0.2, 0.5), class = "b", coef = "trial_n"), prior(exponential(1), class = "shape")),
               chains = 1, iter = 300, seed = 1234, refresh = 0)
new_d <- deviation_counts %>% distinct(ID, category, trial, trial_n)
fitted_dev <- fitted(fit_dev, newdata = new_d) %>%
  data.frame() %>%
  bind_cols(new_d) %>%
  mutate(ID = str_c("ID[", ID, "]"), trial = factor(trial))
ggplot(deviation_counts %>% filter(deviation_count <= 50), aes(x = category, y = deviation_count, fill = category)) +
  geom_jitter(width = 0.2, alpha = 0.3, size = 1.5, shape = 21, stroke = 0.2, color = "black") +
  geom_boxplot(data = fitted_dev, aes(x = category, y = Estimate, group = category, color = category), linewidth = 1) +
  labs(x = "Trial", y = "Number of Deviations", fill = "Category", color = "Category")
all_points <- expand.grid(unique_trial_ID = unique(deviation_counts$unique_trial_ID), point = LETTERS[1:3]) %>%
  left_join(deviation_counts %>% select(unique_trial_ID, category), by = "unique_trial_ID") %>%
  mutate(hit = as.integer(str_ends(unique_trial_ID, "1") & point == "A")) %>%
  replace_na(list(hit = 0)) %>%
  group_by(category, point) %>%
  summarise(rate = mean(hit), .groups = "drop") %>%
  complete(category, point, fill = list(rate = 0))
ranef(fit_dev)$ID[, , "Intercept"] %>% as.data.frame() %>% rownames_to_column("ID") %>% arrange(Estimate)
