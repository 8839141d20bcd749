# Fragments of R about statistics and linear models of data with missing values. start_of_linear.R precedes each of them.

out <- residuals(fit)

out <- length(fitted(fit))

out <- names(residuals(fit))

out <- nobs(fit)

out <- predict(fit)

out <- predict(fit, d)

out <- predict(fit, newdata = data.frame(x = c(1, NA), g = "a"))

out <- summary(fit)$df

out <- coef(lm(y ~ x, d, subset = g != "a"))

out <- coef(lm(y ~ x, d, weights = w))

out <- coef(lm(y ~ x, d[d$g == "b", ]))

out <- coef(lm(y ~ s, d))

out <- coef(lm(y ~ factor(s) + x, data = d))

out <- coef(lm(y ~ relevel(g, "b"), d))

out <- coef(lm(y ~ g * x, d))

out <- coef(lm(y ~ log(n) + sqrt(x), d))

out <- t.test(d$y, d$x)$p.value

out <- t.test(d$y, d$x, paired = TRUE)$p.value

out <- t.test(y ~ s, d)$p.value

out <- wilcox.test(d$y, d$x, exact = FALSE)$p.value

out <- cor(d$x, d$y)

out <- cor(d$x, d$y, use = "complete.obs")

out <- cor(d[, c("x", "y", "n")], use = "pairwise.complete.obs")

out <- cor(d[, c("x", "y", "n")], use = "complete.obs")

out <- cor(d[, c("x", "y", "n")])

out <- cor.test(d$x, d$y)$estimate

out <- cor.test(d$x, d$y, method = "spearman", exact = FALSE)$p.value

out <- mean(d$y, na.rm = TRUE, trim = .1)

out <- cov(d$x, d$y, use = "complete.obs")

out <- quantile(d$y, .3, na.rm = TRUE)

out <- tryCatch(quantile(d$y, .3), error = function(e) "stops")

out <- median(d$y)

out <- IQR(d$y, na.rm = TRUE)

out <- mad(d$y, na.rm = TRUE)

out <- summary(d$y)

out <- summary(d$g)

out <- summary(d$b == 1)

out <- fivenum(d$y)

out <- range(d$y, na.rm = TRUE)

out <- table(d$s, d$b)

out <- table(d$s, d$b, useNA = "ifany")

out <- prop.table(table(d$s, useNA = "always"))

out <- xtabs(~ s + b, d)

out <- xtabs(n ~ s, d)

out <- chisq.test(d$s, d$b, correct = FALSE)$statistic

out <- chisq.test(table(d$g))$p.value

out <- aggregate(y ~ s + g, d, mean)

out <- aggregate(y ~ s, d, length)

out <- aggregate(d$y, list(s = d$s), mean, na.rm = TRUE)

out <- aggregate(d[, c("x", "y")], by = list(g = d$g), FUN = mean, na.rm = TRUE)

out <- tapply(d$y, d$s, mean, na.rm = TRUE)

out <- tapply(d$y, d[, c("g", "s")], mean, na.rm = TRUE)

out <- by(d, d$g, function(p) cor(p$x, p$y, use = "complete.obs"))[["b"]]

out <- sapply(split(d, d$s), function(p) nrow(p))

out <- ave(d$y, d$g, FUN = function(v) mean(v, na.rm = TRUE))

out <- ave(d$n, d$s)

out <- scale(d$y)[, 1]

out <- attr(scale(d$y), "scaled:center")

out <- rowMeans(d[, c("x", "y")])

out <- colMeans(d[, c("x", "y")], na.rm = TRUE)

out <- apply(d[, c("x", "y")], 1, max, na.rm = TRUE)

out <- apply(d[, c("x", "y")], 2, function(v) sum(is.na(v)))

out <- cumsum(d$y)

out <- rank(d$y)

out <- rank(d$y, na.last = "keep")

out <- order(d$y, na.last = NA)

