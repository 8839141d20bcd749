library(tidyverse)
library(brms)

# standings of an imaginary league, 2018-2023
set.seed(76)
teams <- c("Ravens*", "Bears", "Lions+", "Jets", "Rams*", "Colts", "Bills+", "Texans")
data <- expand.grid(Tm = teams, year = 2018:2023, stringsAsFactors = FALSE)
data$tank <- rbinom(nrow(data), 1, 1/3)
data$W <- rbinom(nrow(data), 16, ifelse(data$tank == 1, .27, .52))
data$L <- 16 - data$W
data$SoS <- round(rnorm(nrow(data), 0, 2), 1)

data$Tm <- gsub("[\\*\\+]", "", data$Tm)
data$Tm[data$Tm == "Rams" & data$year < 2020] <- "Old Rams"
data$Tm[data$Tm == "Old Rams"] <- "Rams"

data$prior_wins <- NA
data$prior_losses <- NA
data$prior_SoS <- NA
for( j in 1:nrow(data) ) {
    ii <- which( data$Tm == data$Tm[j] & data$year == data$year[j] - 1 )
    if( length(ii) == 1 ){
        data$prior_wins[j] <- data$W[ii]
        data$prior_losses[j] <- data$L[ii]
        data$prior_SoS[j] <- data$SoS[ii]
    }
}
data <- data[complete.cases(data), ]

picks <- data %>%
  group_by(year) %>%
  arrange(prior_wins, desc(prior_SoS), .by_group = TRUE) %>%
  mutate(pick = row_number()) %>%
  ungroup() %>%
  transmute(season = year, team = Tm, pick, position = sample(c("QB", "WR", "OL", "TE", "DB"), n(), replace = TRUE),
            age = sample(21:23, n(), replace = TRUE))

model_df = data %>%
  filter(between(year, 2019, 2023)) %>%
  left_join(picks, by = c("year" = "season", "Tm" = "team")) %>%
  select(year, Tm, W, L, pick, position, age) %>%
  drop_na() %>%
  group_by(year, Tm) %>%
  filter(pick == min(pick)) %>%
  ungroup() %>%
  mutate(
    position_cat = case_when(
      position == 'QB' ~ 'QB',
      position == 'WR' ~ 'WR',
      position == 'OL' ~ 'OL',
      position == 'DB' ~ 'DB',
      TRUE ~ 'Other'
    ),
    position_cat = factor(position_cat, levels = c('QB','WR','OL','DB','Other')),
    G = W + L
  )
model_df %>% count(position_cat, sort = TRUE)
model_df %>% group_by(Tm) %>% summarise(wins = sum(W), games = sum(G)) %>% mutate(pct = wins / games) %>% arrange(-pct) %>% head(3)

priors = get_prior(
  bf(W | trials(G) ~ pick + position_cat + age),
  data = model_df, family = binomial(link = "logit")
)
priors = priors %>%
  mutate(
    prior = case_when(
      class == 'Intercept' ~ 'normal(0, 1.5)',
      class %in% c('b') & coef == "" ~ 'normal(0, 2)',
      TRUE ~ prior
    )
  )
priors
fit = brm(
  bf(W | trials(G) ~ pick + position_cat + age),
  data = model_df, family = binomial(), prior = priors,
  cores = 2, chains = 2, warmup = 300, iter = 600, seed = 76
)
summary(fit)
pp_check(fit, ndraws=100)

mix = mixture(binomial, binomial)
mix_prior = get_prior(
  bf(
    W | trials(G) ~ 1,
    theta1 = 1, theta2 = 2
  ),
  data = model_df, family = mix
)
mix_prior
fit_mix = brm(
  bf(
    W | trials(G) ~ 1,
    theta1 = 1, theta2 = 2
  ),
  data = model_df, family = mix,
  prior = c(
    prior(student_t(1, -1, 0.5), Intercept, dpar = mu1),
    prior(student_t(1, 0, 0.5), Intercept, dpar = mu2)
  ),
  cores = 2, chains = 2, warmup = 300, iter = 600, seed = 76,
  control = list(adapt_delta = 0.99, max_treedepth = 15)
)
# mu = -1 assumes winning pct. of around 27% (tanking teams)
summary(fit_mix)
pp_check(fit_mix, type = "bars", ndraws = 100)
plogis(fixef(fit_mix)[, "Estimate"])

model_df$p_tank <- pp_mixture(fit_mix)[, "Estimate", 1]
tankers <- model_df %>%
  mutate(rank = dense_rank(desc(p_tank))) %>%
  filter(p_tank > .5) %>%
  arrange(rank, Tm) %>%
  select(rank, year, Tm, W, p_tank)
print(tankers, n = 20)
model_df %>%
  ggplot(aes(x = factor(year), y = p_tank)) +
  geom_boxplot(outlier.shape = NA) +
  geom_jitter(width = .1, height = 0) +
  scale_y_continuous(labels = scales::percent_format()) +
  theme_bw()

loo(fit, fit_mix)
yrep <- posterior_predict(fit_mix)
bayesplot::ppc_stat(model_df$W, yrep, stat = "sd")
mean(apply(yrep, 1, sd) > sd(model_df$W))
