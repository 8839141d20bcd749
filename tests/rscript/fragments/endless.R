# Fragments of R about distributions at infinite and zero parameters. start_of_endless.R precedes each of them.

a <- expand.grid(x = at, mean = c(-Inf, 0, 1.5, Inf), sd = c(0, 0.5, 2, Inf)); out <- dnorm(a$x, mean = a$mean, sd = a$sd)

a <- expand.grid(x = at, mean = c(-Inf, 0, 1.5, Inf), sd = c(0, 0.5, 2, Inf)); out <- dnorm(a$x, mean = a$mean, sd = a$sd, log = TRUE)

a <- expand.grid(x = at, mean = c(-Inf, 0, 1.5, Inf), sd = c(0, 0.5, 2, Inf)); out <- pnorm(a$x, mean = a$mean, sd = a$sd)

a <- expand.grid(x = at, mean = c(-Inf, 0, 1.5, Inf), sd = c(0, 0.5, 2, Inf)); out <- pnorm(a$x, mean = a$mean, sd = a$sd, lower.tail = FALSE)

a <- expand.grid(x = p, mean = c(-Inf, 0, 1.5, Inf), sd = c(0, 0.5, 2, Inf)); out <- qnorm(a$x, mean = a$mean, sd = a$sd)

a <- expand.grid(x = p, mean = c(-Inf, 0, 1.5, Inf), sd = c(0, 0.5, 2, Inf)); out <- qnorm(a$x, mean = a$mean, sd = a$sd, lower.tail = FALSE)

a <- expand.grid(x = at, meanlog = c(-Inf, 0, 1.5, Inf), sdlog = c(0, 0.5, 2, Inf)); out <- dlnorm(a$x, meanlog = a$meanlog, sdlog = a$sdlog)

a <- expand.grid(x = at, meanlog = c(-Inf, 0, 1.5, Inf), sdlog = c(0, 0.5, 2, Inf)); out <- dlnorm(a$x, meanlog = a$meanlog, sdlog = a$sdlog, log = TRUE)

a <- expand.grid(x = at, meanlog = c(-Inf, 0, 1.5, Inf), sdlog = c(0, 0.5, 2, Inf)); out <- plnorm(a$x, meanlog = a$meanlog, sdlog = a$sdlog)

a <- expand.grid(x = at, meanlog = c(-Inf, 0, 1.5, Inf), sdlog = c(0, 0.5, 2, Inf)); out <- plnorm(a$x, meanlog = a$meanlog, sdlog = a$sdlog, lower.tail = FALSE)

a <- expand.grid(x = p, meanlog = c(-Inf, 0, 1.5, Inf), sdlog = c(0, 0.5, 2, Inf)); out <- qlnorm(a$x, meanlog = a$meanlog, sdlog = a$sdlog)

a <- expand.grid(x = p, meanlog = c(-Inf, 0, 1.5, Inf), sdlog = c(0, 0.5, 2, Inf)); out <- qlnorm(a$x, meanlog = a$meanlog, sdlog = a$sdlog, lower.tail = FALSE)

a <- expand.grid(x = at, rate = c(0, 0.5, 2, Inf)); out <- dexp(a$x, rate = a$rate)

a <- expand.grid(x = at, rate = c(0, 0.5, 2, Inf)); out <- dexp(a$x, rate = a$rate, log = TRUE)

a <- expand.grid(x = at, rate = c(0, 0.5, 2, Inf)); out <- pexp(a$x, rate = a$rate)

a <- expand.grid(x = at, rate = c(0, 0.5, 2, Inf)); out <- pexp(a$x, rate = a$rate, lower.tail = FALSE)

a <- expand.grid(x = p, rate = c(0, 0.5, 2, Inf)); out <- qexp(a$x, rate = a$rate)

a <- expand.grid(x = p, rate = c(0, 0.5, 2, Inf)); out <- qexp(a$x, rate = a$rate, lower.tail = FALSE)

a <- expand.grid(x = at, shape = c(0, 0.5, 2, Inf), rate = c(0, 0.5, 2, Inf)); out <- dgamma(a$x, shape = a$shape, rate = a$rate)

a <- expand.grid(x = at, shape = c(0, 0.5, 2, Inf), rate = c(0, 0.5, 2, Inf)); out <- dgamma(a$x, shape = a$shape, rate = a$rate, log = TRUE)

a <- expand.grid(x = at, shape = c(0, 0.5, 2, Inf), rate = c(0, 0.5, 2, Inf)); out <- pgamma(a$x, shape = a$shape, rate = a$rate)

a <- expand.grid(x = at, shape = c(0, 0.5, 2, Inf), rate = c(0, 0.5, 2, Inf)); out <- pgamma(a$x, shape = a$shape, rate = a$rate, lower.tail = FALSE)

