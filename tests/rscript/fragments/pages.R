# Calls of the help pages of R's base and stats.

out <- marginSums(matrix(1:4, 2), 1)

out <- unsplit(list(a = 1, b = 2), c("a", "b", "a"))

out <- match.fun("*")(3, 4)

out <- make.names(c("a b", "a.b", "a.b", "a b"), unique = TRUE)

out <- rank(c(2, 1, 2, NA, 1), ties.method = "last")

out <- aggregate(matrix(1:6, 2), list(c("u", "v")), sum)

out <- prettyNum(c("1234", "-12345.678", "a"), big.mark = ",")

out <- formatC(c(-5, NA, Inf), flag = "0+", width = 8, format = "f", digits = 1)

out <- formatC(1234567, width = 12, big.mark = ",", flag = "0", format = "d")

out <- format(c(1234567, 1), big.mark = " ")

out <- sprintf("%5s|%-*d|%*d", "a", 5, 3L, -4, 2L)

out <- sprintf("%1.f", 101)

out <- sprintf("%1$2d digits = %2$.*1$g", 1:3, exp(1))

out <- trimws("  a ", "l")

out <- strsplit("abc", NULL)

out <- data.matrix(data.frame(a = 1:2, d = as.Date("2004-01-01") + 0:1))

out <- cbind(1:7, diag(3))

d <- data.frame(a = 1:2, b = 3:4)
d[] <- lapply(d, as.character)
out <- d

m <- matrix(1:4, 2)
m[] <- 9
out <- m[]

out <- sweep(array(1:24, dim = 4:2), 1:2, matrix(1:12, 4))

out <- isSymmetric(matrix(c(1, 0, 0, 1), 2, dimnames = list(NULL, c("a", "b"))))

y <- c(44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1)
z <- c(2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)
out <- c(cor.test(y, z, alternative = "g")$p.value, t.test(y, z, alternative = "g")$p.value)

y <- c(44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1)
z <- c(2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)
out <- c(var.test(y, z, alternative = "g")$p.value, cor(y, z, method = "s"))

out <- c(prop.test(30, 100, alternative = "l")$p.value, binom.test(3, 10, alternative = "l")$p.value)

out <- approx(1:3, c(2, 4, 8), xout = 1.5, method = "c")$y

out <- cov.wt(matrix(c(1, 2, 4, 7, 3, 3), 3), method = "M")$cov

out <- p.adjust(c(0.01, 0.02, 0.04), "bonf")

m1 <- lm(Fertility ~ ., data = swiss)
m2 <- update(m1, . ~ . - Examination)
out <- c(AIC(m2), AIC(logLik(m2)), BIC(logLik(m2)))

out <- friedman.test(matrix(c(1, 2, 4, 3, 5, 6, 2, 8), 4))$p.value

out <- c(list(A = c(B = 1)), recursive = TRUE)

out <- paste("a", character(), recycle0 = TRUE)

out <- identical(0, -0, num.eq = FALSE)

out <- factor(c(1:2, NA), exclude = "")

out <- ftable(mtcars[c("cyl", "vs")])
