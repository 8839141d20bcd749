library(brms)
library(dplyr)
# starting values by kmeans(): given centers, and centers drawn at random
set.seed(4)
y <- c(rnorm(30), rnorm(25, 4), rnorm(20, 9))
km <- kmeans(y, centers = c(0, 4, 9))
cluster <- km$cluster
centers <- sort(as.vector(km$centers))
within <- km$withinss
set.seed(5)
drawn <- kmeans(y, 3, nstart = 4)
sizes <- sort(drawn$size)
loss <- round(drawn$tot.withinss, 8)
two <- kmeans(cbind(y, y^2), 2)$size
after <- runif(1)
# sums in a table, and labels
d <- data.frame(g = c("a", "b", "a", "b"), h = c("u", "u", "v", "u"), n = c(1, 2, 3, 5))
sums <- xtabs(n ~ g, data = d)
both <- xtabs(n ~ g + h, data = d)
shares <- scales::percent(c(.012, .0123))
share <- scales::percent(.2345, accuracy = .1)
thousands <- scales::comma(1234567.4)
bessel <- besselI(c(.5, 2), 1, expon.scaled = TRUE) / besselI(c(.5, 2), 0, TRUE)
# contrasts: one column is completed as R completes it
e <- data.frame(f = factor(c("p", "q", "r", "s")), y = 1:4)
contrasts(e$f) <- c(-1, 0, 1, 3)
k <- contrasts(e$f)
w <- data.frame(f = factor(c("p", "q", "p")))
contrasts(w$f) <- c(-.5, .5)
colnames(contrasts(w$f)) <- "slope"
m <- colnames(model.matrix(~ f, data = w))
# rows of priors
p <- c(set_prior("normal(0, 1)", class = "b", dpar = c("mu1", "mu2")), prior(normal(2, 1), class = Intercept, dpar = mu1))
n_rows <- nrow(p[2:3, ])
first <- head(p, -1)$dpar
last <- tail(p, 1)$class
rounded <- mutate(d, across(where(is.numeric), signif, 1))
# a matrix and a number for each of its rows
z <- sapply(1:2, function(j) j * c(1, 2))
rel <- z / rowSums(z)
weights <- colSums(rel)
part <- rel * c(10, 100)
coefs <- coef(summary(glm(n > 2 ~ h, family = binomial, data = data.frame(n = c(1, 3, 2, 5, 1, 4), h = c(0, 1, 0, 1, 1, 0)))))