a <- expand.grid(x = p, shape = c(0, 0.5, 2, Inf), rate = c(0, 0.5, 2, Inf)); out <- qgamma(a$x, shape = a$shape, rate = a$rate)

a <- expand.grid(x = p, shape = c(0, 0.5, 2, Inf), rate = c(0, 0.5, 2, Inf)); out <- qgamma(a$x, shape = a$shape, rate = a$rate, lower.tail = FALSE)

a <- expand.grid(x = at, shape1 = c(0, 0.5, 2, Inf), shape2 = c(0, 0.5, 2, Inf)); out <- dbeta(a$x, shape1 = a$shape1, shape2 = a$shape2)

a <- expand.grid(x = at, shape1 = c(0, 0.5, 2, Inf), shape2 = c(0, 0.5, 2, Inf)); out <- dbeta(a$x, shape1 = a$shape1, shape2 = a$shape2, log = TRUE)

a <- expand.grid(x = at, shape1 = c(0, 0.5, 2, Inf), shape2 = c(0, 0.5, 2, Inf)); out <- pbeta(a$x, shape1 = a$shape1, shape2 = a$shape2)

a <- expand.grid(x = at, shape1 = c(0, 0.5, 2, Inf), shape2 = c(0, 0.5, 2, Inf)); out <- pbeta(a$x, shape1 = a$shape1, shape2 = a$shape2, lower.tail = FALSE)

a <- expand.grid(x = p, shape1 = c(0, 0.5, 2, Inf), shape2 = c(0, 0.5, 2, Inf)); out <- qbeta(a$x, shape1 = a$shape1, shape2 = a$shape2)

a <- expand.grid(x = at, df = c(0, 0.5, 2, Inf)); out <- dt(a$x, df = a$df)

a <- expand.grid(x = at, df = c(0, 0.5, 2, Inf)); out <- dt(a$x, df = a$df, log = TRUE)

a <- expand.grid(x = at, df = c(0, 0.5, 2, Inf)); out <- pt(a$x, df = a$df)

a <- expand.grid(x = at, df = c(0, 0.5, 2, Inf)); out <- pt(a$x, df = a$df, lower.tail = FALSE)

a <- expand.grid(x = p, df = c(0, 0.5, 2, Inf)); out <- qt(a$x, df = a$df)

a <- expand.grid(x = p, df = c(0, 0.5, 2, Inf)); out <- qt(a$x, df = a$df, lower.tail = FALSE)

a <- expand.grid(x = at, min = c(-Inf, 0, 1), max = c(0, 1, Inf)); out <- dunif(a$x, min = a$min, max = a$max)

a <- expand.grid(x = at, min = c(-Inf, 0, 1), max = c(0, 1, Inf)); out <- dunif(a$x, min = a$min, max = a$max, log = TRUE)

a <- expand.grid(x = at, min = c(-Inf, 0, 1), max = c(0, 1, Inf)); out <- punif(a$x, min = a$min, max = a$max)

a <- expand.grid(x = at, min = c(-Inf, 0, 1), max = c(0, 1, Inf)); out <- punif(a$x, min = a$min, max = a$max, lower.tail = FALSE)

a <- expand.grid(x = p, min = c(-Inf, 0, 1), max = c(0, 1, Inf)); out <- qunif(a$x, min = a$min, max = a$max)

a <- expand.grid(x = p, min = c(-Inf, 0, 1), max = c(0, 1, Inf)); out <- qunif(a$x, min = a$min, max = a$max, lower.tail = FALSE)

a <- expand.grid(x = at, shape = c(0, 0.5, 2, Inf), scale = c(0, 0.5, 2, Inf)); out <- dweibull(a$x, shape = a$shape, scale = a$scale)

a <- expand.grid(x = at, shape = c(0, 0.5, 2, Inf), scale = c(0, 0.5, 2, Inf)); out <- dweibull(a$x, shape = a$shape, scale = a$scale, log = TRUE)

a <- expand.grid(x = at, shape = c(0, 0.5, 2, Inf), scale = c(0, 0.5, 2, Inf)); out <- pweibull(a$x, shape = a$shape, scale = a$scale)

a <- expand.grid(x = at, shape = c(0, 0.5, 2, Inf), scale = c(0, 0.5, 2, Inf)); out <- pweibull(a$x, shape = a$shape, scale = a$scale, lower.tail = FALSE)

a <- expand.grid(x = p, shape = c(0, 0.5, 2, Inf), scale = c(0, 0.5, 2, Inf)); out <- qweibull(a$x, shape = a$shape, scale = a$scale)

a <- expand.grid(x = p, shape = c(0, 0.5, 2, Inf), scale = c(0, 0.5, 2, Inf)); out <- qweibull(a$x, shape = a$shape, scale = a$scale, lower.tail = FALSE)

