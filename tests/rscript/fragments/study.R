# Fragments of whole studies; each leaves its value in out. start_of_study.R precedes each of them.

outer_one <- function(x) inner_one(x) + 1
inner_one <- function(x, p = 2) x^p
out <- outer_one(d$x)

first <- function(k) if (k <= 0) 0 else second(k - 1, step = 2)
second <- function(k, step = 1) k + step + first(k - 3)
out <- sapply(1:6, first)

if ((n <- nrow(d)) > 3) m <- n * 2
out <- c(n, m)

total <- 0
while ((total <- total + 2) < 7) last <- total
out <- c(total, last)

label <- switch(as.character(k <- 2), "1" = "one", "2" = "two")
out <- paste(k, label)

out <- parallel::mclapply(1:3, function(i) d$x[i] + 1, mc.cores = 2)

cl <- parallel::makeCluster(2)
out <- parallel::parSapply(cl, 1:3, function(i) i^2)
parallel::stopCluster(cl)

prevalence <- c(first = 0.9, second = 0.5)
out <- map_dfc(prevalence, ~ rep(.x, 2))

out <- pmap_dfr(tibble(a = 1:2, b = 3:4, c = 5:6), function(a, b, ...) { tibble(s = a + b) })

out <- pmap_dbl(d[, c("x", "i", "id")], function(x, i, ...) x * i)

spent <- system.time({
  kept <- d$x[d$x > 0]
  out <- sum(kept)
})

out <- Arg(mean(exp(1i * d$x)))

out <- Mod(sum(exp(1i * d$x)) / length(d$x))

out <- Re(complex(modulus = 2, argument = pi / 3)) + Im(Conj(3 + 4i))

mixed <- function(x, k = 2) structure(list(mu = mean(x), k = k), class = "mixed")
summary.mixed <- function(object, digits = 2, ...) round(object$mu, digits)
m <- mixed(d$x)
out <- c(summary(m), summary(m, digits = 1))

predict.shifted <- function(object, newdata, ...) newdata - object$by
s <- structure(list(by = 2), class = "shifted")
out <- predict(s, d$x)

area <- function(s, ...) UseMethod("area")
area.square <- function(s, ...) s$a^2
area.circle <- function(s, scale = 1, ...) scale * pi * s$r^2
area.default <- function(s, ...) NA
shapes <- list(structure(list(a = 2), class = "square"), structure(list(r = 1), class = c("circle", "shape")), list(z = 1))
out <- c(area(shapes[[1]]), area(shapes[[3]]), area(shapes[[2]], scale = 2))

grow <- function(x) UseMethod("grow")
grow.child <- function(x) 1
grow.parent <- function(x) 2
x <- list(v = 1)
class(x) <- c("child", "parent")
x$w <- 3
y <- structure(list(), class = "parent")
out <- c(grow(x), grow(y), inherits(x, "parent"), length(x))

x <- list(v = 1)
class(x) <- "tagged"
tag <- function(x) UseMethod("tag")
tag.tagged <- function(x) "yes"
out <- c(class(x), tag(x))

out <- plyr::ddply(d, c("g"), plyr::summarise, N = length(x), m = mean(x), se = sd(x) / sqrt(N))

out <- plyr::ddply(d, plyr::.(g), summarise, m = mean(x))

out <- plyr::laply(1:3, function(k) k^2)

out <- plyr::round_any(c(13, 17.6, -2), 5)

out <- coda::HPDinterval(coda::as.mcmc(c(d$x, 10, 12)), prob = 0.5)[1, "upper"]

out <- c(coda::HPDinterval(coda::as.mcmc(d$x))[1], coda::HPDinterval(coda::as.mcmc(d$x), 0.6)[2])

base <- lm(x ~ i, data = d)
more <- update(base, . ~ . + id)
out <- coef(more)

counts <- glm(i ~ x, data = d, family = poisson)
out <- coef(update(counts, . ~ . - x))

out <- tibble(.variable = c("b_x", "b_z"), .value = 1:2) %>% mutate(.variable = str_remove(.variable, "b_"), .twice = .value * 2)

out <- d %>% group_by(g) %>% summarise(.value = mean(x), n = n())

out <- local({
  a <- 2
  b <- a * 3
  a + b
})

made <- function(k) {
  s <- local({ w <- k + 1; w * 2 })
  s + local({ if (k > 1) return(10); 20 })
}
n <- 0
local({ m <- 4; n <<- m + 1 })
counted <- local({ i <- 0; function() { i <<- i + 1; i } })
first <- counted()
out <- c(made(1), made(2), n, first + counted(), local(n * 2))

f <- function(a) a + 1
g <- function(z) {
  f <- function(a, b) if (a > 3) 0 else f(a + 1, b) + a * b
  f(z, 2)
}
out <- c(g(2), f(1))
