library(dplyr)
d <- read.csv("patients.csv")
clean <- d %>%
  filter(age > 18, !is.na(score)) %>%
  mutate(score_z = (score - mean(score)) / sd(score), old = age > 65) %>%
  select(id, group, score_z, old) %>%
  rename(arm = group) %>%
  arrange(arm, desc(score_z))
d |> head(3)
