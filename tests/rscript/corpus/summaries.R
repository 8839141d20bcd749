library(dplyr)
d <- read.csv("patients.csv")
by_group <- d %>%
  group_by(group) %>%
  summarise(n = n(), mean_score = mean(score, na.rm = TRUE), spread = sd(score))
overall <- d %>% summarise(mean = mean(score), top = max(score))
range_by_group <- d %>%
  group_by(group) %>%
  summarise(range = max(score) - min(score))
centred <- d %>%
  group_by(group) %>%
  mutate(score_c = score - mean(score)) %>%
  ungroup()
counts <- d %>% count(group)
