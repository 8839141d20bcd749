# Fragments of R about vectors with names. start_of_named.R precedes each of them.

m <- c(a = 1, b = 2); s <- c(1, 3); out <- dnorm(1.5, m, s)

m <- c(a = 1, b = 2); out <- pnorm(m)

m <- c(a = 1, b = 2); out <- pnorm(0, m, 1)

m <- c(a = .1, b = .2); out <- qnorm(m)

x <- c(u = 1, v = 2); m <- c(a = 1, b = 2); out <- dnorm(x, m)

x <- c(u = 1, v = 2); out <- dbinom(x, 5, .3)

m <- c(a = .1, b = .2); out <- dbinom(1, 5, m)

m <- c(a = 1, b = 2); out <- dpois(2, m)

m <- c(a = 1, b = 2); out <- plogis(m)

m <- c(a = 1, b = 2); out <- exp(m)

m <- c(a = 1, b = 2); out <- dgamma(1, m, 2)

m <- c(a = 1, b = 2); out <- punif(m, 0, 4)

m <- c(a = 1, b = 2); out <- dt(m, 4)

m <- c(a = 1, b = 2); out <- dbeta(.4, m, 2)

m <- c(a = 1, b = 2); out <- dexp(.4, m)

m <- matrix(c(1, 2, 3, 4), 2); out <- pnorm(m)

m <- matrix(c(1, 2, 3, 4), 2); out <- dnorm(0, m)

d2 <- data.frame(m = c(1, 2), s = c(1, 2)); out <- dnorm(1, d2$m, d2$s)

m <- c(a = 1, b = 2); out <- choose(m, 1)

m <- c(a = 4, b = 2); out <- gamma(m)

m <- c(a = 4, b = 2); out <- round(dnorm(3, m), 3)

m <- c(a = 4, b = 2); out <- ifelse(dnorm(3, m) > .1, "y", "n")

m <- c(a = 4, b = 2); out <- sum(dnorm(3, m))

m <- c(a = .4, b = .2); out <- m * dnorm(3, c(1, 2))

out <- outer(1:2, c(x = 1, y = 2), dnorm)

out <- sapply(c(a = 1, b = 2), function(k) dnorm(0, k))

out <- mapply(dnorm, 0, c(a = 1, b = 2))

m <- c(a = 1, b = 2); out <- pmin(m, 1.5)

m <- c(a = 1, b = 2); out <- pmax(1.5, m)

m <- c(a = 1, b = 2); out <- 3 - m

m <- c(a = 1, b = 2); n <- c(x = 1, y = 1); out <- m + n

m <- c(a = 1, b = 2); out <- c(1, 1) + m

m <- c(a = 1, b = 2); out <- m > 1

m <- c(a = 1, b = 2); out <- !(m > 1)

m <- c(a = 1, b = 2); out <- ifelse(m > 1, 10, 0)

m <- c(a = 1, b = 2); out <- cumsum(m)

m <- c(a = 1, b = 2); out <- rev(m)

m <- c(a = 1, b = 2); out <- m / sum(m)

m <- c(a = 1, b = 2); out <- sqrt(m)

m <- c(a = 1, b = 2); out <- as.numeric(m)

m <- c(a = 1, b = 2); out <- as.integer(m)

m <- c(a = 1, b = 2); out <- paste(m)

m <- c(a = 1, b = 2); out <- m %in% 1

m <- c(a = 1, b = 2); out <- is.na(m)

m <- c(a = 1, b = 2); out <- rank(m)

m <- c(a = 2, b = 1); out <- sort(m)

m <- c(a = 2, b = 1); out <- order(m)

m <- c(a = 2, b = 1); out <- which(m > 1)

m <- c(a = 2, b = 1); out <- m[m > 1]

m <- c(a = 2, b = 1); out <- m[["a"]]

m <- c(a = 2, b = 1); out <- diff(m)

m <- c(a = 2, b = 1); out <- round(m, 1)

m <- c(a = 2, b = 1); out <- rep(m, 2)

m <- c(a = 2, b = 1); out <- head(m, 1)

m <- c(a = 2, b = 1); out <- unlist(lapply(m, function(k) k * 2))

m <- c(a = 2, b = 1); out <- vapply(m, function(k) k * 2, 1)

m <- c(a = 2, b = 1); out <- Reduce(`+`, m)

m <- c(a = 2, b = 1); out <- max(m)

m <- c(a = 2, b = 1); out <- range(m)

m <- c(a = 2, b = 1); out <- mean(m)

m <- c(a = 2, b = 1); out <- abs(-m)

m <- c(a = 2, b = 1); out <- m %*% m

m <- c(a = 2, b = 1); out <- crossprod(m)

m <- c(a = 2, b = 1); out <- t(m)

m <- c(a = 2, b = 1); out <- as.list(m)

m <- c(a = 2, b = 1); out <- data.frame(n = names(m), v = m)

m <- c(a = 2, b = 1); out <- data.frame(v = m, row.names = NULL)

m <- c(a = 2, b = 1); out <- cbind(m, 1)

m <- c(a = 2, b = 1); out <- rbind(m, n = 1)

m <- c(a = 2, b = 1); out <- append(m, c(c = 3))

m <- c(a = 2, b = 1); m["c"] <- 5; out <- m

m <- c(a = 2, b = 1); names(m)[2] <- "z"; out <- m

m <- c(a = 2, b = 1); out <- table(m)

m <- c(a = 2, b = 1); out <- factor(m)

m <- c(a = 2, b = 1); out <- cut(m, 2)

m <- c(a = 2, b = 1); out <- sprintf("%d", m)

m <- c(a = 2, b = 1); out <- format(m)

m <- c(a = 2, b = 1); out <- nchar(c(x = "ab"))

m <- c(a = "u", b = "v"); out <- toupper(m)

m <- c(a = "u", b = "v"); out <- m == "u"

m <- c(a = "u", b = "v"); out <- paste0(m, "1")

m <- c(a = "u", b = "v"); out <- gsub("u", "w", m)

m <- c(a = "u", b = "v"); out <- substr(m, 1, 1)

m <- c(a = "u", b = "v"); out <- unname(m["a"])

m <- c(a = "u", b = "v"); out <- m[c("b", "b", "a")]
