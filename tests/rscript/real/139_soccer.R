# Goals of teams
library(tidyverse)
library(brms)
library(ggdist)
library(knitr)
games <- tribble(
  ~home, ~away, ~hg, ~ag,
  "A", "B", 2, 1,
  "B", "C", 0, 0,
  "C", "A", 1, 3,
  "A", "C", 4, 0,
  "B", "A", 1, 1,
  "C", "B", 2, 2
)
home <- games %>% select(team = home, opponent = away, goals = hg) %>% mutate(at_home = TRUE)
away <- games %>% select(team = away, opponent = home, goals = ag) %>% mutate(at_home = FALSE)
all_games <- bind_rows(home, away, .id = "side") %>% arrange(team, opponent)
table_points <- games %>%
  mutate(winner = case_when(hg > ag ~ home, hg < ag ~ away, .default = "draw")) %>%
  count(winner, sort = TRUE, name = "wins")
standings <- all_games %>% group_by(team) %>%
  summarise(goals = sum(goals), games = n(), across(at_home, sum, .names = "n_{.col}")) %>%
  mutate(per_game = goals / games, rank = min_rank(desc(goals)), share = scales::percent(goals / sum(goals)))
standings %>% kable(digits = 2, caption = "Standings")
all_games %>% ggplot(aes(goals, fill = at_home)) + geom_bar(position = position_dodge()) + scale_x_continuous(breaks = 0:4)
fit <- brm(goals ~ at_home + (1 | team) + (1 | opponent), data = all_games, family = poisson(link = "log"),
           prior = c(prior(normal(0, 1), class = Intercept), prior(normal(0, 0.5), class = b), prior(exponential(1), class = sd)),
           chains = 2, iter = 500, seed = 20, refresh = 0)
ranef(fit)$team[, , "Intercept"]
team_draws <- fit %>% as_draws_df() %>% as_tibble() %>% select(starts_with("r_team")) %>%
  pivot_longer(everything(), names_to = "team", values_to = "skill") %>%
  mutate(team = str_extract(team, "(?<=\\[)[A-Z]"))
team_draws %>% mutate(team = fct_reorder(team, skill)) %>% ggplot(aes(x = skill, y = team)) + stat_halfeye(.width = c(0.5, 0.9))
team_draws %>% group_by(team) %>% summarise(m = mean(skill), lo = quantile(skill, 0.05), hi = quantile(skill, 0.95)) %>% mutate_if(is.numeric, round, 2)
match <- posterior_predict(fit, newdata = tibble(team = c("A", "B"), opponent = c("B", "A"), at_home = c(TRUE, FALSE)), ndraws = 100)
mean(match[, 1] > match[, 2])
apply(match, 2, function(g) table(factor(g, levels = 0:8)) / length(g))
coef(fit)$team[, "Estimate", "Intercept"]
VarCorr(fit)$team$sd
set.seed(1)
boot <- replicate(50, mean(sample(all_games$goals, replace = TRUE)))
ci <- quantile(boot, c(0.025, 0.975))
all_games %>% slice_sample(n = 3) %>% print(n = Inf)
