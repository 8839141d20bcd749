# Fragments of R about the parts, names and classes of lists that functions return. start_of_members.R precedes each of them.

o <- lm(n ~ v, d); out <- class(o)

o <- lm(n ~ v, d); out <- names(o)

o <- lm(n ~ v, d); out <- length(o)

o <- lm(n ~ v, d); out <- o$coefficients

o <- lm(n ~ v, d); out <- o$residuals

o <- lm(n ~ v, d); out <- o$effects

o <- lm(n ~ v, d); out <- o$rank

o <- lm(n ~ v, d); out <- o$fitted.values

o <- lm(n ~ v, d); out <- o$assign

o <- lm(n ~ v, d); out <- o$qr

o <- lm(n ~ v, d); out <- o$df.residual

o <- lm(n ~ v, d); out <- o$na.action

o <- lm(n ~ v, d); out <- o$xlevels

o <- lm(n ~ v, d); out <- o$call

o <- lm(n ~ v, d); out <- o$terms

o <- lm(n ~ v, d); out <- o$model

o <- summary(lm(n ~ v, d)); out <- class(o)

o <- summary(lm(n ~ v, d)); out <- names(o)

o <- summary(lm(n ~ v, d)); out <- length(o)

o <- summary(lm(n ~ v, d)); out <- o$call

o <- summary(lm(n ~ v, d)); out <- o$terms

o <- summary(lm(n ~ v, d)); out <- o$residuals

o <- summary(lm(n ~ v, d)); out <- o$coefficients

o <- summary(lm(n ~ v, d)); out <- o$aliased

o <- summary(lm(n ~ v, d)); out <- o$sigma

o <- summary(lm(n ~ v, d)); out <- o$df

o <- summary(lm(n ~ v, d)); out <- o$r.squared

o <- summary(lm(n ~ v, d)); out <- o$adj.r.squared

o <- summary(lm(n ~ v, d)); out <- o$fstatistic

o <- summary(lm(n ~ v, d)); out <- o$cov.unscaled

o <- summary(lm(n ~ v, d)); out <- o$na.action

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- class(o)

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- names(o)

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- length(o)

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$coefficients

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$residuals

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$fitted.values

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$effects

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$R

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$rank

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$qr

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$family

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$linear.predictors

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$deviance

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$aic

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$null.deviance

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$iter

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$weights

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$prior.weights

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$df.residual

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$df.null

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$y

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$converged

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$boundary

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$model

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$na.action

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$call

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$formula

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$terms

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$data

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$offset

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$control

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$method

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$contrasts

o <- glm(I(n > 3) ~ v, family = binomial, data = d); out <- o$xlevels

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- class(o)

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- names(o)

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- length(o)

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$call

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$terms

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$family

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$deviance

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$aic

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$contrasts

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$df.residual

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$null.deviance

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$df.null

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$iter

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$na.action

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$deviance.resid

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$coefficients

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$aliased

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$dispersion

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$df

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$cov.unscaled

o <- summary(glm(I(n > 3) ~ v, family = binomial, data = d)); out <- o$cov.scaled

o <- t.test(d$n, mu = 3); out <- class(o)

o <- t.test(d$n, mu = 3); out <- names(o)

o <- t.test(d$n, mu = 3); out <- length(o)

o <- t.test(d$n, mu = 3); out <- o$statistic

o <- t.test(d$n, mu = 3); out <- o$parameter

o <- t.test(d$n, mu = 3); out <- o$p.value

o <- t.test(d$n, mu = 3); out <- o$conf.int

o <- t.test(d$n, mu = 3); out <- o$estimate

o <- t.test(d$n, mu = 3); out <- o$null.value

o <- t.test(d$n, mu = 3); out <- o$stderr

o <- t.test(d$n, mu = 3); out <- o$alternative

o <- t.test(d$n, mu = 3); out <- o$method

o <- t.test(d$n, mu = 3); out <- o$data.name

o <- t.test(n ~ h, d); out <- class(o)

o <- t.test(n ~ h, d); out <- names(o)

o <- t.test(n ~ h, d); out <- length(o)

o <- t.test(n ~ h, d); out <- o$statistic

o <- t.test(n ~ h, d); out <- o$parameter

o <- t.test(n ~ h, d); out <- o$p.value

o <- t.test(n ~ h, d); out <- o$conf.int

o <- t.test(n ~ h, d); out <- o$estimate

o <- t.test(n ~ h, d); out <- o$null.value