out <- sort(d$y, decreasing = TRUE)

out <- rev(sort(d$s))

out <- which.min(d$y)

out <- cut(d$y, c(0, 3, 6, 9))

out <- cut(d$y, quantile(d$y, na.rm = TRUE), include.lowest = TRUE)

out <- findInterval(d$y, c(3, 5))

out <- ecdf(d$y)(4)

out <- density(d$y, na.rm = TRUE)$bw

out <- coef(glm(b ~ x, binomial, d))

out <- nobs(glm(b ~ x, binomial, d))

out <- coef(glm(cbind(n, 12 - n) ~ x, binomial, d))

out <- coef(glm(n ~ x + offset(log(w)), poisson, d))

out <- coef(glm(y ~ x, Gamma(link = "log"), d))

out <- predict(glm(b ~ x, binomial, d), d, type = "response")

out <- length(predict(glm(b ~ x, binomial, d)))

out <- residuals(glm(b ~ x, binomial, d))[1:3]

out <- round(summary(glm(n ~ x, poisson, d))$dispersion, 3)

out <- model.matrix(y ~ x + g, d)[1:3, ]

out <- nrow(model.matrix(y ~ x + g, d))

out <- nrow(model.frame(y ~ x + g, d))

out <- complete.cases(d[, c("x", "y")])

out <- kmeans(na.omit(d$y), c(2, 6))$size

out <- lm(y ~ x, d)$df.residual

out <- lm(y ~ x, d)$fitted.values[1:2]

out <- rownames(coef(summary(lm(y ~ x + g, d))))

out <- names(coef(lm(y ~ x + s, d)))

out <- anova(lm(y ~ x, d))[["Sum Sq"]]

out <- confint(lm(y ~ x, d))["x", ]

m <- lm(y ~ x, d); d$p <- predict(m, d); out <- d$p

m <- lm(y ~ x, d); out <- d$y[!is.na(d$y) & !is.na(d$x)] - fitted(m)

m <- lm(y ~ x, d); out <- coef(m)[["x"]]

m <- lm(y ~ x, d); out <- coef(m)[2] > 0

m <- lm(y ~ x, d); out <- sprintf("%.2f", coef(m))

m <- lm(y ~ x, d); out <- round(summary(m)$coefficients, 3)

m <- lm(y ~ x, d); out <- summary(m)$coefficients[2, 4] < .05

m <- lm(y ~ x, d); out <- sqrt(diag(vcov(m)))

m <- lm(y ~ x, d); out <- coef(m)["x"] + c(-1, 1) * 1.96 * sqrt(vcov(m)["x", "x"])

ms <- lapply(split(d, d$g), function(p) lm(y ~ x, p)); out <- sapply(ms, coef)

ms <- lapply(split(d, d$g), function(p) lm(y ~ x, p)); out <- sapply(ms, function(m) summary(m)$r.squared)

out <- d %>% group_by(g) %>% summarise(r = cor(x, y, use = "complete.obs"), n = sum(!is.na(y)), b = coef(lm(y ~ x))[2])

out <- d %>% group_by(g) %>% group_modify(~ data.frame(m = mean(.x$y, na.rm = TRUE)))

out <- d %>% group_by(s) %>% summarise(m = mean(y), sd = sd(y, na.rm = TRUE), med = median(y, na.rm = TRUE))

out <- d %>% mutate(q = ntile(y, 3), r = percent_rank(y), dr = dense_rank(n)) %>% select(q, r, dr)

out <- d %>% mutate(z = as.numeric(scale(y))) %>% pull(z)

out <- d %>% mutate(m3 = (lag(n) + n + lead(n)) / 3) %>% pull(m3)

out <- d %>% summarise(across(c(x, y), list(mean = ~ mean(.x, na.rm = TRUE), n = ~ sum(!is.na(.x)))))

out <- d %>% fill(y) %>% pull(y)