a <- expand.grid(x = at, df = c(0, 0.5, 2, Inf)); out <- dchisq(a$x, df = a$df)

a <- expand.grid(x = at, df = c(0, 0.5, 2, Inf)); out <- dchisq(a$x, df = a$df, log = TRUE)

a <- expand.grid(x = at, df = c(0, 0.5, 2, Inf)); out <- pchisq(a$x, df = a$df)

a <- expand.grid(x = at, df = c(0, 0.5, 2, Inf)); out <- pchisq(a$x, df = a$df, lower.tail = FALSE)

a <- expand.grid(x = p, df = c(0, 0.5, 2, Inf)); out <- qchisq(a$x, df = a$df)

a <- expand.grid(x = p, df = c(0, 0.5, 2, Inf)); out <- qchisq(a$x, df = a$df, lower.tail = FALSE)

a <- expand.grid(x = at, size = c(0, 3, Inf), prob = c(0, 0.3, 1)); out <- dbinom(a$x, size = a$size, prob = a$prob)

a <- expand.grid(x = at, size = c(0, 3, Inf), prob = c(0, 0.3, 1)); out <- dbinom(a$x, size = a$size, prob = a$prob, log = TRUE)

a <- expand.grid(x = at, size = c(0, 3, Inf), prob = c(0, 0.3, 1)); out <- pbinom(a$x, size = a$size, prob = a$prob)

a <- expand.grid(x = at, size = c(0, 3, Inf), prob = c(0, 0.3, 1)); out <- pbinom(a$x, size = a$size, prob = a$prob, lower.tail = FALSE)

a <- expand.grid(x = p, size = c(0, 3, Inf), prob = c(0, 0.3, 1)); out <- qbinom(a$x, size = a$size, prob = a$prob)

a <- expand.grid(x = p, size = c(0, 3, Inf), prob = c(0, 0.3, 1)); out <- qbinom(a$x, size = a$size, prob = a$prob, lower.tail = FALSE)

a <- expand.grid(x = at, lambda = c(0, 0.5, 2, Inf)); out <- dpois(a$x, lambda = a$lambda)

a <- expand.grid(x = at, lambda = c(0, 0.5, 2, Inf)); out <- dpois(a$x, lambda = a$lambda, log = TRUE)

a <- expand.grid(x = at, lambda = c(0, 0.5, 2, Inf)); out <- ppois(a$x, lambda = a$lambda)

a <- expand.grid(x = at, lambda = c(0, 0.5, 2, Inf)); out <- ppois(a$x, lambda = a$lambda, lower.tail = FALSE)

a <- expand.grid(x = p, lambda = c(0, 0.5, 2, Inf)); out <- qpois(a$x, lambda = a$lambda)

a <- expand.grid(x = p, lambda = c(0, 0.5, 2, Inf)); out <- qpois(a$x, lambda = a$lambda, lower.tail = FALSE)

a <- expand.grid(x = at, size = c(0, 3, Inf), prob = c(0, 0.3, 1)); out <- dnbinom(a$x, size = a$size, prob = a$prob)

a <- expand.grid(x = at, size = c(0, 3, Inf), prob = c(0, 0.3, 1)); out <- pnbinom(a$x, size = a$size, prob = a$prob)

a <- expand.grid(x = p, size = c(0, 3, Inf), prob = c(0, 0.3, 1)); out <- qnbinom(a$x, size = a$size, prob = a$prob)

a <- expand.grid(x = at, size = c(0, 0.5, 3, Inf), mu = c(0, 0.5, 2, Inf)); out <- dnbinom(a$x, size = a$size, mu = a$mu)

a <- expand.grid(x = at, size = c(0, 0.5, 3, Inf), mu = c(0, 0.5, 2, Inf)); out <- pnbinom(a$x, size = a$size, mu = a$mu)

a <- expand.grid(x = p, size = c(0, 0.5, 3, Inf), mu = c(0, 0.5, 2, Inf)); out <- qnbinom(a$x, size = a$size, mu = a$mu)

