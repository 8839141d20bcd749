# Fragments in the manner of public scripts around brms; each leaves its value in out.

out <- d %>% group_by(g) %>% summarise_at(vars(x, y_raw), list(~ round(sum(.), 2)))

out <- d %>% group_by(g) %>% summarise_at(vars(x), list(~ mean(.)))

out <- d %>% group_by(g) %>% summarise_at(vars(x, y_raw), list(mean))

out <- d %>% group_by(g) %>% summarise_at(vars(x, y_raw), list(k = ~ mean(.)))

out <- d %>% group_by(g) %>% mutate_at(vars(x, y_raw), list(~ . - mean(.))) %>% ungroup()

out <- d %>% mutate_at(vars(x, y_raw), list(~ . - mean(.), ~ . / 2))

out <- d %>% mutate_at(vars(x), list(~ . - mean(.), ~ . / 2))

out <- d %>% mutate_at(vars(x), list(c = ~ . - mean(.)))

out <- d %>% mutate_if(is.numeric, list(~ . * 2))

out <- d %>% select(x, y_raw) %>% summarise_all(list(~ mean(.)))

out <- d %>% select(x, y_raw) %>% mutate_all(list(~ . / 2))

out <- d %>% summarise_at(vars(x, y_raw), funs(mean))

out <- d %>% mutate_at(vars(x, y_raw), funs(. / 2))

out <- d %>% mutate_at(vars(x, y_raw), funs(half = . / 2))

out <- d %>% summarise_at(vars(x, y_raw), funs(mean, sd))

out <- d %>% summarise_at("x", funs(mean(.), sd(.)))

out <- names(d %>% mutate(across(ends_with("_raw"), ~ as.numeric(scale(.x)), .names = "{str_remove(.col, '_raw')}_z")))

out <- d %>% summarise(across(c(x, y_raw), list(m = mean, s = sd), .names = "{toupper(.fn)}_{.col}"))

out <- d %>% summarise(across(c(x, y_raw), mean, .names = "{col}_{fn}"))

out <- d %>% summarise(across(c(x, y_raw), mean, .names = "{.fn}.{.col}"))

out <- d %>% summarise(across(c(x, y_raw), list(mean, sd), .names = "{.col}{.fn}"))

ab <- "pre"; out <- d %>% summarise(across(x, mean, .names = "{ab}_{.col}"))

out <- d %>% select(id, g, x) %>% pivot_wider(names_from = g, values_from = x, names_glue = "{toupper(g)}_val")

out <- d %>% select(id, g, x, y_raw) %>% pivot_wider(names_from = "g", values_from = c(x, y_raw), names_glue = "{str_sub(.value, 1, 1)}.{g}")

out <- d %>% select(id, g, x) %>% pivot_wider(names_from = g, values_from = x, names_glue = "{.value}_{g}")

cut <- c(x = 1, y_raw = 3); out <- imap_dfc(cut, ~ as.integer(d[[.y]] > .x))

out <- imap_dfc(list(a = 1:3, b = 4:6), function(v, n) v * 2)

out <- map2_dfc(list(a = 1:3, b = 4:6), 2:3, ~ .x * .y)

out <- imap_dfc(list(a = 1:2, b = 3:4), ~ tibble(!!paste0(.y, "_2") := .x^2))

out <- map_dfc(list(a = 1:3, b = 4:6), ~ .x + 1)

out <- map_dfc(c("x", "y_raw"), ~ d[.x])

out <- set_names(c("x", "y_raw")) %>% map_dfc(~ d[[.x]] * 2)

f <- function(rows, var = x) rows %>% summarise(m = mean({{ var }})); out <- f(d)

f <- function(rows, var = x) rows %>% summarise(m = mean({{ var }})); out <- f(d, y_raw)

f <- function(rows, var = x + 1) rows %>% mutate(k = {{ var }}); out <- f(d)

f <- function(rows, cols = c(x, y_raw)) rows %>% select({{ cols }}); out <- f(d)

f <- function(rows, cols = ends_with("raw")) rows %>% select({{ cols }}); out <- names(f(d))

f <- function(rows, by = g, v = x) rows %>% group_by({{ by }}) %>% summarise("mean_{{v}}" := mean({{ v }})); out <- f(d)

f <- function(rows, var = x) { rows %>% select(id, {{ var }}) %>% as.matrix() %>% cov.wt(wt = rows$y_raw, cor = TRUE) %>% .$cor %>% .[[1, 2]] }; out <- f(d)

f <- function(rows, by = NULL) rows %>% group_by({{ by }}) %>% summarise(n = n()); out <- f(d)

out <- cov.wt(d[c("x", "y_raw")], wt = c(1, 2, 1, 1, 3, 2))

