# Prior predictive workflow for a contaminated-response model
# step 1 priors, step 2 prior predictions, step 3 revise, step 4 fit, step 5 compare prior and posterior
library(brms)
library(ggplot2)
library(dplyr)
library(bayesplot)
color_scheme_set("teal")
bayesplot_theme_set(theme_default(base_family = "sans"))

set.seed(31)
J <- 8; K <- 15
d <- data.frame(person = gl(J, K, labels = paste0("p", 1:J)),
                dose = rep_len(c(0, 0.5, 1, 2), J * K))
d <- transform(d, score = rpois(J * K, exp(1.2 + 0.4 * dose)))
d$score[sample(nrow(d), 18)] <- rpois(18, 1)
stopifnot(all(d$score >= 0))
tapply(d$score, d$dose, mean)
range(d$score)

# ---- step 1: which priors can be set? ----
form <- bf(score ~ 1, mu1 ~ dose + (1 | person), mu2 ~ 1, theta2 ~ 1)
mix <- mixture(poisson("log"), poisson("log"), order = "none")
(gp <- get_prior(form, data = d, family = mix))
subset(gp, class == "b" & coef != "")
n_default <- sum(gp$prior != "")

wide <- c(prior(normal(0, 5), class = b, dpar = mu1),
          prior(normal(0, 5), class = Intercept, dpar = mu1),
          prior(normal(0, 5), class = Intercept, dpar = mu2),
          prior(normal(0, 2), class = sd, dpar = mu1),
          prior(logistic(0, 1), class = Intercept, dpar = theta2))
tight <- wide
tight$prior[tight$class == "b"] <- "normal(0, 0.5)"
tight$prior[tight$class == "Intercept" & tight$dpar == "mu1"] <- "normal(1, 0.5)"
tight[tight$dpar == "mu2", "prior"] <- "normal(0, 0.3)"
tight$prior[4] <- "exponential(3)"
val <- validate_prior(tight, form, data = d, family = mix)
val[val$source == "user", ]
print(tight)
all.equal(wide$class, tight$class)

# ---- step 2: simulate from both sets ----
specs <- list(wide = wide, tight = tight)
sim <- lapply(specs, function(p) {
  brm(form, data = d, family = mix, prior = p, sample_prior = "only",
      chains = 2, iter = 1000, seed = 5, refresh = 0, silent = 2)
})
yrep <- lapply(sim, posterior_predict, ndraws = 100)
prop_huge <- sapply(yrep, function(m) mean(m > 100))
round(prop_huge, 3)
stat_max <- vapply(yrep, function(m) median(apply(m, 1, max)), numeric(1))
print(stat_max, digits = 3)
zeros <- function(y) mean(y == 0)
pp_check(sim$tight, type = "stat", stat = zeros, ndraws = 100)
pp_check(sim$tight, type = "stat_grouped", stat = "mean", group = "dose", ndraws = 50)
pp_check(sim[["tight"]], prefix = "ppd", type = "hist", ndraws = 8)
pp_check(sim$tight, type = "bars", ndraws = 50) + coord_cartesian(xlim = c(0, 30))
ppc_ecdf_overlay(y = d$score, yrep = yrep$tight[1:20, ], discrete = TRUE) + ggtitle("ECDF")
ppc_rootogram(d$score, yrep$tight, style = "hanging")
ppd_intervals(yrep$tight, x = d$dose)
conditional_effects(sim$tight, effects = "dose", ndraws = 50, spaghetti = TRUE)

# ---- step 3: what does the prior say about group differences? ----
pd <- prior_draws(sim$tight)
ep <- posterior_epred(sim$tight, newdata = data.frame(dose = c(0, 2)), re_formula = NA)
ratio <- ep[, 2] / ep[, 1]
qs <- quantile(ratio, c(.05, .25, .5, .75, .95))
plausible <- unname(qs["5%"] > 0.01)
hist(log(ratio), breaks = 40, col = "grey80", border = NA, main = "log ratio, dose 2 against 0")
abline(v = log(c(0.5, 2)), lty = 3)

# ---- step 4: the fit ----
fit <- update(sim$tight, sample_prior = "yes", chains = 2, iter = 1000, seed = 6, refresh = 0)
summary(fit, priors = TRUE)
variables(fit)
pp_check(fit, ndraws = 60, type = "dens_overlay_grouped", group = "dose")
pp_check(fit, type = "scatter_avg", ndraws = 100)
h <- hypothesis(fit, c("mu1_dose = 0", "mu1_dose > 0.2"))
h$hypothesis[, c("Hypothesis", "Estimate", "Evid.Ratio", "Post.Prob")]
plot(h, ignore_prior = FALSE)

# ---- step 5: prior against posterior ----
both <- bind_rows(prior = prior_draws(fit, "b_mu1") , posterior = as_draws_df(fit) %>% as.data.frame() %>% transmute(b_mu1 = b_mu1_dose), .id = "source")
ggplot(both, aes(b_mu1, colour = source, fill = source)) +
  geom_density(alpha = .3) +
  scale_fill_brewer(palette = "Set2", aesthetics = c("colour", "fill"))
shrink <- 1 - var(both$b_mu1[both$source == "posterior"]) / var(both$b_mu1[both$source == "prior"])
cat("posterior contraction:", format(shrink, digits = 2), "\n")
