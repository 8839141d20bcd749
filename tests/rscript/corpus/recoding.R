library(dplyr)
d <- read.csv("patients.csv")
d$adult <- ifelse(d$age >= 18, "yes", "no")
d <- d %>%
  mutate(
    size = case_when(
      weight < 50 ~ "small",
      weight < 80 ~ "medium",
      TRUE ~ "large"
    ),
    weight = as.numeric(weight)
  )
d$arm <- factor(d$arm, levels = c(0, 1), labels = c("control", "treated"))
d <- subset(d, age > 30, select = c(age, arm))
d$age <- NULL
