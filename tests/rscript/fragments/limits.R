# Fragments of R about distributions with parameters on and beyond their bounds. start_of_limits.R precedes each of them.

out <- dbeta(c(0.3, 0, 1), 0, 1)

out <- pbeta(c(0.3, 0, 1), 0, 1)

out <- qbeta(c(0, 0.5, 1), 0, 1)

out <- dbeta(c(0.3, 0, 1), 0, 1, log = TRUE)

out <- dbeta(c(0.3, 0, 1), 1, 0)

out <- pbeta(c(0.3, 0, 1), 1, 0)

out <- qbeta(c(0, 0.5, 1), 1, 0)

out <- dbeta(c(0.3, 0, 1), 1, 0, log = TRUE)

out <- dbeta(c(0.3, 0, 1), Inf, 1)

out <- pbeta(c(0.3, 0, 1), Inf, 1)

out <- qbeta(c(0, 0.5, 1), Inf, 1)

out <- dbeta(c(0.3, 0, 1), Inf, 1, log = TRUE)

out <- dbeta(c(0.3, 0, 1), 1, Inf)

out <- pbeta(c(0.3, 0, 1), 1, Inf)

out <- qbeta(c(0, 0.5, 1), 1, Inf)

out <- dbeta(c(0.3, 0, 1), 1, Inf, log = TRUE)

out <- dbeta(c(0.3, 0, 1), Inf, Inf)

out <- pbeta(c(0.3, 0, 1), Inf, Inf)

out <- qbeta(c(0, 0.5, 1), Inf, Inf)

out <- dbeta(c(0.3, 0, 1), Inf, Inf, log = TRUE)

out <- dbeta(c(0.3, 0, 1), -1, 1)

out <- pbeta(c(0.3, 0, 1), -1, 1)

out <- qbeta(c(0, 0.5, 1), -1, 1)

out <- dbeta(c(0.3, 0, 1), -1, 1, log = TRUE)

out <- dbeta(c(0.3, 0, 1), 1, -1)

out <- pbeta(c(0.3, 0, 1), 1, -1)

out <- qbeta(c(0, 0.5, 1), 1, -1)

out <- dbeta(c(0.3, 0, 1), 1, -1, log = TRUE)

out <- dbeta(c(-1, 0, 0.5, 1, -Inf, NA), 2, 3)

out <- pbeta(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 2, 3)

out <- qbeta(c(-1, 0, 0.5, 1, 2, NA), 2, 3)

out <- pbeta(c(0.5, 1), 2, 3, lower.tail = FALSE, log.p = TRUE)

out <- qbeta(c(0, 0.5, 1), 2, 3, lower.tail = FALSE)

out <- is.nan(dbeta(1, -1, -1))

out <- dgamma(c(0, 0.5, 2), 0, 1)

out <- pgamma(c(0, 0.5, 2), 0, 1)

out <- qgamma(c(0, 0.5, 1), 0, 1)

out <- dgamma(c(0, 0.5, 2), 0, 1, log = TRUE)

out <- dgamma(c(0, 0.5, 2), 1, 0)

out <- pgamma(c(0, 0.5, 2), 1, 0)

out <- qgamma(c(0, 0.5, 1), 1, 0)

out <- dgamma(c(0, 0.5, 2), 1, 0, log = TRUE)

out <- dgamma(c(0, 0.5, 2), -1, 1)

out <- pgamma(c(0, 0.5, 2), -1, 1)

out <- qgamma(c(0, 0.5, 1), -1, 1)

out <- dgamma(c(0, 0.5, 2), -1, 1, log = TRUE)

out <- dgamma(c(0, 0.5, 2), 1, -1)

out <- pgamma(c(0, 0.5, 2), 1, -1)

out <- qgamma(c(0, 0.5, 1), 1, -1)

out <- dgamma(c(0, 0.5, 2), 1, -1, log = TRUE)

out <- dgamma(c(-1, 0, 0.5, 1, -Inf, NA), 2, 3)

out <- pgamma(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 2, 3)

out <- qgamma(c(-1, 0, 0.5, 1, 2, NA), 2, 3)

