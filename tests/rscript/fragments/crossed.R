# Tables of xtabs(), which leaves out rows with missing values.

out <- xtabs(~ g + f, d)

out <- xtabs(~ f, d)

out <- xtabs(~ g, data = d)

out <- xtabs(x ~ g, d)

out <- xtabs(w ~ f, d)

out <- xtabs(x ~ g + f, d)

t <- xtabs(~ g + f, d)
out <- as.data.frame(t)

out <- as.data.frame(xtabs(~ g + f, d))

out <- as.data.frame(xtabs(w ~ g + f, d))

out <- as.data.frame(xtabs(w ~ g, d), responseName = "sum")

out <- dimnames(xtabs(x ~ g + f, d))

out <- prop.table(xtabs(~ g + f, d), 1)

out <- rowSums(xtabs(w ~ g + f, d))

out <- as.data.frame(prop.table(xtabs(~ f, d)))

out <- xtabs(~ g + x, d)["a", "2"]

out <- names(dimnames(xtabs(~ g + f, d)))

out <- nrow(xtabs(~ g, subset(d, x > 1)))

out <- addmargins(xtabs(~ g + f, d))

library(mclust)
out <- adjustedRandIndex(c(1, 1, 2, 2, 3, 3), c(1, 1, 1, 2, 2, 2))

out <- mclust::adjustedRandIndex(c("a", "b", "a", "b"), c(2, 1, 2, 1))

out <- mclust::adjustedRandIndex(c(1, 1, 1), c(2, 2, 2))

out <- mclust::adjustedRandIndex(factor(d$g), d$w > 2)