out <- cov.wt(as.matrix(d[c("x", "y_raw")]), wt = c(1, 2, 1, 1, 3, 2) / 10, cor = TRUE)$cor

out <- cov.wt(d[c("x", "y_raw", "z_raw")], cor = TRUE, method = "ML")

out <- cov.wt(d[c("x", "y_raw")], center = c(1, 2))$cov

out <- cov.wt(d[c("x", "y_raw")], wt = d$z_raw, center = FALSE)[["n.obs"]]

out <- brms::make_conditions(d, "g")

out <- brms::make_conditions(d, c("x", "g"))

out <- brms::make_conditions(d, vars = "x", incl_vars = FALSE)

out <- brms::make_conditions(transform(d, f = factor(g, levels = c("c", "a", "b", "z"))), c("f", "id"), sep = ", ", digits = 1)

out <- brms::make_conditions(transform(d, ok = x > 1), "ok")

h <- hist(d$x, plot = FALSE); out <- unclass(h)

out <- unclass(hist(c(1, 2, 2.5, 3, 9, 4.4, 5), breaks = c(0, 3, 10), plot = FALSE))

out <- hist(rep(d$x, 4) + 1:24 / 7, breaks = "FD", plot = FALSE)$counts

out <- hist(rep(d$x, 4) + 1:24 / 7, breaks = "Scott", plot = FALSE)$breaks

out <- hist(d$x, breaks = "Sturges", plot = FALSE)$mids

v <- c(0.61, 0.98, 0.93, 0.77, 0.99, 0.66, 0.66, 0.67, 0.6, 0.63, 0.99, 0.78, 0.54, 0.73, 0.76, 0.78); out <- sprintf("%.2f", mean(v))

v <- c(0.61, 0.98, 0.93, 0.77, 0.99, 0.66, 0.66, 0.67, 0.6, 0.63, 0.99, 0.78, 0.54, 0.73, 0.76, 0.78); out <- sprintf("%.17g", c(mean(v), sum(v), var(v), sd(v), prod(v), median(v), weighted.mean(v, 1:16), mean(v, trim = .1)))

v <- c(0.61, 0.98, 0.93, 0.77, 0.99, 0.66, 0.66, 0.67, 0.6, 0.63, 0.99, 0.78, 0.54, 0.73, 0.76, 0.78); out <- sprintf("%.17g", c(cumsum(v), scale(v)))

v <- c(0.61, 0.98, 0.93, 0.77, 0.99, 0.66, 0.66, 0.67, 0.6, 0.63, 0.99, 0.78, 0.54, 0.73, 0.76, 0.78); m <- matrix(v, 2); out <- sprintf("%.17g", c(rowMeans(m), colMeans(m), rowSums(m), colSums(m), apply(m, 1, mean), prop.table(v)))

v <- c(0.61, 0.98, NA, 0.77, 0.99, 0.66, 0.66, NA, 0.6, 0.63, 0.99, 0.78, 0.54, 0.73, 0.76, 0.78); m <- matrix(v, 2); out <- sprintf("%.17g", c(rowMeans(m, na.rm = TRUE), colSums(m, na.rm = TRUE), mean(v, na.rm = TRUE), sd(v, na.rm = TRUE), colMeans(m)))

w <- d %>% mutate(k = x / 7) %>% group_by(g) %>% summarise(m = mean(k), s = sd(k), t = sum(k)); out <- sprintf("%.17g", c(w$m, w$s, w$t))

out <- sprintf("%.17g", c(tapply(d$x / 7, d$g, mean), ave(d$y_raw / 7, d$g), aggregate(x / 7 ~ g, d, mean)[[2]]))

out <- t.test(x ~ g, data = d[d$g != "c", ])$estimate; out <- sprintf("%.17g", out)

out <- rowMeans(cbind(c(NA, 1), c(NaN, 2)), na.rm = TRUE)

K <- 3; out <- within(list(), { K <- K; N <- nrow(d); subj <- d$id; y <- d$x; abs_y <- abs(y); twice <- K * 2 })

out <- within(list(z = 1, y = 2), { a <- z; b <- 2; z <- 5 })

out <- within(list(z = 1, y = 2), { a <- z; rm(z) })

l <- list(a = 1:3, b = 2); k <- 5; out <- within(l, { c <- a + b; d <- c * k; a <- NULL })

l <- list(a = c(p = 1, q = 2)); out <- within(l, a[2] <- 7)

out <- plyr::ddply(d, "g", function(v) c(total = sum(v$x), n = nrow(v)))

out <- plyr::ddply(d, plyr::.(g), nrow)

out <- plyr::ddply(d, c("g", "id"), function(v) mean(v$x))