out <- pgamma(c(0.5, 1), 2, 3, lower.tail = FALSE, log.p = TRUE)

out <- qgamma(c(0, 0.5, 1), 2, 3, lower.tail = FALSE)

out <- is.nan(dgamma(1, -1, -1))

out <- dnorm(c(-1, 0, 1), 0, 0)

out <- pnorm(c(-1, 0, 1), 0, 0)

out <- qnorm(c(0, 0.5, 1), 0, 0)

out <- dnorm(c(-1, 0, 1), 0, 0, log = TRUE)

out <- dnorm(c(-1, 0, 1), 0, -1)

out <- pnorm(c(-1, 0, 1), 0, -1)

out <- qnorm(c(0, 0.5, 1), 0, -1)

out <- dnorm(c(-1, 0, 1), 0, -1, log = TRUE)

out <- dnorm(c(-1, 0, 1), 0, Inf)

out <- pnorm(c(-1, 0, 1), 0, Inf)

out <- qnorm(c(0, 0.5, 1), 0, Inf)

out <- dnorm(c(-1, 0, 1), 0, Inf, log = TRUE)

out <- dnorm(c(-1, 0, 1), Inf, 1)

out <- pnorm(c(-1, 0, 1), Inf, 1)

out <- qnorm(c(0, 0.5, 1), Inf, 1)

out <- dnorm(c(-1, 0, 1), Inf, 1, log = TRUE)

out <- dnorm(c(-1, 0, 1), 1, 0)

out <- pnorm(c(-1, 0, 1), 1, 0)

out <- qnorm(c(0, 0.5, 1), 1, 0)

out <- dnorm(c(-1, 0, 1), 1, 0, log = TRUE)

out <- dnorm(c(-1, 0, 1), NA, 1)

out <- pnorm(c(-1, 0, 1), NA, 1)

out <- qnorm(c(0, 0.5, 1), NA, 1)

out <- dnorm(c(-1, 0, 1), NA, 1, log = TRUE)

out <- dnorm(c(-1, 0, 0.5, 1, -Inf, NA), 0, 1)

out <- pnorm(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 0, 1)

out <- qnorm(c(-1, 0, 0.5, 1, 2, NA), 0, 1)

out <- pnorm(c(0.5, 1), 0, 1, lower.tail = FALSE, log.p = TRUE)

out <- qnorm(c(0, 0.5, 1), 0, 1, lower.tail = FALSE)

out <- is.nan(dnorm(1, -1, -1))

out <- dlnorm(c(0, 1, 2), 0, 0)

out <- plnorm(c(0, 1, 2), 0, 0)

out <- qlnorm(c(0, 0.5, 1), 0, 0)

out <- dlnorm(c(0, 1, 2), 0, 0, log = TRUE)

out <- dlnorm(c(0, 1, 2), 0, -1)

out <- plnorm(c(0, 1, 2), 0, -1)

out <- qlnorm(c(0, 0.5, 1), 0, -1)

out <- dlnorm(c(0, 1, 2), 0, -1, log = TRUE)

out <- dlnorm(c(0, 1, 2), 0, Inf)

out <- plnorm(c(0, 1, 2), 0, Inf)

out <- qlnorm(c(0, 0.5, 1), 0, Inf)

out <- dlnorm(c(0, 1, 2), 0, Inf, log = TRUE)

out <- dlnorm(c(-1, 0, 0.5, 1, -Inf, NA), 0, 1)

out <- plnorm(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 0, 1)

out <- qlnorm(c(-1, 0, 0.5, 1, 2, NA), 0, 1)

out <- plnorm(c(0.5, 1), 0, 1, lower.tail = FALSE, log.p = TRUE)

out <- qlnorm(c(0, 0.5, 1), 0, 1, lower.tail = FALSE)

out <- is.nan(dlnorm(1, -1, -1))

out <- dbinom(c(0, 1, 3), 3, 0)

out <- pbinom(c(0, 1, 3), 3, 0)

out <- qbinom(c(0, 0.5, 1), 3, 0)

out <- dbinom(c(0, 1, 3), 3, 0, log = TRUE)