out <- d %>% mutate(y = ifelse(is.na(y), mean(y, na.rm = TRUE), y)) %>% group_by(g) %>% summarise(m = mean(y))

out <- weighted.mean(d$y, d$w, na.rm = TRUE)

out <- max(table(d$g))

out <- names(sort(table(d$s), decreasing = TRUE))[1]

out <- as.vector(table(d$g))

out <- round(100 * prop.table(table(d$g, d$b), 2), 1)

out <- apply(table(d$g, d$b), 1, sum)

out <- dim(table(d$g, d$s))

out <- table(cut(d$y, c(0, 3, 6, 9)))

out <- table(d$y > 3)

out <- unname(table(d$g)["a"])

out <- summary(lm(y ~ x, d))$fstatistic[["value"]]

p <- predict(fit, d[1:6, ], interval = "confidence"); out <- p

p <- predict(fit, d[3:5, ], se.fit = TRUE); out <- p$se.fit

p <- predict(fit, d[3, ], se.fit = TRUE); out <- p$se.fit

p <- predict(fit, d[5, ]); out <- p

p <- predict(fit, d[4:5, ]); out <- names(p)

out <- cor(cbind(a = c(1, 1, 1), b = 1:3))

out <- dim(model.matrix(~ x + g, d))

e2 <- d; rownames(e2) <- letters[1:12]; out <- predict(fit, e2[1:3, ])

e2 <- subset(d, n > 8); out <- predict(fit, e2)

e2 <- d %>% filter(n > 8); out <- predict(fit, e2)

e2 <- d[order(d$n), ]; out <- head(predict(fit, e2), 3)

e2 <- tibble(x = c(1, 2), g = "a"); out <- predict(fit, e2)

e2 <- subset(d, n > 8); out <- residuals(lm(y ~ x, e2))

e2 <- d[d$g == "b" & !is.na(d$x), ]; out <- fitted(lm(y ~ x, e2))

e2 <- subset(d, n > 8); out <- rownames(e2)

e2 <- subset(d, n > 8); e2$p <- predict(fit, e2); out <- e2$p

e2 <- expand.grid(x = c(1, 2), g = c("a", "b")); e2$p <- predict(fit, e2); out <- e2

e2 <- d[4:6, ]; out <- cbind(e2[, c("id", "x")], predict(fit, e2, interval = "confidence"))

e2 <- d[4:6, ]; out <- model.matrix(~ g, e2)[, "gb"]

out <- shapiro.test(d$y)$p.value

out <- shapiro.test(d$y)$statistic

out <- shapiro.test(residuals(fit))$p.value

out <- names(shapiro.test(d$y))

out <- var.test(y ~ s, d)$p.value

out <- var.test(d$y, d$x)

out <- var.test(d$y, d$x, alternative = "greater")$conf.int[1:2]

out <- var.test(d$x, d$n, alternative = "less", conf.level = .9)$conf.int[1:2]

out <- var.test(d$x, d$n, ratio = 2)$statistic

out <- bartlett.test(y ~ g, d)$p.value

out <- bartlett.test(d$y, d$g)$statistic

out <- names(bartlett.test(d$y, d$g))

out <- prop.test(15, 40)$conf.int[1:2]

out <- prop.test(15, 40)$p.value

out <- prop.test(20, 40)$p.value

out <- prop.test(15, 40, p = .3, alternative = "greater")$p.value

out <- prop.test(15, 40, correct = FALSE)$conf.int[1:2]

out <- prop.test(c(15, 25), c(50, 50))$p.value

out <- prop.test(c(15, 25), c(50, 50))$conf.int[1:2]

out <- prop.test(c(15, 25), c(50, 50))$estimate

out <- prop.test(c(15, 25), c(50, 50), alternative = "less")$conf.int[1:2]

out <- prop.test(c(15, 25, 30), c(50, 50, 60))$statistic

