# Rows with groups in functions of base R, and the order of arguments that make columns.

out <- head(gd, 2)

out <- tail(gd, 2)

out <- gd[2:3, ]

out <- gd[["x"]]

out <- gd$x

out <- nrow(gd)

out <- unique(gd$g)

out <- gd[gd$x > 2, ]

out <- as.data.frame(gd)

out <- sapply(gd, is.numeric)

out <- rbind(gd, gd)

out <- cbind(gd, k = 1)

out <- gd[order(gd$x), ]

out <- merge(gd, d)

out <- split(gd, gd$h)

out <- unique(gd)

out <- na.omit(gd)

out <- colMeans(gd[, c("g", "x")])

out <- with(gd, mean(x))

out <- aggregate(x ~ g, data = gd, FUN = mean)

out <- is.data.frame(gd)

out <- length(gd)

out <- is.na(gd)

out <- as.list(gd)

out <- t(gd[, c("g","x")])

out <- table(gd$g)

out <- duplicated(gd)

out <- complete.cases(gd)

out <- apply(gd[, c("g", "x")], 1, sum)

out <- as.matrix(gd[, c("g", "x")])

out <- do.call(rbind, list(gd, gd))

out <- max(gd[, "x"])

out <- colnames(gd)

out <- transform(gd, k = x * 2)

out <- tapply(gd$x, gd$g, mean)

out <- ncol(gd)

out <- head(gd$x, 2)

out <- gd %>% head(n = 1) %>% pull(x)

out <- sum(gd[, c("g", "x")])

out <- n > 2

out <- round(n, 1)

out <- cor(n)

out <- unlist(n)

out <- Reduce(rbind, list(gd, gd))

out <- lapply(n, mean)

out <- sapply(n, mean)

out <- vapply(n, mean, numeric(1))

out <- rownames(gd)

out <- rowSums(n)

out <- colSums(is.na(gd))

out <- scale(n)

out <- Map(function(v) v[1], n)

out <- map_dbl(n, mean)

out <- dim(gd)

out <- nrow(gd[gd$x > 2, ])

out <- any(is.na(gd))

out <- apply(n, 2, max)

out <- range(n)

out <- sum(n > 2)

out <- with(gd, tapply(x, g, mean))

out <- expand.grid(gd$g, 1:2)

out <- setdiff(names(gd), "x")

out <- model.matrix(~ x, gd)

out <- coef(lm(x ~ g, gd))

out <- xtabs(~ g + h, gd)

out <- table(gd[, c("g", "h")])

out <- quantile(unlist(n))

out <- rapply(n, mean, how = "unlist")

out <- mapply(function(a, b) a + b, gd$g, gd$x)

out <- data.frame(gd)

out <- tibble(gd)

out <- list(gd)[[1]]$x

out <- names(gd)

out <- as.data.frame(table(gd$h))

out <- mean(as.matrix(n))

out <- subset(gd, x > 2)

out <- order(gd$x)

out <- gd[[2]]

out <- gd["x"]

out <- gd[gd$h == "a", "x"]

out <- head(gd)[2, ]

out <- tail(gd, -3)

out <- head(gd, -1)

out <- unique(n)

out <- gd[!duplicated(gd$g), ]

out <- merge(gd, data.frame(g = 1:2, k = c(0.5, 1.5)))

out <- within(gd, k <- x * 2)

out <- max(gd$x)

out <- sum(n$x)

out <- mean(gd[["x"]])

out <- nrow(na.omit(gd))

out <- nrow(unique(gd))

out <- by(gd, gd$h, nrow)[[1]]

out <- cbind(d, gd)

out <- sapply(split(gd, gd$h), nrow)

out <- lapply(split(gd$x, gd$g), sum)

out <- do.call(rbind, split(gd, gd$h))

out <- colnames(gd)[2]

out <- inherits(gd, "data.frame")

out <- is.list(gd)

out <- length(gd$x)

out <- rbind(gd, data.frame(g = 3, h = "c", x = 0.5))

out <- rbind(data.frame(g = 3, h = "c", x = 0.5), gd)

out <- gd[order(-gd$x), ][1:2, ]

out <- gd[1, "x", drop = TRUE]

out <- gd[-1, ]

out <- gd[which.max(gd$x), ]

out <- rowMeans(n)

out <- sweep(as.matrix(n), 2, c(1, 2))

out <- ifelse(gd$x > 2, gd$g, 0)

out <- stack(lapply(n, mean))

out <- cut(gd$x, 2, labels = FALSE)

out <- all(complete.cases(gd))

out <- seq_along(gd)

out <- seq_len(nrow(gd))

out <- as.vector(n$x)

out <- as.numeric(unlist(gd[1, c("g", "x")]))

out <- data_grid(d, x = c(1, 2), h)

out <- data_grid(d, h, x = c(1, 2))

out <- data_grid(d, k = seq_range(x, 3), g, h)

out <- data_grid(gd, x = c(1, 2), h)

out <- expand(d, k = g * 2, h)

out <- expand(d, h, k = g * 2)

out <- pivot_longer(d, c(k = x), names_to = "what")

names(gd)[3] <- "z"
out <- gd

names(gd)[3] <- "z"
out <- gd$z * 2

gd$x <- NULL
out <- ncol(gd)

gd[2, "x"] <- 0
out <- gd

gd$k <- gd$x * 2
out <- gd

gd[["k"]] <- 1
out <- gd

colnames(gd) <- c("a", "b", "c")
out <- gd

gd$x[gd$g == 1] <- 0.5
out <- gd

gd[gd$g == 1, "x"] <- 0.5
out <- gd

is.na(gd$x) <- 2
out <- gd

f <- function(t) head(t, 1)
out <- f(gd)

f <- function(t) t[nrow(t), ]
out <- f(gd)

out <- 0
for (k in names(gd)) out <- out + is.numeric(gd[[k]])

out <- character()
for (v in gd) out <- c(out, class(v)[1])

out <- pivot_wider(d, id_cols = c(g), names_from = h, values_from = x, values_fn = sum)

out <- gd %>% do(data.frame(slope = coef(lm(x ~ 1, data = .))[["(Intercept)"]], n = nrow(.)))

out <- d %>% group_by(g, h) %>% do(head(., 1))

out <- d %>% group_by(h) %>% do(tibble(g = range(.$g), m = mean(.$x))) %>% ungroup() %>% filter(m > 2)

out <- d %>% do(head(., 2))

out <- do(gd, tail(., 1))

set.seed(3)
out <- rbernoulli(6, 0.3)

set.seed(3)
out <- d %>% mutate(k = rbernoulli(n(), p = 0.5))

out <- gd %>% dplyr::do(data.frame(m = max(.$x)))