out <- dbinom(c(0, 1, 3), 3, 1)

out <- pbinom(c(0, 1, 3), 3, 1)

out <- qbinom(c(0, 0.5, 1), 3, 1)

out <- dbinom(c(0, 1, 3), 3, 1, log = TRUE)

out <- dbinom(c(0, 1, 3), 0, 0.5)

out <- pbinom(c(0, 1, 3), 0, 0.5)

out <- qbinom(c(0, 0.5, 1), 0, 0.5)

out <- dbinom(c(0, 1, 3), 0, 0.5, log = TRUE)

out <- dbinom(c(0, 1, 3), 3, 1.5)

out <- pbinom(c(0, 1, 3), 3, 1.5)

out <- qbinom(c(0, 0.5, 1), 3, 1.5)

out <- dbinom(c(0, 1, 3), 3, 1.5, log = TRUE)

out <- dbinom(c(0, 1, 3), 3, -0.1)

out <- pbinom(c(0, 1, 3), 3, -0.1)

out <- qbinom(c(0, 0.5, 1), 3, -0.1)

out <- dbinom(c(0, 1, 3), 3, -0.1, log = TRUE)

out <- dbinom(c(0, 1, 3), -1, 0.5)

out <- pbinom(c(0, 1, 3), -1, 0.5)

out <- qbinom(c(0, 0.5, 1), -1, 0.5)

out <- dbinom(c(0, 1, 3), -1, 0.5, log = TRUE)

out <- dbinom(c(-1, 0, 0.5, 1, -Inf, NA), 3, 0.4)

out <- pbinom(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 3, 0.4)

out <- qbinom(c(-1, 0, 0.5, 1, 2, NA), 3, 0.4)

out <- pbinom(c(0.5, 1), 3, 0.4, lower.tail = FALSE, log.p = TRUE)

out <- qbinom(c(0, 0.5, 1), 3, 0.4, lower.tail = FALSE)

out <- is.nan(dbinom(1, -1, -1))

out <- dpois(c(0, 1, 2), 0)

out <- ppois(c(0, 1, 2), 0)

out <- qpois(c(0, 0.5, 1), 0)

out <- dpois(c(0, 1, 2), 0, log = TRUE)

out <- dpois(c(0, 1, 2), -1)

out <- ppois(c(0, 1, 2), -1)

out <- qpois(c(0, 0.5, 1), -1)

out <- dpois(c(0, 1, 2), -1, log = TRUE)

out <- dpois(c(-1, 0, 0.5, 1, -Inf, NA), 2)

out <- ppois(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 2)

out <- qpois(c(-1, 0, 0.5, 1, 2, NA), 2)

out <- ppois(c(0.5, 1), 2, lower.tail = FALSE, log.p = TRUE)

out <- qpois(c(0, 0.5, 1), 2, lower.tail = FALSE)

out <- is.nan(dpois(1, -1))

out <- dnbinom(c(0, 1, 2), 0, 0.5)

out <- pnbinom(c(0, 1, 2), 0, 0.5)

out <- qnbinom(c(0, 0.5, 1), 0, 0.5)

out <- dnbinom(c(0, 1, 2), 0, 0.5, log = TRUE)

out <- dnbinom(c(0, 1, 2), 1, 0)

out <- pnbinom(c(0, 1, 2), 1, 0)

out <- qnbinom(c(0, 0.5, 1), 1, 0)

out <- dnbinom(c(0, 1, 2), 1, 0, log = TRUE)

out <- dnbinom(c(0, 1, 2), 1, 1)

out <- pnbinom(c(0, 1, 2), 1, 1)

out <- qnbinom(c(0, 0.5, 1), 1, 1)

out <- dnbinom(c(0, 1, 2), 1, 1, log = TRUE)

out <- dnbinom(c(0, 1, 2), -1, 0.5)

out <- pnbinom(c(0, 1, 2), -1, 0.5)

out <- qnbinom(c(0, 0.5, 1), -1, 0.5)

out <- dnbinom(c(0, 1, 2), -1, 0.5, log = TRUE)

