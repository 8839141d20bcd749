# Trajectories of reading fluency, grade 1 to 4: how many kinds of learners?
library(brms)
library(dplyr)
library(tidyr)
library(ggplot2)
library(patchwork)

theme_set(theme_bw(base_size = 11))
N <- 30; waves <- 0:4
K_true <- 2

# --- data in wide format, as the school sends them
wide <- data.frame(pupil = 1:N,
                   school = LETTERS[(0:(N - 1)) %/% 10 + 1],
                   group = ifelse((1:N) %% 3 == 0, "slow", "typical"))
for (w in waves) {
  base  <- ifelse(wide$group == "slow", 20, 30)
  slope <- ifelse(wide$group == "slow", 4, 11)
  wide[[paste0("wcpm_", w)]] <- round(base + slope * w + 3 * sin(wide$pupil * (w + 1)), 1)
}
wide$wcpm_4[c(4, 17)] <- NA
wide[wide$pupil == 9, "wcpm_2"] <- NA
head(wide, 3)
colSums(is.na(wide))

# --- long, twice (base R and tidyr) as a check
long_base <- reshape(wide, direction = "long", idvar = "pupil",
                     varying = paste0("wcpm_", waves), v.names = "wcpm",
                     timevar = "wave", times = waves)
long_base <- long_base[order(long_base$pupil, long_base$wave), ]
rownames(long_base) <- NULL
long <- wide |>
  pivot_longer(starts_with("wcpm_"), names_to = "wave", names_prefix = "wcpm_",
               names_transform = list(wave = as.integer), values_to = "wcpm")
stopifnot(all.equal(long_base$wcpm, long$wcpm))

long <- long |>
  group_by(pupil) |>
  mutate(gain = wcpm - lag(wcpm),
         next_wcpm = lead(wcpm),
         first = first(na.omit(wcpm)),
         n_obs = sum(!is.na(wcpm))) |>
  ungroup() |>
  drop_na(wcpm)
n_lost <- nrow(long_base) - nrow(long)
mean_gain <- long |> group_by(wave) |> summarise(across(c(wcpm, gain), list(m = ~ mean(.x, na.rm = TRUE), s = ~ sd(.x, na.rm = TRUE))))
ols <- long |> group_by(pupil) |> summarise(slope = coef(lm(wcpm ~ wave))[["wave"]], start = coef(lm(wcpm ~ wave))[1])
km <- with(ols, cut(slope, quantile(slope, c(0, 1/3, 1)), include.lowest = TRUE, labels = c("slow", "typical")))
xt <- table(truth = wide$group, cut = km)
xt
prop.table(xt, margin = 1)
agree <- sum(diag(xt)) / sum(xt)

# --- growth mixture
form <- bf(wcpm ~ 1,
           mu1 ~ 1 + wave + (1 | pupil),
           mu2 ~ 1 + wave + (1 | pupil),
           sigma1 ~ 1, sigma2 ~ 1)
mix2 <- mixture(gaussian(), nmix = 2, order = "none")
priors <- prior("normal(25, 8)", class = "Intercept", dpar = "mu1") +
  prior("normal(45, 8)", class = "Intercept", dpar = "mu2") +
  prior("normal(4, 2)", class = "b", coef = "wave", dpar = "mu1") +
  prior("normal(10, 2)", class = "b", coef = "wave", dpar = "mu2") +
  prior("dirichlet(2, 2)", class = "theta")
nrow(priors)
fit1 <- brm(wcpm ~ wave + (1 + wave | pupil), data = long, chains = 4, cores = 4, iter = 3000, seed = 4, refresh = 0)
fit2 <- brm(form, data = long, family = mix2, prior = priors,
            chains = 4, cores = 4, iter = 3000, warmup = 1000, seed = 4, init = 0, refresh = 0)
print(fit2, digits = 3)
plot(fit2, variable = "^b_", regex = TRUE, ask = FALSE)

# --- class membership, by pupil
pm <- pp_mixture(fit2)
long$p1 <- pm[, "Estimate", "P(K = 1 | Y)"]
long$p2 <- pm[, "Estimate", "P(K = 2 | Y)"]
cls <- long |>
  summarise(across(c(p1, p2), mean), .by = pupil)
cls$class <- max.col(as.matrix(cls[, c("p1", "p2")]))
cls$certain <- apply(cls[, c("p1", "p2")], 1, max)
cls <- merge(cls, wide[, c("pupil", "school", "group")], by = "pupil")
addmargins(table(cls$group, cls$class))
xtabs(~ school + class, data = cls)
entropy <- 1 + sum(cls$p1 * log(cls$p1 + 1e-10) + cls$p2 * log(cls$p2 + 1e-10)) / (nrow(cls) * log(2))
cat(sprintf("Entropy: %.2f; smallest class: %d pupils\n", entropy, min(table(cls$class))))

# --- pictures
p_raw <- ggplot(long, aes(wave, wcpm, group = pupil)) +
  geom_line(alpha = .3) + geom_point(size = .6) +
  stat_summary(aes(group = 1), fun = mean, geom = "line", linewidth = 1.2, colour = "firebrick") +
  labs(title = "a) all pupils", x = "Wave", y = "Words correct per minute")
p_cls <- long |>
  left_join(select(cls, pupil, class), by = "pupil") |>
  mutate(class = factor(class, labels = paste("Class", sort(unique(class))))) |>
  ggplot(aes(wave, wcpm, group = pupil, colour = class)) +
  geom_line(alpha = .4) + facet_wrap(~ class) + scale_colour_brewer(palette = "Set1") +
  theme(legend.position = "none") + ggtitle("b) by class")
nd <- expand_grid(wave = seq(0, 4, by = .5), pupil = NA)
ep1 <- fitted(fit2, newdata = nd, dpar = "mu1", re_formula = NA)
ep2 <- fitted(fit2, newdata = nd, dpar = "mu2", re_formula = NA)
means <- bind_rows(list(`1` = cbind(nd, ep1), `2` = cbind(nd, ep2)), .id = "class")
p_mean <- ggplot(means, aes(x = wave, y = Estimate, ymin = Q2.5, ymax = Q97.5, fill = class)) +
  geom_ribbon(alpha = .25) + geom_line(aes(colour = class)) + scale_x_continuous(breaks = waves)
fig <- (p_raw | p_cls) / p_mean + plot_annotation(tag_levels = "A") + plot_layout(heights = c(2, 1))
fig
ggsave("trajectories.pdf", plot = fig, width = 18, height = 16, units = "cm")
bayes_R2(fit1)
VarCorr(fit2)$pupil$sd
saveRDS(cls, file = "classes.rds")