a <- expand.grid(x = at, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- dcauchy(a$x, location = a$location, scale = a$scale)

a <- expand.grid(x = at, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- dcauchy(a$x, location = a$location, scale = a$scale, log = TRUE)

a <- expand.grid(x = at, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- pcauchy(a$x, location = a$location, scale = a$scale)

a <- expand.grid(x = at, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- pcauchy(a$x, location = a$location, scale = a$scale, lower.tail = FALSE)

a <- expand.grid(x = p, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- qcauchy(a$x, location = a$location, scale = a$scale)

a <- expand.grid(x = p, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- qcauchy(a$x, location = a$location, scale = a$scale, lower.tail = FALSE)

a <- expand.grid(x = at, prob = c(0, 0.3, 1)); out <- dgeom(a$x, prob = a$prob)

a <- expand.grid(x = at, prob = c(0, 0.3, 1)); out <- dgeom(a$x, prob = a$prob, log = TRUE)

a <- expand.grid(x = at, prob = c(0, 0.3, 1)); out <- pgeom(a$x, prob = a$prob)

a <- expand.grid(x = at, prob = c(0, 0.3, 1)); out <- pgeom(a$x, prob = a$prob, lower.tail = FALSE)

a <- expand.grid(x = p, prob = c(0, 0.3, 1)); out <- qgeom(a$x, prob = a$prob)

a <- expand.grid(x = p, prob = c(0, 0.3, 1)); out <- qgeom(a$x, prob = a$prob, lower.tail = FALSE)

a <- expand.grid(x = at, m = c(0, 3, Inf), n = c(0, 2, Inf), k = c(0, 2, Inf)); out <- dhyper(a$x, m = a$m, n = a$n, k = a$k)

a <- expand.grid(x = at, m = c(0, 3, Inf), n = c(0, 2, Inf), k = c(0, 2, Inf)); out <- dhyper(a$x, m = a$m, n = a$n, k = a$k, log = TRUE)

a <- expand.grid(x = at, m = c(0, 3, Inf), n = c(0, 2, Inf), k = c(0, 2, Inf)); out <- phyper(a$x, m = a$m, n = a$n, k = a$k)

a <- expand.grid(x = at, m = c(0, 3, Inf), n = c(0, 2, Inf), k = c(0, 2, Inf)); out <- phyper(a$x, m = a$m, n = a$n, k = a$k, lower.tail = FALSE)

a <- expand.grid(x = p, m = c(0, 3, Inf), n = c(0, 2, Inf), k = c(0, 2, Inf)); out <- qhyper(a$x, m = a$m, n = a$n, k = a$k)

a <- expand.grid(x = p, m = c(0, 3, Inf), n = c(0, 2, Inf), k = c(0, 2, Inf)); out <- qhyper(a$x, m = a$m, n = a$n, k = a$k, lower.tail = FALSE)

a <- expand.grid(x = at, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- dlogis(a$x, location = a$location, scale = a$scale)

a <- expand.grid(x = at, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- dlogis(a$x, location = a$location, scale = a$scale, log = TRUE)

a <- expand.grid(x = at, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- plogis(a$x, location = a$location, scale = a$scale)

a <- expand.grid(x = at, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- plogis(a$x, location = a$location, scale = a$scale, lower.tail = FALSE)

a <- expand.grid(x = p, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- qlogis(a$x, location = a$location, scale = a$scale)

a <- expand.grid(x = p, location = c(-Inf, 0, 1.5, Inf), scale = c(0, 0.5, 2, Inf)); out <- qlogis(a$x, location = a$location, scale = a$scale, lower.tail = FALSE)

a <- expand.grid(x = at, df1 = c(0, 0.5, 2, Inf), df2 = c(0, 0.5, 2, Inf)); out <- df(a$x, df1 = a$df1, df2 = a$df2)

a <- expand.grid(x = at, df1 = c(0, 0.5, 2, Inf), df2 = c(0, 0.5, 2, Inf)); out <- df(a$x, df1 = a$df1, df2 = a$df2, log = TRUE)

a <- expand.grid(x = at, df1 = c(0, 0.5, 2, Inf), df2 = c(0, 0.5, 2, Inf)); out <- pf(a$x, df1 = a$df1, df2 = a$df2)

a <- expand.grid(x = at, df1 = c(0, 0.5, 2, Inf), df2 = c(0, 0.5, 2, Inf)); out <- pf(a$x, df1 = a$df1, df2 = a$df2, lower.tail = FALSE)

a <- expand.grid(x = p, df1 = c(0, 0.5, 2, Inf), df2 = c(0, 0.5, 2, Inf)); out <- qf(a$x, df1 = a$df1, df2 = a$df2)

a <- expand.grid(x = p, df1 = c(0, 0.5, 2, Inf), df2 = c(0, 0.5, 2, Inf)); out <- qf(a$x, df1 = a$df1, df2 = a$df2, lower.tail = FALSE)

out <- dnorm(1, Inf)

out <- dnorm(1, 0, Inf)

out <- pnorm(2, -Inf, 2)

out <- qnorm(c(0, 0.5, 1), -Inf, 2)

out <- dgamma(Inf, 2, 2)

out <- dweibull(Inf, 2, 2)

out <- dpois(Inf, 2)

out <- dnbinom(Inf, 3, 0.3)

out <- pgamma(1, Inf)

out <- qbeta(0.5, Inf, 1)

out <- df(0, 2, Inf)

out <- pf(3, 2, Inf, lower.tail = FALSE)

out <- qhyper(0, 3, 0, 2)

out <- dlnorm(1, -Inf, 2)