out <- dnbinom(c(0, 1, 2), 1, 1.5)

out <- pnbinom(c(0, 1, 2), 1, 1.5)

out <- qnbinom(c(0, 0.5, 1), 1, 1.5)

out <- dnbinom(c(0, 1, 2), 1, 1.5, log = TRUE)

out <- dnbinom(c(-1, 0, 0.5, 1, -Inf, NA), 2, 0.4)

out <- pnbinom(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 2, 0.4)

out <- qnbinom(c(-1, 0, 0.5, 1, 2, NA), 2, 0.4)

out <- pnbinom(c(0.5, 1), 2, 0.4, lower.tail = FALSE, log.p = TRUE)

out <- qnbinom(c(0, 0.5, 1), 2, 0.4, lower.tail = FALSE)

out <- is.nan(dnbinom(1, -1, -1))

out <- dexp(c(0, 1, -1), 0)

out <- pexp(c(0, 1, -1), 0)

out <- qexp(c(0, 0.5, 1), 0)

out <- dexp(c(0, 1, -1), 0, log = TRUE)

out <- dexp(c(0, 1, -1), -1)

out <- pexp(c(0, 1, -1), -1)

out <- qexp(c(0, 0.5, 1), -1)

out <- dexp(c(0, 1, -1), -1, log = TRUE)

out <- dexp(c(-1, 0, 0.5, 1, -Inf, NA), 2)

out <- pexp(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 2)

out <- qexp(c(-1, 0, 0.5, 1, 2, NA), 2)

out <- pexp(c(0.5, 1), 2, lower.tail = FALSE, log.p = TRUE)

out <- qexp(c(0, 0.5, 1), 2, lower.tail = FALSE)

out <- is.nan(dexp(1, -1))

out <- dweibull(c(0, 1, -1), 0, 1)

out <- pweibull(c(0, 1, -1), 0, 1)

out <- qweibull(c(0, 0.5, 1), 0, 1)

out <- dweibull(c(0, 1, -1), 0, 1, log = TRUE)

out <- dweibull(c(0, 1, -1), 1, 0)

out <- pweibull(c(0, 1, -1), 1, 0)

out <- qweibull(c(0, 0.5, 1), 1, 0)

out <- dweibull(c(0, 1, -1), 1, 0, log = TRUE)

out <- dweibull(c(0, 1, -1), -1, 1)

out <- pweibull(c(0, 1, -1), -1, 1)

out <- qweibull(c(0, 0.5, 1), -1, 1)

out <- dweibull(c(0, 1, -1), -1, 1, log = TRUE)

out <- dweibull(c(0, 1, -1), 1, -1)

out <- pweibull(c(0, 1, -1), 1, -1)

out <- qweibull(c(0, 0.5, 1), 1, -1)

out <- dweibull(c(0, 1, -1), 1, -1, log = TRUE)

out <- dweibull(c(0, 1, -1), 1, Inf)

out <- pweibull(c(0, 1, -1), 1, Inf)

out <- qweibull(c(0, 0.5, 1), 1, Inf)

out <- dweibull(c(0, 1, -1), 1, Inf, log = TRUE)

out <- dweibull(c(-1, 0, 0.5, 1, -Inf, NA), 2, 3)

out <- pweibull(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 2, 3)

out <- qweibull(c(-1, 0, 0.5, 1, 2, NA), 2, 3)

out <- pweibull(c(0.5, 1), 2, 3, lower.tail = FALSE, log.p = TRUE)

out <- qweibull(c(0, 0.5, 1), 2, 3, lower.tail = FALSE)

out <- is.nan(dweibull(1, -1, -1))

out <- dt(c(0, 1, -1), 0)

out <- pt(c(0, 1, -1), 0)

out <- qt(c(0, 0.5, 1), 0)

out <- dt(c(0, 1, -1), 0, log = TRUE)

out <- dt(c(0, 1, -1), -1)

out <- pt(c(0, 1, -1), -1)

out <- qt(c(0, 0.5, 1), -1)

out <- dt(c(0, 1, -1), -1, log = TRUE)

