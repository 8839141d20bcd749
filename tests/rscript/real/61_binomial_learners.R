# Who has learnt the rule? Successes out of trials.
library(brms)
library(dplyr)
library(ggplot2)
set.seed(8)
learners <- tibble::tibble(
  id = factor(1:40),
  age = round(rnorm(40, 10, 2), 1),
  learnt = rbinom(40, 1, plogis(-.5 + .4 * (age - 10))),
  n = 20
) |>
  mutate(k = rbinom(n(), n, ifelse(learnt == 1, .9, .5)), prop = k / n)
g <- glm(cbind(k, n - k) ~ age, family = binomial, data = learners)
g2 <- glm(learnt ~ age, family = binomial(link = "logit"), data = learners)
or <- exp(coef(g2))
ci <- suppressMessages(confint.default(g2))
phat <- predict(g2, type = "response")
phat_new <- predict(g2, newdata = data.frame(age = c(8, 12)), type = "response")
ll <- as.numeric(logLik(g2))
bic <- BIC(g2)
learners$age_c <- learners$age - mean(learners$age)
learners <- learners |> mutate(band = case_when(prop < .35 ~ "low", prop <= .65 ~ "chance", TRUE ~ "high"))
tab <- with(learners, table(band, learnt))
pt <- round(prop.table(tab, margin = 1), 2)
rows <- rowSums(tab)
fit <- brm(bf(k | trials(n) ~ 1, theta2 ~ age_c), family = mixture(binomial, binomial), data = learners,
  prior = c(prior(normal(0, .3), class = Intercept, dpar = mu1), prior(normal(2, .5), class = Intercept, dpar = mu2)),
  chains = 2, iter = 400, seed = 6, refresh = 0)
fit |> fixef() |> round(2)
nd <- tibble::tibble(age_c = seq(-4, 4, 1), n = 20)
pl <- posterior_linpred(fit, newdata = nd, dpar = "theta2", transform = TRUE)
apply(pl, 2, mean)
nd$p <- colMeans(pl)
nd <- cbind(nd, t(apply(pl, 2, function(x) quantile(x, c(.05, .95)))))
head(nd, 3)
ggplot(nd, aes(age_c, p)) + geom_ribbon(aes(ymin = `5%`, ymax = `95%`), alpha = .3) + geom_line() + geom_rug(data = learners, aes(x = age_c, y = NULL), sides = "b") + ylim(0, 1)
k <- kfold(fit, K = 3)
k$estimates
classes <- apply(pp_mixture(fit)[, 1, ], 1, which.max) - 1
mean(classes == learners$learnt)
conf <- table(truth = learners$learnt, class = classes)
conf
sum(diag(conf)) / sum(conf)
