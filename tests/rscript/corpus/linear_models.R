# Linear models before the mixture.
set.seed(11)
n <- 40
d <- data.frame(x = rnorm(n), g = factor(rep(c("lo", "mid", "hi"), length.out = n), levels = c("lo", "mid", "hi")))
d$y <- 1 + 2 * d$x + (d$g == "hi") + rnorm(n, 0, .5)
d$w <- runif(n, .5, 2)
d$y[3] <- NA
m <- lm(y ~ x * g, data = d)
b <- coef(m)
b_x <- coef(m)["x"]
first <- coef(m)[[1]]
s <- summary(m)
table <- s$coefficients
p <- s$coefficients["x", "Pr(>|t|)"]
r2 <- s$r.squared
r2a <- s$adj.r.squared
f <- s$fstatistic
sig <- sigma(m)
ci <- confint(m)
ci_x <- confint(m, "x", level = .9)
res <- resid(m)
fit <- fitted(m)
rss <- deviance(m)
k <- df.residual(m)
n_used <- nobs(m)
a <- AIC(m)
bi <- BIC(m)
ll <- as.numeric(logLik(m))
v <- vcov(m)
nd <- data.frame(x = c(-1, 1), g = c("lo", "hi"))
pred <- predict(m, newdata = nd)
band <- predict(m, nd, interval = "confidence")
wide <- predict(m, nd, interval = "prediction", level = .8)
se <- predict(m, nd, se.fit = TRUE)$se.fit
m0 <- lm(y ~ x, data = d)
an <- anova(m)
an2 <- anova(m0, m)
better <- AIC(m) < AIC(m0)
weighted <- coef(lm(y ~ x, data = d, weights = w))
part <- coef(lm(y ~ x, data = d, subset = x > 0))
curved <- coef(lm(y ~ poly(x, 2) + log(w), data = d))
squared <- summary(lm(y ~ x + I(x^2), d))$coefficients[, "Std. Error"]
without <- coef(lm(y ~ 0 + g, data = d))
dependent <- coef(lm(y ~ x + I(2 * x), data = d))
x <- c(1, 2, 3, 4)
y <- c(2, 3, 5, 4)
alone <- unname(coef(lm(y ~ x)))
d$k <- rpois(n, exp(.5 + .3 * d$x))
d$z <- rbinom(n, 1, plogis(d$x))
d$size <- 5
d$wins <- rbinom(n, 5, plogis(.5 * d$x))
gp <- glm(k ~ x + g, family = poisson, data = d)
gp_table <- summary(gp)$coefficients
gp_aic <- AIC(gp)
gp_dev <- c(deviance(gp), gp$null.deviance)
spread <- sum(residuals(gp, type = "pearson")^2) / df.residual(gp)
gb <- glm(z ~ x, family = binomial(link = "logit"), data = d)
gb_p <- predict(gb, newdata = data.frame(x = 0:1), type = "response")
gb_eta <- predict(gb, newdata = data.frame(x = 0:1))
gb_ci <- confint.default(gb)
probit <- coef(glm(z ~ x, binomial("probit"), d))
trials <- glm(cbind(wins, size - wins) ~ x, family = binomial(), data = d)
trials_b <- coef(trials)
trials_aic <- c(AIC(trials), BIC(trials))
level <- coef(glm(g == "hi" ~ x, family = binomial, data = d))
exposed <- coef(glm(k ~ x + offset(log(w)), family = poisson(), data = d))
gam <- glm(w ~ x, family = Gamma(link = "log"), data = d)
gam_table <- summary(gam)$coefficients
gau <- AIC(glm(y ~ x, data = d))
slopes <- sapply(split(d, d$g), function(part) {
  own <- lm(y ~ x, data = part)
  coef(own)[["x"]]
})
models <- lapply(c("x", "x + g"), function(f) lm(as.formula(paste("y ~", f)), data = d))
sizes <- sapply(models, function(m) length(coef(m)))
r2s <- sapply(models, function(m) summary(m)$r.squared)
mm <- model.matrix(~ x + g, data = d)
mm_names <- colnames(mm)
same <- inherits(gp, "glm") && !inherits(m, "glm")