out <- dt(c(0, 1, -1), Inf)

out <- pt(c(0, 1, -1), Inf)

out <- qt(c(0, 0.5, 1), Inf)

out <- dt(c(0, 1, -1), Inf, log = TRUE)

out <- dt(c(-1, 0, 0.5, 1, -Inf, NA), 4)

out <- pt(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 4)

out <- qt(c(-1, 0, 0.5, 1, 2, NA), 4)

out <- pt(c(0.5, 1), 4, lower.tail = FALSE, log.p = TRUE)

out <- qt(c(0, 0.5, 1), 4, lower.tail = FALSE)

out <- is.nan(dt(1, -1))

out <- dchisq(c(0, 1, 2), 0)

out <- pchisq(c(0, 1, 2), 0)

out <- qchisq(c(0, 0.5, 1), 0)

out <- dchisq(c(0, 1, 2), 0, log = TRUE)

out <- dchisq(c(0, 1, 2), -1)

out <- pchisq(c(0, 1, 2), -1)

out <- qchisq(c(0, 0.5, 1), -1)

out <- dchisq(c(0, 1, 2), -1, log = TRUE)

out <- dchisq(c(-1, 0, 0.5, 1, -Inf, NA), 3)

out <- pchisq(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 3)

out <- qchisq(c(-1, 0, 0.5, 1, 2, NA), 3)

out <- pchisq(c(0.5, 1), 3, lower.tail = FALSE, log.p = TRUE)

out <- qchisq(c(0, 0.5, 1), 3, lower.tail = FALSE)

out <- is.nan(dchisq(1, -1))

out <- dunif(c(0, 1, 2), 1, 1)

out <- punif(c(0, 1, 2), 1, 1)

out <- qunif(c(0, 0.5, 1), 1, 1)

out <- dunif(c(0, 1, 2), 1, 1, log = TRUE)

out <- dunif(c(0, 1, 2), 2, 1)

out <- punif(c(0, 1, 2), 2, 1)

out <- qunif(c(0, 0.5, 1), 2, 1)

out <- dunif(c(0, 1, 2), 2, 1, log = TRUE)

out <- dunif(c(-1, 0, 0.5, 1, -Inf, NA), 0, 2)

out <- punif(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 0, 2)

out <- qunif(c(-1, 0, 0.5, 1, 2, NA), 0, 2)

out <- punif(c(0.5, 1), 0, 2, lower.tail = FALSE, log.p = TRUE)

out <- qunif(c(0, 0.5, 1), 0, 2, lower.tail = FALSE)

out <- is.nan(dunif(1, -1, -1))

out <- dcauchy(c(0, 1, 2), 0, -1)

out <- pcauchy(c(0, 1, 2), 0, -1)

out <- qcauchy(c(0, 0.5, 1), 0, -1)

out <- dcauchy(c(0, 1, 2), 0, -1, log = TRUE)

out <- dcauchy(c(-1, 0, 0.5, 1, -Inf, NA), 0, 1)

out <- pcauchy(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 0, 1)

out <- qcauchy(c(-1, 0, 0.5, 1, 2, NA), 0, 1)

out <- pcauchy(c(0.5, 1), 0, 1, lower.tail = FALSE, log.p = TRUE)

out <- qcauchy(c(0, 0.5, 1), 0, 1, lower.tail = FALSE)

out <- is.nan(dcauchy(1, -1, -1))

out <- dlogis(c(0, 1, 2), 0, -1)

out <- plogis(c(0, 1, 2), 0, -1)

out <- qlogis(c(0, 0.5, 1), 0, -1)

out <- dlogis(c(0, 1, 2), 0, -1, log = TRUE)

out <- dlogis(c(0, 1, 2), 0, Inf)

out <- plogis(c(0, 1, 2), 0, Inf)

out <- qlogis(c(0, 0.5, 1), 0, Inf)

out <- dlogis(c(0, 1, 2), 0, Inf, log = TRUE)

out <- dlogis(c(-1, 0, 0.5, 1, -Inf, NA), 0, 1)

out <- plogis(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 0, 1)