out <- plyr::ddply(d, ~ g, function(v) data.frame(k = v$x * 2))

out <- plyr::ddply(d, "g", transform, k = x - mean(x))

out <- plyr::ddply(d, "g", plyr::mutate, k = x - mean(x), w = k * 2)

out <- plyr::ddply(d, "g", function(v) v[1, ])

out <- plyr::ddply(d, "g", head, 1)

out <- plyr::ddply(d, "g", subset, x == max(x))

out <- plyr::ddply(d, "g", function(v) coef(lm(x ~ 1, v)))

out <- plyr::ddply(d, "g", function(v) if (nrow(v) > 1) data.frame(s = sd(v$x)) else NULL)

out <- plyr::ldply(list(a = 1:2, b = 3:4), function(v) c(m = mean(v)))

out <- plyr::ldply(1:2, function(i) data.frame(i = i, sq = i^2))

out <- plyr::ldply(list(a = 1, b = 2))

out <- plyr::ldply(split(d$x, d$g), range)

f <- function(...) 3; out <- c(f(width = 5), f(1, 2), f())

g <- function(x, ...) x + 1; out <- c(g(1, 2), g(1, k = 2), g(k = 1, 5), g(x = 1, stop("never")))

g <- function(x, ...) x + 1; out <- sapply(1:3, g, k = 2)

g <- function(x, scale = 2, ...) x * scale; out <- c(g(1, 3, 4), g(2, k = 9), g(2, scale = 5, 8))

g <- function(x, ..., scale = 2) x * scale; out <- c(g(1, 3, 4), g(2, 7, scale = 5))

l <- list(list(bic = 2.5), list(bic = 1)); out <- sapply(l, getElement, "bic")

out <- modelr::seq_range(d$x, n = 5, pretty = TRUE)

out <- modelr::seq_range(d$x, by = 0.5, pretty = TRUE)

out <- modelr::seq_range(d$x, n = 4, trim = 0.5)

out <- modelr::seq_range(d$x, n = 3, expand = 1)

old <- options(contrasts = c("contr.sum", "contr.poly")); out <- coef(lm(x ~ g, d)); options(old)

old <- options(contrasts = c("contr.sum", "contr.poly")); out <- colnames(model.matrix(~ g * z_raw + factor(id > 3), d)); options(old)

old <- options(contrasts = c("contr.helmert", "contr.poly")); out <- contrasts(transform(d, g = factor(g))$g); options(old)

old <- options(contrasts = c("contr.sum", "contr.poly")); out <- brms::get_prior(x ~ g + (1 + g | id), d)$coef; options(old)

old <- options(contrasts = c("contr.sum", "contr.poly")); e <- transform(d, g = factor(g)); contrasts(e$g) <- contr.treatment(3); out <- coef(lm(x ~ g, e)); options(old)

old <- options(contrasts = c("contr.sum", "contr.poly")); options(old); out <- coef(lm(x ~ g, d))

options(contrasts = c("contr.sum", "contr.poly")); a <- coef(lm(x ~ g, d)); options(contrasts = c("contr.treatment", "contr.poly")); out <- c(a, coef(lm(x ~ g, d)))

out <- switch(as.character(nrow(d) / 3), "1" = "one", "2" = { z <- "two"; toupper(z) }, "more")

f <- function(x, ...) { r <- switch(class(x)[1], numeric = { m <- mean(x); m * 2 }, character = { n <- nchar(x); sum(n) }, NA); r }; out <- list(f(1:2 / 2), f("abc"), f(TRUE))

l <- list(kind = "b"); switch(l$kind, a = { out <- 1 }, b = , c = { out <- 2; out <- out + 1 }, { out <- 9 })

f <- function(k) switch(k + 1, { a <- 1; a }, { a <- 2; a * 10 }); out <- c(f(0), f(1))

k <- 0; f <- function() { k <<- k + 1; "b" }; out <- switch(f(), a = { u <- 1; u }, b = { u <- 2; u + k }, { 0 }); out <- c(out, k)

out <- as.integer(list(1L, integer(0), 3L))

out <- as.numeric(list(1, numeric(0), "3"))

out <- as.logical(list(TRUE, logical(0)))

out <- as.numeric(list(a = 1, b = "2"))

e <- data.frame(id = c(1, 3), v = c(10L, 30L)); d$v <- sapply(d$id, function(i) e$v[which(e$id == i)]); d$v <- as.integer(d$v); out <- d[d$id < 5, c("id", "v")]

out <- d %>% mutate(k = x + y_raw, .keep = "used")

out <- d %>% mutate(k = x + y_raw, .keep = "unused")

