#### Reading times at the verb: number agreement, two experiments ####
# Packages
pkgs <- c("brms", "dplyr", "tidyr", "stringr", "purrr", "ggplot2", "forcats", "MASS")
invisible(lapply(pkgs, require, character.only = TRUE, quietly = TRUE))
select <- dplyr::select
options(digits = 4, contrasts = c("contr.treatment", "contr.poly"))

#### Data ####
set.seed(77)
design <- expand.grid(subj = factor(1:12), item = factor(1:8), stringsAsFactors = FALSE)
design$exp <- factor(ifelse(as.integer(design$subj) <= 6, "E1", "E2"))
latin <- (as.integer(design$subj) + as.integer(design$item)) %% 4
design$cond <- factor(c("a", "b", "c", "d")[latin + 1])
design <- design %>%
  mutate(gram = fct_recode(fct_collapse(cond, gram = c("a", "b"), ungram = c("c", "d")), Grammatical = "gram", Ungrammatical = "ungram"),
         attractor = factor(if_else(cond %in% c("a", "c"), "sg", "pl"), levels = c("sg", "pl")))
u <- rnorm(12, 0, .1)
w <- rnorm(8, 0, .05)
design$rt <- with(design, round(exp(5.9 + .12 * (gram == "Ungrammatical") - .06 * (gram == "Ungrammatical" & attractor == "pl") + u[subj] + w[item] + rnorm(nrow(design), 0, .25))))
design$rt[sample(nrow(design), 6)] <- round(runif(6, 1500, 4000))
design$rt[sample(nrow(design), 2)] <- NA
str(design)
summary(design$rt)
levels(design$gram)
tapply(design$rt, list(design$gram, design$attractor), mean, na.rm = TRUE)
with(design, table(subj, cond))[1:3, ]

# contrasts
contrasts(design$gram) <- contr.sdif(2)
contrasts(design$attractor) <- c(-.5, .5)
colnames(contrasts(design$attractor)) <- "pl_sg"
contrasts(design$exp) <- contr.sum(2)
X <- model.matrix(~ gram * attractor, design)
colnames(X)
apply(X, 2, function(x) length(unique(x)))

clean <- design %>%
  filter(!is.na(rt)) %>%
  group_by(subj) %>%
  mutate(z = as.numeric(scale(log(rt))), outlier = abs(z) > 2.5) %>%
  ungroup()
n_out <- sum(clean$outlier)
cat("Outliers:", n_out, "of", nrow(clean), sprintf("(%.1f%%)\n", 100 * n_out / nrow(clean)))

agg <- clean %>%
  group_by(exp, gram, attractor) %>%
  summarise(M = mean(rt), SE = sd(rt) / sqrt(n()), med = median(rt), .groups = "drop")
agg %>% mutate(across(c(M, SE), \(v) round(v, 1)))
ggplot(agg, aes(attractor, M, colour = gram, group = gram)) +
  geom_point(position = position_dodge(.2)) +
  geom_line(position = position_dodge(.2)) +
  geom_errorbar(aes(ymin = M - 1.96 * SE, ymax = M + 1.96 * SE), width = .1, position = position_dodge(.2)) +
  facet_wrap(~exp, labeller = as_labeller(c(E1 = "Experiment 1", E2 = "Experiment 2"))) +
  scale_colour_manual(values = c("black", "grey60"), name = NULL) +
  labs(x = "Attractor", y = "Reading time (ms)") +
  theme_minimal() +
  theme(legend.position = "bottom", strip.text = element_text(face = "bold"))

#### Models ####
pr <- c(prior(normal(6, .6), class = Intercept),
        prior(normal(0, .2), class = b),
        prior(normal(0, .5), class = sigma),
        prior(exponential(2), class = sd))
m_single <- brm(rt ~ gram * attractor + (1 | subj) + (1 | item), data = clean, family = lognormal(), prior = pr,
                chains = 2, iter = 400, seed = 11)
pr_mix <- c(prior(normal(6, .6), class = Intercept, dpar = mu1),
            prior(normal(7.8, .3), class = Intercept, dpar = mu2),
            prior(normal(0, .2), class = b, dpar = mu1),
            prior(normal(0, .5), class = sigma1),
            prior(normal(0, .5), class = sigma2),
            prior(dirichlet(9, 1), class = theta))
m_mix <- brm(bf(rt ~ 1, mu1 ~ gram * attractor + (1 | subj) + (1 | item), mu2 ~ 1), data = clean,
             family = mixture(lognormal, lognormal, order = "none"), prior = pr_mix, chains = 2, iter = 400, seed = 11)

models <- list(single = m_single, mixture = m_mix)
est <- imap_dfr(models, function(m, nm) {
  fe <- as.data.frame(fixef(m))
  fe$term <- rownames(fe)
  rownames(fe) <- NULL
  fe$model <- nm
  fe
}) %>%
  filter(str_detect(term, "gram|attractor")) %>%
  mutate(term = str_replace_all(term, c("^mu1_" = "", ":" = " x ")), sig = if_else(Q2.5 > 0 | Q97.5 < 0, "*", "")) %>%
  select(model, term, Estimate, Q2.5, Q97.5, sig) %>%
  arrange(term, desc(model))
print(est, digits = 2)

# effects in milliseconds
post <- as_draws_df(m_mix)
alpha <- post$b_mu1_Intercept
slopes <- grep("^b_mu1_gram", names(post), value = TRUE)
slopes
beta <- post[[slopes[1]]]
ms <- exp(alpha + beta / 2) - exp(alpha - beta / 2)
c(mean = mean(ms), quantile(ms, c(.025, .975)))
mean(ms > 0)

# sensitivity to the prior of the effect
sds <- c(.05, .5)
sens <- map(sds, function(s) {
  p <- pr
  p$prior[p$class == "b"] <- sprintf("normal(0, %s)", s)
  update(m_single, prior = p, chains = 1, iter = 300, refresh = 0, seed = 3)
})
names(sens) <- paste0("sd_", sds)
map_dbl(sens, ~ fixef(.x)[2, "Estimate"]) |> round(1) |> abs() < 1

l1 <- loo(m_single)
l2 <- loo(m_mix)
loo_compare(l1, l2)
diff_elpd <- l2$pointwise[, "elpd_loo"] - l1$pointwise[, "elpd_loo"]
clean$diff_elpd <- diff_elpd
clean %>% group_by(slow = rt > 1400) %>% summarise(d = sum(diff_elpd) > 0)

r <- ranef(m_mix)$subj[, , "mu1_Intercept"]
r_df <- data.frame(subj = rownames(r), r, row.names = NULL) %>% mutate(subj = fct_reorder(subj, Estimate))
cor(r_df$Estimate, u) > 0
capture.output(summary(m_single), file = "m_single.txt")
sessionInfo()