out <- qlogis(c(-1, 0, 0.5, 1, 2, NA), 0, 1)

out <- plogis(c(0.5, 1), 0, 1, lower.tail = FALSE, log.p = TRUE)

out <- qlogis(c(0, 0.5, 1), 0, 1, lower.tail = FALSE)

out <- is.nan(dlogis(1, -1, -1))

out <- dgeom(c(0, 1, 2), 0)

out <- pgeom(c(0, 1, 2), 0)

out <- qgeom(c(0, 0.5, 1), 0)

out <- dgeom(c(0, 1, 2), 0, log = TRUE)

out <- dgeom(c(0, 1, 2), 1)

out <- pgeom(c(0, 1, 2), 1)

out <- qgeom(c(0, 0.5, 1), 1)

out <- dgeom(c(0, 1, 2), 1, log = TRUE)

out <- dgeom(c(0, 1, 2), 1.5)

out <- pgeom(c(0, 1, 2), 1.5)

out <- qgeom(c(0, 0.5, 1), 1.5)

out <- dgeom(c(0, 1, 2), 1.5, log = TRUE)

out <- dgeom(c(-1, 0, 0.5, 1, -Inf, NA), 0.3)

out <- pgeom(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 0.3)

out <- qgeom(c(-1, 0, 0.5, 1, 2, NA), 0.3)

out <- pgeom(c(0.5, 1), 0.3, lower.tail = FALSE, log.p = TRUE)

out <- qgeom(c(0, 0.5, 1), 0.3, lower.tail = FALSE)

out <- is.nan(dgeom(1, -1))

out <- df(c(0, 1, 2), 0, 1)

out <- pf(c(0, 1, 2), 0, 1)

out <- qf(c(0, 0.5, 1), 0, 1)

out <- df(c(0, 1, 2), 0, 1, log = TRUE)

out <- df(c(0, 1, 2), 1, 0)

out <- pf(c(0, 1, 2), 1, 0)

out <- qf(c(0, 0.5, 1), 1, 0)

out <- df(c(0, 1, 2), 1, 0, log = TRUE)

out <- df(c(0, 1, 2), -1, 1)

out <- pf(c(0, 1, 2), -1, 1)

out <- qf(c(0, 0.5, 1), -1, 1)

out <- df(c(0, 1, 2), -1, 1, log = TRUE)

out <- df(c(-1, 0, 0.5, 1, -Inf, NA), 3, 4)

out <- pf(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 3, 4)

out <- qf(c(-1, 0, 0.5, 1, 2, NA), 3, 4)

out <- pf(c(0.5, 1), 3, 4, lower.tail = FALSE, log.p = TRUE)

out <- qf(c(0, 0.5, 1), 3, 4, lower.tail = FALSE)

out <- is.nan(df(1, -1, -1))

out <- dhyper(c(0, 1, 2), 0, 0, 0)

out <- phyper(c(0, 1, 2), 0, 0, 0)

out <- qhyper(c(0, 0.5, 1), 0, 0, 0)

out <- dhyper(c(0, 1, 2), 0, 0, 0, log = TRUE)

out <- dhyper(c(0, 1, 2), 3, 2, 6)

out <- phyper(c(0, 1, 2), 3, 2, 6)

out <- qhyper(c(0, 0.5, 1), 3, 2, 6)

out <- dhyper(c(0, 1, 2), 3, 2, 6, log = TRUE)

out <- dhyper(c(0, 1, 2), -1, 2, 1)

out <- phyper(c(0, 1, 2), -1, 2, 1)

out <- qhyper(c(0, 0.5, 1), -1, 2, 1)

out <- dhyper(c(0, 1, 2), -1, 2, 1, log = TRUE)

out <- dhyper(c(0, 1, 2), 3, 2, 0)

out <- phyper(c(0, 1, 2), 3, 2, 0)

out <- qhyper(c(0, 0.5, 1), 3, 2, 0)

out <- dhyper(c(0, 1, 2), 3, 2, 0, log = TRUE)

out <- dhyper(c(-1, 0, 0.5, 1, -Inf, NA), 3, 2, 2)