o <- t.test(n ~ h, d); out <- o$stderr

o <- t.test(n ~ h, d); out <- o$alternative

o <- t.test(n ~ h, d); out <- o$method

o <- t.test(n ~ h, d); out <- o$data.name

o <- cor.test(d$n, d$v); out <- class(o)

o <- cor.test(d$n, d$v); out <- names(o)

o <- cor.test(d$n, d$v); out <- length(o)

o <- cor.test(d$n, d$v); out <- o$statistic

o <- cor.test(d$n, d$v); out <- o$parameter

o <- cor.test(d$n, d$v); out <- o$p.value

o <- cor.test(d$n, d$v); out <- o$estimate

o <- cor.test(d$n, d$v); out <- o$null.value

o <- cor.test(d$n, d$v); out <- o$alternative

o <- cor.test(d$n, d$v); out <- o$method

o <- cor.test(d$n, d$v); out <- o$data.name

o <- cor.test(d$n, d$v); out <- o$conf.int

o <- prop.test(c(7, 3), c(10, 12)); out <- class(o)

o <- prop.test(c(7, 3), c(10, 12)); out <- names(o)

o <- prop.test(c(7, 3), c(10, 12)); out <- length(o)

o <- prop.test(c(7, 3), c(10, 12)); out <- o$statistic

o <- prop.test(c(7, 3), c(10, 12)); out <- o$parameter

o <- prop.test(c(7, 3), c(10, 12)); out <- o$p.value

o <- prop.test(c(7, 3), c(10, 12)); out <- o$estimate

o <- prop.test(c(7, 3), c(10, 12)); out <- o$null.value

o <- prop.test(c(7, 3), c(10, 12)); out <- o$conf.int

o <- prop.test(c(7, 3), c(10, 12)); out <- o$alternative

o <- prop.test(c(7, 3), c(10, 12)); out <- o$method

o <- prop.test(c(7, 3), c(10, 12)); out <- o$data.name

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- class(o)

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- names(o)

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- length(o)

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- o$statistic

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- o$p.value

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- o$alternative

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- o$method

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- o$data.name

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- o$data

o <- ks.test(d$n + .1 * d$id, "pnorm", 4, 2); out <- o$exact

o <- integrate(dnorm, -1.96, 1.96); out <- class(o)

o <- integrate(dnorm, -1.96, 1.96); out <- names(o)

o <- integrate(dnorm, -1.96, 1.96); out <- length(o)

o <- integrate(dnorm, -1.96, 1.96); out <- o$value

o <- integrate(dnorm, -1.96, 1.96); out <- o$abs.error

o <- integrate(dnorm, -1.96, 1.96); out <- o$subdivisions

o <- integrate(dnorm, -1.96, 1.96); out <- o$message

o <- integrate(dnorm, -1.96, 1.96); out <- o$call

o <- nlm(function(k) (k - 2)^2, 1); out <- class(o)

o <- nlm(function(k) (k - 2)^2, 1); out <- names(o)

o <- nlm(function(k) (k - 2)^2, 1); out <- length(o)

o <- nlm(function(k) (k - 2)^2, 1); out <- o$minimum

o <- nlm(function(k) (k - 2)^2, 1); out <- o$estimate

o <- nlm(function(k) (k - 2)^2, 1); out <- o$gradient

o <- nlm(function(k) (k - 2)^2, 1); out <- o$code

o <- nlm(function(k) (k - 2)^2, 1); out <- o$iterations

o <- density(d$n); out <- class(o)

o <- density(d$n); out <- names(o)

o <- density(d$n); out <- length(o)

o <- density(d$n); out <- o$x

o <- density(d$n); out <- o$y

o <- density(d$n); out <- o$bw

o <- density(d$n); out <- o$n

o <- density(d$n); out <- o$call

o <- density(d$n); out <- o$data.name

o <- density(d$n); out <- o$has.na

o <- hist(d$n, plot = FALSE); out <- class(o)

o <- hist(d$n, plot = FALSE); out <- names(o)

o <- hist(d$n, plot = FALSE); out <- length(o)

o <- hist(d$n, plot = FALSE); out <- o$breaks

o <- hist(d$n, plot = FALSE); out <- o$counts

o <- hist(d$n, plot = FALSE); out <- o$density

o <- hist(d$n, plot = FALSE); out <- o$mids

o <- hist(d$n, plot = FALSE); out <- o$xname

o <- hist(d$n, plot = FALSE); out <- o$equidist

