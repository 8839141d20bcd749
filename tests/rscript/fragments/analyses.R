# Fragments of analyses in several fields, where a column and a variable have the same name.

e <- data.frame()
for (s in 1:3) e <- rbind(e, data.frame(s = s, acc = s * 2))
e$k <- e$s + 1
out <- with(e, tapply(acc, s, mean))

e <- data.frame()
e <- rbind(e, d, data.frame(g = 9, x = 1))
x <- 100
out <- with(e, sum(x))

d[c("acc", "b")] <- list(1, 2)
out <- d

d[c("acc", "b")] <- c(1, 2)
out <- d

d[2:3, c("g", "x")] <- list(0, 9)
out <- d

e <- d %>% mutate(data.frame(acc = x * 2, b = "u"))
out <- e

e <- mutate(d, data.frame(acc = x * 2))
out <- with(e, sum(acc))

out <- d %>% group_by(g) %>% mutate(data.frame(lo = min(x), hi = max(x))) %>% ungroup()

out <- d %>% group_by(g) %>% mutate(tibble(r = rank(x)), n = n()) %>% ungroup()

out <- d %>% summarise(data.frame(acc = range(x)))

q <- quantile(d$x, c(0.25, 0.75))
iqr <- diff(q)
out <- c(q[1] - 1.5 * iqr, q[2] + 1.5 * iqr)

m <- tapply(d$x, d$g, mean)
out <- cumsum(m)[2] - rank(m)[1]

m <- c(a = 3, b = 1, c = 2)
out <- lag(m)[3] - lead(m)[1]

m <- c(a = 3, b = 1, c = 2)
low <- fivenum(m)[2]
out <- m[3] - low

fit <- lm(x ~ g, d)
limits <- confint(fit)
out <- limits[2, ] - coef(fit)[2]

fit <- lm(x ~ g, d)
limits <- confint(fit)
out <- limits["g", ] / coef(fit)["(Intercept)"]

out <- summary(aov(size ~ brand, w))[[1]]

out <- summary(aov(size ~ brand * s + k, data = w))[[1]][["Pr(>F)"]][1:2]

out <- rownames(summary(aov(size ~ brand, w))[[1]])

out <- round(TukeyHSD(aov(size ~ brand, w))$brand, 6)

out <- round(TukeyHSD(aov(size ~ brand * s + k, w), "s")$s, 6)

out <- round(TukeyHSD(aov(size ~ k + brand, w), "brand", ordered = TRUE, conf.level = 0.9)[["brand"]], 6)

out <- TukeyHSD(aov(size ~ factor(n), w))[["factor(n)"]][, "p adj"]

a <- aov(size ~ brand, w)
out <- coef(a) - coef(lm(size ~ brand, w))

out <- names(TukeyHSD(aov(size ~ brand * s, w), c("s", "brand")))

sq <- function(v) v^2
out <- coef(lm(size ~ sq(k), w))

sq <- function(v) v^2
out <- predict(lm(size ~ sq(k) + brand, w), data.frame(k = c(2, 5), brand = "mid"))

out <- coef(lm(w$size ~ w$k + w$brand))

out <- coef(glm(w$k > 0 ~ w$size, family = binomial))

p <- 3
out <- coef(lm(size ~ I(k^p) + n, w))

out <- coef(lm(size ~ n * (k > 0), w))

out <- coef(lm(size ~ cos(2 * pi * k) + scale(n)[, 1], w))

out <- coef(lm(w[["size"]] ~ w[, "k"]))

z <- c(w$size[-1], 3)
out <- confint(lm(z ~ k, w))

sq <- function(v) v^2
out <- anova(lm(sq(size) ~ sq(k) + unclass(brand), w))

out <- coef(aov(w$size ~ w$brand))

z <- 1:3
out <- tryCatch(coef(lm(size ~ z, w)), error = function(e) "lengths")

out <- as.list(format(w[1:3, ], digits = 3))

out <- as.list(format(d, nsmall = 2))

out <- names(format(w, digits = 2))

out <- as.data.frame.table(matrix(1:4, 2, dimnames = list(c("p", "q"), c("u", "v"))))

out <- as.data.frame.table(table(w$s, w$brand), responseName = "k")

w$depth <- rep(c(5, 15, 30, 15), 4)
out <- round(TukeyHSD(aov(size ~ s + factor(depth), w), "factor(depth)")[[1]], 6)

w$depth <- rep(c(5, 15, 30, 15), 4)
out <- round(TukeyHSD(aov(w$size ~ as.factor(w$depth)))[[1]], 6)

out <- round(TukeyHSD(aov(size ~ s, w))$s, 6)

fit <- lm(size ~ k, w)
at <- sort(w$k)[1:5]
out <- coef(fit)[1] + coef(fit)[2] * at

fit <- lm(size ~ k, w)
b1 <- coef(fit)["k"]
out <- exp(coef(fit)[1]) * seq(0, 1, by = 0.25) - b1 / 2

q <- quantile(d$x)
at <- sort(w$k)[1:5]
out <- (at - q[3]) / (q[4] - q[2]) - q[1] * at

m <- c(a = 2, b = 3)
at <- seq(0, 1, by = 0.25)
out <- -m["a"] * at^m["b"]