out <- phyper(c(-1, 0, 0.5, 1, Inf, -Inf, NA), 3, 2, 2)

out <- qhyper(c(-1, 0, 0.5, 1, 2, NA), 3, 2, 2)

out <- phyper(c(0.5, 1), 3, 2, 2, lower.tail = FALSE, log.p = TRUE)

out <- qhyper(c(0, 0.5, 1), 3, 2, 2, lower.tail = FALSE)

out <- is.nan(dhyper(1, -1, -1, -1))

s <- c(0, 1, 2)
out <- dnorm(c(u = 1, v = 2, w = Inf), s - 2, s)

s <- c(0, 1, 2)
out <- pnorm(c(u = 1, v = 2, w = Inf), s - 2, s)

s <- c(1, 2)
out <- qnorm(c(0.1, 0.5), s - 2, s, lower.tail = FALSE)

s <- c(1, 2)
out <- qnorm(log(c(0.1, 0.5)), s - 2, s, log.p = TRUE)

s <- 1
l <- s > 2
out <- dnorm(matrix(1:4, 2), s - 2, s, log = l)

s <- c(0, 1, 2)
out <- dgamma(c(u = 1, v = 2, w = Inf), s + 1, s)

s <- c(0, 1, 2)
out <- pgamma(c(u = 1, v = 2, w = Inf), s + 1, s)

s <- c(1, 2)
out <- qgamma(c(0.1, 0.5), s + 1, s, lower.tail = FALSE)

s <- c(1, 2)
out <- qgamma(log(c(0.1, 0.5)), s + 1, s, log.p = TRUE)

s <- 1
l <- s > 2
out <- dgamma(matrix(1:4, 2), s + 1, s, log = l)

s <- c(0, 1, 2)
out <- dgamma(c(u = 1, v = 2, w = Inf), s, scale = s)

s <- c(0, 1, 2)
out <- pgamma(c(u = 1, v = 2, w = Inf), s, scale = s)

s <- c(1, 2)
out <- qgamma(c(0.1, 0.5), s, scale = s, lower.tail = FALSE)

s <- c(1, 2)
out <- qgamma(log(c(0.1, 0.5)), s, scale = s, log.p = TRUE)

s <- 1
l <- s > 2
out <- dgamma(matrix(1:4, 2), s, scale = s, log = l)

s <- c(0, 1, 2)
out <- dexp(c(u = 1, v = 2, w = Inf), s)

s <- c(0, 1, 2)
out <- pexp(c(u = 1, v = 2, w = Inf), s)

s <- c(1, 2)
out <- qexp(c(0.1, 0.5), s, lower.tail = FALSE)

s <- c(1, 2)
out <- qexp(log(c(0.1, 0.5)), s, log.p = TRUE)

s <- 1
l <- s > 2
out <- dexp(matrix(1:4, 2), s, log = l)

s <- c(0, 1, 2)
out <- dpois(c(u = 1, v = 2, w = Inf), s)

s <- c(0, 1, 2)
out <- ppois(c(u = 1, v = 2, w = Inf), s)

s <- c(1, 2)
out <- qpois(c(0.1, 0.5), s, lower.tail = FALSE)

s <- c(1, 2)
out <- qpois(log(c(0.1, 0.5)), s, log.p = TRUE)

s <- 1
l <- s > 2
out <- dpois(matrix(1:4, 2), s, log = l)

s <- c(0, 1, 2)
out <- dbinom(c(u = 1, v = 2, w = Inf), 4, s / 4)

s <- c(0, 1, 2)
out <- pbinom(c(u = 1, v = 2, w = Inf), 4, s / 4)

s <- c(1, 2)
out <- qbinom(c(0.1, 0.5), 4, s / 4, lower.tail = FALSE)

s <- c(1, 2)
out <- qbinom(log(c(0.1, 0.5)), 4, s / 4, log.p = TRUE)

s <- 1
l <- s > 2
out <- dbinom(matrix(1:4, 2), 4, s / 4, log = l)

s <- c(0, 1, 2)
out <- dnbinom(c(u = 1, v = 2, w = Inf), s, mu = s + 1)