o <- rle(c(1, 1, 2)); out <- class(o)

o <- rle(c(1, 1, 2)); out <- names(o)

o <- rle(c(1, 1, 2)); out <- length(o)

o <- rle(c(1, 1, 2)); out <- o$lengths

o <- rle(c(1, 1, 2)); out <- o$values

o <- prcomp(s); out <- class(o)

o <- prcomp(s); out <- names(o)

o <- prcomp(s); out <- length(o)

o <- prcomp(s); out <- o$sdev

o <- prcomp(s); out <- o$rotation

o <- prcomp(s); out <- o$center

o <- prcomp(s); out <- o$scale

o <- prcomp(s); out <- o$x

o <- eigen(s); out <- class(o)

o <- eigen(s); out <- names(o)

o <- eigen(s); out <- length(o)

o <- eigen(s); out <- o$values

o <- eigen(s); out <- o$vectors

o <- qr(s); out <- class(o)

o <- qr(s); out <- names(o)

o <- qr(s); out <- length(o)

o <- qr(s); out <- o$qr

o <- qr(s); out <- o$rank

o <- qr(s); out <- o$qraux

o <- qr(s); out <- o$pivot

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- class(o)

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- names(o)

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- length(o)

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- o$cluster

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- o$centers

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- o$totss

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- o$withinss

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- o$tot.withinss

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- o$betweenss

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- o$size

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- o$iter

o <- kmeans(c(1, 2, 9, 10), centers = c(1, 10)); out <- o$ifault

o <- hclust(dist(c(1, 2, 9, 10))); out <- class(o)

o <- hclust(dist(c(1, 2, 9, 10))); out <- names(o)

o <- hclust(dist(c(1, 2, 9, 10))); out <- length(o)

o <- hclust(dist(c(1, 2, 9, 10))); out <- o$merge

o <- hclust(dist(c(1, 2, 9, 10))); out <- o$height

o <- hclust(dist(c(1, 2, 9, 10))); out <- o$order

o <- hclust(dist(c(1, 2, 9, 10))); out <- o$labels

o <- hclust(dist(c(1, 2, 9, 10))); out <- o$method

o <- hclust(dist(c(1, 2, 9, 10))); out <- o$call

o <- hclust(dist(c(1, 2, 9, 10))); out <- o$dist.method

o <- fisher.test(matrix(c(3, 2, 1, 5), 2)); out <- c(o$estimate, o$conf.int, o$p.value)

o <- fisher.test(matrix(c(12, 5, 7, 14), 2), alternative = "greater"); out <- c(o$estimate, o$conf.int, o$p.value)

o <- fisher.test(matrix(c(1, 15, 17, 4), 2), alternative = "less", conf.level = .9); out <- c(o$estimate, o$conf.int, o$p.value)

o <- fisher.test(matrix(c(0, 5, 7, 4), 2)); out <- c(o$estimate, o$conf.int, o$p.value)

o <- fisher.test(matrix(c(5, 0, 2, 4), 2)); out <- c(o$estimate, o$conf.int, o$p.value)

o <- fisher.test(matrix(c(2, 2, 2, 2), 2)); out <- c(o$estimate, o$conf.int, o$p.value)

o <- fisher.test(table(mtcars$am, mtcars$vs)); out <- sprintf("%.3f [%.3f, %.3f]", o$estimate, o$conf.int[1], o$conf.int[2])

out <- vapply(list(a = 1, b = 2), function(k) c(p = k, q = k^2), c(m = 0, s = 0))

out <- vapply(1:2, function(k) c(p = k, q = k^2), numeric(2))

out <- vapply(d[c("v", "n")], function(k) c(mean(k, na.rm = TRUE), sd(k, na.rm = TRUE)), c(m = 0, s = 0))

out <- vapply(d[c("v", "n")], range, c(lo = 0, hi = 0), na.rm = TRUE)["hi", "n"]

out <- vapply(1:2, function(k) k * 2, c(m = 0))

out <- vapply(c(a = 1, b = 2), function(k) c(r = k), c(m = 0))

out <- vapply(1:3, function(k) letters[k], ""); cat(vapply(c("a", "b"), nchar, 1L), "\n")

out <- vapply(list(), length, 1L); cat(length(vapply(character(0), nchar, c(a = 1))), "\n")

out <- vapply(1:3, function(i) i > 1, logical(1)); cat(dim(vapply(1:3, function(i) c(i, i), c(x = 0, y = 0))), "\n")
