# R code as text, formulas, linear models, and texts of errors: one fragment a block.

f <- function(x) deparse(substitute(x))
out <- f(d$x)

f <- function(x, ...) { nm <- deparse(substitute(x)); paste("the", nm) }
out <- f(mean(d$i) + 1)

f <- function(x, y = 2) deparse1(substitute(y))
out <- f(1)

f <- function(...) names(list(...))
out <- f(a = 1, b = 2)

out <- deparse(quote(x + y))

f <- function(what = c("mean", "median")) { what <- match.arg(what); what }
out <- f()

f <- function(what = c("mean", "median")) { what <- match.arg(what); what }
out <- f("med")

f <- function(what = c("mean", "median")) { what <- match.arg(what); what }
out <- tryCatch(f("x"), error = function(e) conditionMessage(e))

out <- match.arg("med", c("mean", "median"))

f <- function(x, y) { if (missing(y)) x else x + y }
out <- c(f(1), f(1, 2))

f <- function(x, y = 3) { if (missing(y)) "no" else "yes" }
out <- c(f(1), f(1, 3))

out <- tryCatch(stopifnot(is.numeric("a")), error = function(e) conditionMessage(e))

out <- tryCatch(stopifnot(d$i > 1), error = function(e) conditionMessage(e))

out <- tryCatch(stopifnot("too small" = d$i > 1), error = function(e) conditionMessage(e))

out <- tryCatch(stopifnot(c(TRUE, NA)), error = function(e) conditionMessage(e))

f <- function(x) { stopifnot(is.character(x), length(x) == 1); x }
out <- tryCatch(f(c("a", "b")), error = function(e) conditionMessage(e))

f <- function(n) if (n <= 1) 1 else n * Recall(n - 1)
out <- f(5)

f <- function() { on.exit(cat("bye\n")); cat("hi\n"); 3 }
out <- f()

out <- attr(terms(y ~ a + b + a:b), "term.labels")

out <- attr(terms(y ~ a * b), "term.labels")

out <- attr(terms(log(y) ~ a * b - a + I(x^2)), "term.labels")

out <- labels(terms(y ~ (a + b)^2))

out <- attr(terms(y ~ a + b - 1), "intercept")

out <- attr(terms(y ~ a + b), "response")

out <- all.vars(log(y) ~ x + s(z, k = 4) + (1 | g))

out <- all.vars(y ~ 1)

out <- all.names(y ~ x + z)

out <- deparse(update(y ~ x, . ~ . + z))

out <- deparse(update(y ~ x * z, log(.) ~ . - x:z))

out <- format(y ~ x + z)

out <- as.character(y ~ x + z)

out <- length(y ~ x)

ff <- y ~ x + z
out <- deparse(ff[[2]])

ff <- y ~ x + z
out <- deparse(ff[[3]])

ff <- y ~ x + z
out <- class(ff)

ff <- y ~ x + z
out <- inherits(ff, "formula")

out <- deparse(reformulate(c("a", "b"), "y"))

out <- deparse(as.formula(paste("y ~", paste(c("a", "b"), collapse = " + "))))

out <- model.matrix(~ x + i, d)

out <- model.matrix(~ 0 + s, data = e)

out <- dim(model.matrix(~ ok, data = d))

mf <- model.frame(x ~ i, data = d)
out <- mf

out <- nrow(model.frame(x ~ i + g, data = d))

out <- names(model.frame(log(i) ~ x, data = d))

out <- model.response(model.frame(x ~ i, data = d))

z <- scale(d$i)
out <- attr(z, "scaled:center")

z <- scale(d$x)
out <- attr(z, "scaled:scale")

z <- scale(m)
out <- attr(z, "scaled:center")

z <- scale(d$i)
out <- as.numeric(z) * attr(z, "scaled:scale") + attr(z, "scaled:center")

m0 <- lm(i ~ 1, data = d); m1 <- lm(i ~ ok, data = d)
out <- AIC(m1)

m0 <- lm(x ~ 1, data = d); m1 <- lm(x ~ i, data = d)
out <- AIC(m0, m1)

m0 <- lm(x ~ 1, data = d); m1 <- lm(x ~ i, data = d)
out <- BIC(m0, m1)

m0 <- lm(x ~ 1, data = d); m1 <- lm(x ~ i, data = d)
out <- AIC(m0, m1)$AIC

m0 <- lm(x ~ 1, data = d); m1 <- lm(x ~ i, data = d)
out <- rownames(AIC(m0, m1))

m1 <- lm(x ~ i, data = d)
out <- AIC(m1, k = log(5))

m1 <- lm(x ~ i, data = d)
out <- as.numeric(logLik(m1))

m1 <- lm(x ~ i, data = d)
out <- attr(logLik(m1), "df")

m1 <- lm(x ~ i, data = d)
out <- logLik(m1)[1]

m0 <- lm(x ~ 1, data = d); m1 <- lm(x ~ i, data = d)
out <- anova(m0, m1)$`Pr(>F)`

m0 <- lm(x ~ 1, data = d); m1 <- lm(x ~ i, data = d)
out <- anova(m0, m1)[2, "F"]

g0 <- glm(ok ~ 1, family = binomial, data = d); g1 <- glm(ok ~ i, family = binomial, data = d)
out <- anova(g0, g1, test = "Chisq")$`Pr(>Chi)`

g0 <- glm(ok ~ 1, family = binomial, data = d); g1 <- glm(ok ~ i, family = binomial, data = d)
out <- anova(g0, g1, test = "LRT")$Deviance

g1 <- glm(i ~ ok, family = poisson, data = d)
out <- anova(g1, test = "Chisq")$Df

g1 <- glm(i ~ ok, family = poisson, data = d)
out <- c(AIC(g1), BIC(g1), as.numeric(logLik(g1)), deviance(g1))

m1 <- lm(x ~ i, data = d)
out <- summary(m1)$r.squared

m1 <- lm(x ~ i, data = d)
out <- summary(m1)$coefficients["i", "Pr(>|t|)"]

m1 <- lm(x ~ i, data = d)
out <- deparse(formula(m1))

m1 <- lm(x ~ i, data = d)
out <- model.matrix(m1)

ms <- list(a = lm(x ~ 1, data = d), b = lm(x ~ i, data = d))
out <- sapply(ms, AIC)

ms <- list(a = lm(x ~ 1, data = d), b = lm(x ~ i, data = d))
out <- sapply(ms, function(z) as.numeric(logLik(z)))

out <- file.path("a", c("x", "y"), "z.rds")

out <- file.path("out", paste0("m", 1:2, ".rds"))

out <- basename(c("a/b/c.txt", "d.R", "e/"))

out <- dirname(c("a/b/c.txt", "d.R"))

out <- tools::file_ext(c("a.tar.gz", "b.R", "c"))

out <- tools::file_path_sans_ext(c("a.tar.gz", "b.R", "c"))

out <- read.csv(text = "x,y\n1,a\n2,b")

out <- read.table(header = TRUE, text = "x y
1 a
2 b")

out <- inner_join(d, e, by = c("s"))

out <- max(sapply(list(a = 1:3, b = 2), length))
