# Helper functions around brms mixtures, as they pile up at the top of a project's analysis script.
library(brms)
library(dplyr)
library(loo)

options(mc.cores = 2, digits = 4)

# name of the object that was passed, for captions and file names
nice_name <- function(x) {
  deparse(substitute(x))
}

describe <- function(x, digits = 2, what = c("mean", "median"), label) {
  what <- match.arg(what)
  nm <- deparse(substitute(x))
  stopifnot(is.numeric(x), length(x) > 1)
  if (missing(label)) label <- nm
  est <- switch(what, mean = mean(x, na.rm = TRUE), median = median(x, na.rm = TRUE))
  data.frame(variable = label, stat = what, estimate = round(est, digits), missing = sum(is.na(x)))
}

set.seed(5)
rt <- c(rlnorm(60, 6, .3), rlnorm(20, 7, .4))
age <- c(round(rnorm(79, 30, 8)), NA)
group <- factor(rep(c("control", "patient"), each = 40))
d <- data.frame(id = seq_along(rt), rt, age, group)

desc <- rbind(describe(rt), describe(age, what = "median"), describe(d$rt, digits = 0, label = "raw RT"))
desc
nice_name(d$rt)

fact <- function(n) if (n <= 1) 1 else n * Recall(n - 1)
fact(5)

with_digits <- function(x, digits = 3) {
  old <- options(digits = digits)
  on.exit(options(old))
  format(x)
}
with_digits(pi)

err <- tryCatch(stopifnot("rt must be positive" = all(d$rt > 800)), error = function(e) conditionMessage(e))
err2 <- tryCatch(describe("a"), error = function(e) conditionMessage(e))
err3 <- tryCatch(match.arg("mode", c("mean", "median")), error = function(e) "no such choice")

# ---- formulas, piece by piece ----------------------------------------------------------------
f0 <- rt ~ group + scale(age)
rhs <- attr(terms(f0), "term.labels")
resp <- all.vars(f0)[1]
preds <- all.vars(f0)[-1]
f1 <- update(f0, log(.) ~ . + group:age)
f2 <- reformulate(c("group", "age"), response = "log(rt)")
length(rhs)
deparse(f2)
X <- model.matrix(~ group + age, data = d)
dim(X)
colnames(X)
head(X, 3)
z <- scale(d$rt)
centre <- attr(z, "scaled:center")
spread <- attr(z, "scaled:scale")
d$z <- as.numeric(z)
rm(z)

# ---- screening with lm -----------------------------------------------------------------------
m0 <- lm(log(rt) ~ 1, data = d)
m1 <- lm(log(rt) ~ group, data = d)
m2 <- lm(log(rt) ~ group + id, data = d)
ll <- as.numeric(logLik(m1))
aics <- AIC(m0, m1, m2)
aics
bics <- BIC(m0, m1)
best <- rownames(aics)[which.min(aics$AIC)]
a <- anova(m0, m1)
pval <- a$`Pr(>F)`[2]
g0 <- glm(I(rt > 700) ~ 1, family = binomial, data = d)
g1 <- glm(I(rt > 700) ~ group, family = binomial, data = d)
lrt <- anova(g0, g1, test = "Chisq")
lrt_p <- lrt$`Pr(>Chi)`[2]
dev <- lrt$Deviance[2]

# ---- files -----------------------------------------------------------------------------------
out_dir <- file.path("output", "models")
if (!dir.exists(out_dir)) dir.create(out_dir, recursive = TRUE)
paths <- file.path(out_dir, paste0(c("one", "two"), ".rds"))
have <- file.exists(paths)
stems <- tools::file_path_sans_ext(basename(paths))
ext <- unique(tools::file_ext(paths))
writeLines(c("rt in ms", "two groups"), file.path(out_dir, "README.txt"))
notes <- readLines(file.path(out_dir, "README.txt"))
list.files(out_dir, pattern = "\\.txt$")

fit_or_load <- function(formula, family, file, ...) {
  message("fitting ", deparse(substitute(family)), " with ", length(list(...)), " more arguments")
  brm(formula, data = d, family = family, file = file, seed = 11, refresh = 0, ...)
}
one <- fit_or_load(log(rt) ~ group, gaussian(), paths[1], chains = 2, iter = 600)
two <- fit_or_load(bf(log(rt) ~ group), mixture(gaussian, gaussian), paths[2], chains = 2, iter = 600,
                   prior = c(prior(normal(6, 1), Intercept, dpar = mu1), prior(normal(7, 1), Intercept, dpar = mu2)))
formula(two)
fits <- list(one = one, two = two)
loos <- lapply(fits, loo)
cmp <- loo_compare(loos)
print(cmp, simplify = FALSE)
w <- loo_model_weights(loos)
w
barplot(sapply(loos, function(l) l$estimates["looic", "Estimate"]), horiz = TRUE, las = 1)
report_fit <- function(m) {
  cat("Model:", deparse(substitute(m)), "\n")
  cat("  rows:", nobs(m), " draws:", ndraws(m), "\n")
  invisible(fixef(m))
}
fe <- report_fit(two)