out <- d %>% mutate(across(c(x, y_raw), ~ .x * 2), s = paste0(g, id), .keep = "unused")

out <- d %>% group_by(g) %>% mutate(k = mean(x), .keep = "used") %>% ungroup()

out <- d %>% mutate(x = x * 2, .keep = "unused")

out <- bw.SJ(mtcars$mpg)

out <- c(bw.SJ(faithful$eruptions), bw.SJ(d$x))

out <- density(faithful$waiting, bw = "SJ")$bw

out <- density(faithful$waiting, bw = "SJ-dpi")$bw

out <- density(d$y_raw, bw = "SJ", n = 16)$y

w <- seq(0, 3, length.out = 4); f <- function(i) { p <- d[i, ]; Reduce(`+`, lapply(1:2, function(k) p[["x"]] * dnorm(w, p[[c("y_raw", "z_raw")[k]]], 2))) }; out <- f(1)

w <- seq(0, 3, length.out = 4); f <- function(p, k) p[[k]] * exp(w); out <- f(d[2, ], "y_raw")

w <- c(1, 2); f <- function(p, k) p$x + w * p[[k]]; out <- f(d[3, ], "y_raw")

w <- seq(0, 3, length.out = 4); f <- function(i) { p <- d[i, ]; sapply(1:2, function(k) sum(p[["x"]] * dnorm(w, p[[c("y_raw", "z_raw")[k]]], p[["z_raw"]]))) }; out <- f(1)

h <- hist(d$x, breaks = 4, main = "x"); out <- list(h$counts, h$breaks, h$mids, h$density)

b <- boxplot(d$x); out <- b$stats

b <- boxplot(x ~ g, data = d); out <- b[c("stats", "n", "out", "names")]

b <- boxplot(c(1, 2, 3, 30, 2, -20)); out <- list(b$out, b$group)

bp <- barplot(c(a = 1, b = 3)); out <- bp

bp <- barplot(matrix(1:6, 2), beside = TRUE); out <- bp

bp <- barplot(matrix(1:6, 2)); out <- bp

bp <- barplot(table(d$g), horiz = TRUE); out <- bp[, 1]

out <- as.data.frame(psych::describe(d[c("x", "y_raw")]))

out <- as.data.frame(psych::describe(data.frame(x = c(1, NA, 4, 8, 2), g = c("b", "a", "c", "a", "b"), f = factor(c("u", "v", "u", "v", "u")))))

out <- psych::describe(d$x)$skew

out <- as.data.frame(psych::describe(d$x, skew = FALSE))

out <- as.data.frame(psych::describe(d[c("x", "z_raw")], skew = FALSE, ranges = FALSE))

out <- names(psych::describe(d["x"], ranges = FALSE))

out <- c(psych::skew(d$x), psych::kurtosi(d$x), psych::skew(c(1, NA, 5, 9)))

out <- car::vif(lm(x ~ y_raw + z_raw + id, d))

out <- car::vif(lm(x ~ y_raw + g, rbind(d, transform(d, x = x + 1, y_raw = y_raw^2))))

out <- car::vif(glm(id > 3 ~ y_raw + z_raw, family = binomial, data = rbind(d, transform(d, id = 7 - id))))

out <- c(isSymmetric(diag(2)), isSymmetric(matrix(1:4, 2)), isSymmetric(matrix(1:6, 2)), isSymmetric(matrix(c(1, 2, 2 + 1e-15, 1), 2)))

out <- lubridate::wday(as.Date("2021-05-03") + 0:2, label = TRUE, locale = "C")

out <- chisq.test(table(d$g, d$x > 1))$expected

out <- chisq.test(table(d$g, d$x > 1))$residuals

out <- chisq.test(matrix(c(12, 5, 7, 14), 2))$expected

out <- chisq.test(c(5, 9, 2))$expected

out <- replace_na(data.frame(a = c(1, NA)), list(a = 0, z = 1))

out <- tibble(g = c(1, 1, 2), k = c(1, 3, 2)) %>% complete(g, k = 1:3, fill = list(v = 0))

out <- d %>% summarise(across(c(x, y_raw), c(mean = mean, sd = sd)))

out <- d %>% summarise(across(c(x, y_raw), c(mean, max)))

out <- d %>% mutate_at(vars(x), c(h = ~ .x / 2))

out <- d %>% group_by(g, id) %>% summarise(n = n()) %>% mutate(g = paste0("z", g)) %>% ungroup()

out <- d %>% group_by(g) %>% mutate(g = toupper(g), m = mean(x)) %>% summarise(k = sum(m))

out <- d %>% group_by(g) %>% mutate(m = n(), g = "all", s = sum(x)) %>% summarise(n = n(), s = s[1])
