# What R's optim(), uniroot(), integrate(), t.test(), confint() of glm() and others give: Rscript optima.R optima.json (in this folder).
suppressMessages(library(jsonlite))
banana <- function(p) 100 * (p[2] - p[1]^2)^2 + (1 - p[1])^2
x <- c(0, 1, 2, 3, 4, 5, 6, 7); y <- c(1, 3, 2, 8, 5, 9, 20, 15); z <- c(0, 0, 1, 0, 1, 1, 1, 0); g <- c("a", "b", "a", "b", "a", "b", "b", "a")
ci <- function(m, ...) { v <- suppressMessages(confint(m, ...)); unname(lapply(seq_len(NROW(v)), function(i) if (is.matrix(v)) v[i, ] else v)) }
nm <- optim(c(-1.2, 1), banana); bfgs <- optim(c(-1.2, 1), banana, method = "BFGS", hessian = TRUE)
up <- optim(c(a = 1, b = 1), function(p) -sum((p - c(3, 4))^2), method = "BFGS", control = list(fnscale = -1))
root <- uniroot(function(x) x^3 - x - 1, c(0, 2)); area <- integrate(dnorm, -1.96, 1.96); tail <- integrate(function(v) exp(-v), 0, Inf)
welch <- t.test(y ~ g); paired <- t.test(x, y, paired = TRUE, alternative = "less"); equal <- t.test(y ~ g, var.equal = TRUE, conf.level = .9)
r <- cor.test(x, y); chi <- suppressWarnings(chisq.test(table(z, g))); fit3 <- suppressWarnings(chisq.test(c(10, 20, 15), p = c(.2, .5, .3)))
numbers <- list(
  nelder_mead = c(nm$par, nm$value, nm$counts[1]), bfgs = c(bfgs$par, bfgs$value), hessian = as.vector(bfgs$hessian), upwards = c(up$par, up$value),
  root = c(root$root, root$f.root, root$iter, root$estim.prec), area = c(area$value, tail$value),
  poisson = unlist(ci(glm(y ~ x, family = poisson))), binomial = unlist(ci(glm(z ~ x + g, family = binomial), level = .9)),
  gaussian = unlist(ci(glm(y ~ x + g))), gamma = unlist(ci(glm(y ~ x, family = Gamma(link = "log")))), wald = as.vector(t(confint.default(lm(y ~ x)))),
  welch = c(welch$statistic, welch$parameter, welch$p.value, welch$conf.int, welch$estimate, welch$stderr),
  paired = c(paired$statistic, paired$parameter, paired$p.value, paired$conf.int[2], paired$estimate),
  equal = c(equal$statistic, equal$parameter, equal$p.value, equal$conf.int),
  cor = c(r$statistic, r$parameter, r$p.value, r$estimate, r$conf.int), chi = c(chi$statistic, chi$p.value), given = c(fit3$statistic, fit3$p.value, fit3$stdres))
writeLines(toJSON(lapply(numbers, unname), digits = I(15)), commandArgs(TRUE)[1])