s <- c(0, 1, 2)
out <- pnbinom(c(u = 1, v = 2, w = Inf), s, mu = s + 1)

s <- c(1, 2)
out <- qnbinom(c(0.1, 0.5), s, mu = s + 1, lower.tail = FALSE)

s <- c(1, 2)
out <- qnbinom(log(c(0.1, 0.5)), s, mu = s + 1, log.p = TRUE)

s <- 1
l <- s > 2
out <- dnbinom(matrix(1:4, 2), s, mu = s + 1, log = l)

s <- c(0, 1, 2)
out <- dnbinom(c(u = 1, v = 2, w = Inf), 3, s / 4)

s <- c(0, 1, 2)
out <- pnbinom(c(u = 1, v = 2, w = Inf), 3, s / 4)

s <- c(1, 2)
out <- qnbinom(c(0.1, 0.5), 3, s / 4, lower.tail = FALSE)

s <- c(1, 2)
out <- qnbinom(log(c(0.1, 0.5)), 3, s / 4, log.p = TRUE)

s <- 1
l <- s > 2
out <- dnbinom(matrix(1:4, 2), 3, s / 4, log = l)

s <- c(0, 1, 2)
out <- dbeta(c(u = 1, v = 2, w = Inf), s, 2)

s <- c(0, 1, 2)
out <- pbeta(c(u = 1, v = 2, w = Inf), s, 2)

s <- c(1, 2)
out <- qbeta(c(0.1, 0.5), s, 2, lower.tail = FALSE)

s <- c(1, 2)
out <- qbeta(log(c(0.1, 0.5)), s, 2, log.p = TRUE)

s <- 1
l <- s > 2
out <- dbeta(matrix(1:4, 2), s, 2, log = l)

s <- c(0, 1, 2)
out <- dlnorm(c(u = 1, v = 2, w = Inf), s, s)

s <- c(0, 1, 2)
out <- plnorm(c(u = 1, v = 2, w = Inf), s, s)

s <- c(1, 2)
out <- qlnorm(c(0.1, 0.5), s, s, lower.tail = FALSE)

s <- c(1, 2)
out <- qlnorm(log(c(0.1, 0.5)), s, s, log.p = TRUE)

s <- 1
l <- s > 2
out <- dlnorm(matrix(1:4, 2), s, s, log = l)

s <- c(0, 1, 2)
out <- dweibull(c(u = 1, v = 2, w = Inf), s + 1, 2)

s <- c(0, 1, 2)
out <- pweibull(c(u = 1, v = 2, w = Inf), s + 1, 2)

s <- c(1, 2)
out <- qweibull(c(0.1, 0.5), s + 1, 2, lower.tail = FALSE)

s <- c(1, 2)
out <- qweibull(log(c(0.1, 0.5)), s + 1, 2, log.p = TRUE)

s <- 1
l <- s > 2
out <- dweibull(matrix(1:4, 2), s + 1, 2, log = l)

s <- c(0, 1, 2)
out <- dt(c(u = 1, v = 2, w = Inf), s + 1)

s <- c(0, 1, 2)
out <- pt(c(u = 1, v = 2, w = Inf), s + 1)

s <- c(1, 2)
out <- qt(c(0.1, 0.5), s + 1, lower.tail = FALSE)

s <- c(1, 2)
out <- qt(log(c(0.1, 0.5)), s + 1, log.p = TRUE)

s <- 1
l <- s > 2
out <- dt(matrix(1:4, 2), s + 1, log = l)

s <- c(0, 1, 2)
out <- dcauchy(c(u = 1, v = 2, w = Inf), s, 1)

s <- c(0, 1, 2)
out <- pcauchy(c(u = 1, v = 2, w = Inf), s, 1)

s <- c(1, 2)
out <- qcauchy(c(0.1, 0.5), s, 1, lower.tail = FALSE)

s <- c(1, 2)
out <- qcauchy(log(c(0.1, 0.5)), s, 1, log.p = TRUE)

s <- 1
l <- s > 2
out <- dcauchy(matrix(1:4, 2), s, 1, log = l)