out <- prop.test(c(15, 25, 30), c(50, 50, 60))$parameter

out <- prop.test(c(15, 25), c(50, 50), p = c(.3, .4))$p.value

out <- prop.test(matrix(c(15, 25, 35, 25), 2))$p.value

out <- prop.test(c(15, 25), c(50, 50))$method

out <- names(prop.test(15, 40))

out <- prop.test(0, 20)$conf.int[1:2]

out <- p.adjust(c(.01, .02, .03))

out <- p.adjust(c(.01, .04, .03, .2), "BH")

out <- p.adjust(c(.01, .04, .03, .2), "BY")

out <- p.adjust(c(.01, .04, .03, .2), method = "bonferroni")

out <- p.adjust(c(.01, .04, .03, .2), "hochberg")

out <- p.adjust(c(a = .01, b = NA, c = .03), "holm")

out <- p.adjust(c(.01, .04), "fdr", n = 5)

out <- p.adjust(.03, "bonferroni", 3)

out <- boxplot.stats(c(d$y, 30))$out

out <- boxplot.stats(c(d$y, 30))$stats

out <- boxplot.stats(d$x)$conf

out <- boxplot.stats(d$x)$n

out <- d$id[d$y %in% boxplot.stats(d$y)$out]

out <- hatvalues(fit)

out <- cooks.distance(fit)

out <- rstandard(fit)

out <- which(cooks.distance(fit) > 4 / nobs(fit))

out <- max(hatvalues(lm(y ~ x, d)))

out <- cooks.distance(lm(y ~ x, d))["3"]

out <- is.nan(c(1, 2))

x <- 0 / 0; out <- is.nan(x)

out <- is.nan(c(1, NaN))

p <- c(.001, .04); out <- ifelse(p.adjust(p) < .05, "*", "")

out <- d %>% group_by(g) %>% summarise(w = shapiro.test(n)$p.value)

out <- sapply(split(d$n, d$g), function(v) shapiro.test(v)$p.value)

out <- shapiro.test(c(1, 2, 4))$p.value

out <- shapiro.test(c(1, 2, 4, 9))$p.value

out <- shapiro.test(c(1, 2, 4, 9, 3))$p.value

out <- shapiro.test(c(1, 2, 4, 9, 3, 8))$p.value

out <- shapiro.test(faithful$waiting)$p.value

out <- shapiro.test(mtcars$mpg)$statistic

m <- glm(n ~ x + g, family = quasipoisson, data = d); out <- coef(m)

m <- glm(n ~ x + g, family = quasipoisson, data = d); out <- summary(m)$coefficients

m <- glm(n ~ x + g, family = quasipoisson(link = "log"), data = d); out <- c(summary(m)$dispersion, deviance(m), AIC(m), df.residual(m))

m <- glm(n ~ x, family = quasipoisson(), data = d); out <- vcov(m)

m <- glm(b ~ x, family = "quasibinomial", data = d); out <- summary(m)$coefficients

m <- glm(cbind(n, 20 - n) ~ x, family = quasibinomial, data = d); out <- summary(m)$coef

m <- glm(n ~ x, family = quasipoisson, data = d); out <- predict(m, data.frame(x = 2), type = "response")

m <- glm(n ~ x, family = quasipoisson, data = d); out <- residuals(m, type = "pearson")

m <- glm(n ~ x, family = quasipoisson, data = d); out <- anova(m, test = "F")

m <- glm(n ~ x, family = quasipoisson, data = d); out <- confint.default(m)

m <- glm(n ~ x, family = quasipoisson, data = d); out <- logLik(m)

m <- glm(n ~ x, family = Gamma(link = "log"), data = d); out <- summary(m)$coefficients

m <- glm(n ~ x, family = poisson, data = d); out <- m$weights

m <- glm(n ~ x, family = Gamma, data = d, weights = w); out <- summary(m)$dispersion
