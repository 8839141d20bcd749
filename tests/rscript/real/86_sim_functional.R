# Simulation study in functional style: safely(), accumulate(), combinations, retries, timing
library(purrr)
library(dplyr)
library(tibble)
library(brms)
conditions <- list(n = c(30, 60), shift = c(2, 4), p = .4)
design <- do.call(expand.grid, conditions)
design <- design[order(design$shift, -design$n), ]
design$label <- with(design, sprintf("n%d_s%g", as.integer(n), shift))
gen <- function(n, shift, p, ...) {
  z <- rbinom(n, 1, p)
  tibble(z = z, y = rnorm(n, shift * z))
}
set.seed(12)
sets <- pmap(select(design, n, shift, p), gen) %>% set_names(design$label)
sizes <- map_int(sets, nrow)
safe_log <- safely(function(x) {
  if (any(x < 0)) stop("negative")
  sum(log(x))
})
logs <- map(list(a = 1:3, b = c(1, -1)), safe_log)
ok <- map_lgl(logs, ~ is.null(.x$error))
msg <- conditionMessage(logs$b$error)
quiet_sqrt <- possibly(function(x) if (x < 0) stop("no") else sqrt(x), otherwise = NA_real_)
roots <- map_dbl(c(4, -1, 9), quiet_sqrt)
walkers <- accumulate(c(1, 2, 3, 4), `+`)
decay <- accumulate(1:4, function(acc, x) acc * .5 + x)
evens <- keep(1:10, ~ .x %% 2 == 0)
odds <- discard(1:10, ~ .x %% 2 == 0)
first_big <- detect(c(1, 5, 9), ~ .x > 3)
where_big <- detect_index(c(1, 5, 9), ~ .x > 3)
all_pos <- every(list(1, 2, 3), ~ .x > 0)
some_big <- some(list(1, 2, 3), ~ .x > 2)
pos <- Position(function(v) v > 3, c(1, 5, 9))
fnd <- Find(function(v) v > 3, c(1, 5, 9))
deep <- list(list(name = "a", stat = list(m = 1, s = 2)), list(name = "b", stat = list(m = 3, s = 4)))
m2 <- pluck(deep, 2, "stat", "m")
all_m <- map_dbl(deep, list("stat", "m"))
by_name <- deep %>% set_names(map_chr(., "name"))
turned <- transpose(map(deep, "stat"))
cube <- compose(~ .x^3, ~ .x + 1)
eight <- cube(1)
half <- partial(round, digits = 1)
h <- half(2.345)
stats <- imap_dfr(sets, ~ tibble(set = .y, m = mean(.x$y), s = sd(.x$y), bimodal = abs(mean(.x$y) - median(.x$y)) / sd(.x$y)))
stats <- stats %>% mutate(rank = rank(-s), flag = s > median(s))
grids <- cross_df(list(a = 1:2, b = c("x", "y")))
mm <- mapply(function(a, b, k) a * k + b, 1:3, 4:6, MoreArgs = list(k = 10))
tries <- 0
while (TRUE) {
  tries <- tries + 1
  if (tries %% 7 == 0) break
  if (tries > 100) stop("never")
  next
}
fit_one <- function(d, seed) {
  brm(y ~ 1, data = d, family = mixture(gaussian, gaussian), seed = seed, chains = 2, iter = 200, refresh = 0,
      prior = c(prior(normal(0, 1), Intercept, dpar = mu1), prior(normal(3, 1), Intercept, dpar = mu2)))
}
fits <- map2(sets[1:2], 1:2, fit_one)
res <- map_dfr(fits, ~ as_tibble(posterior_summary(.x, variable = c("b_mu1_Intercept", "b_mu2_Intercept")), rownames = "term"), .id = "set")
res %>% mutate(width = Q97.5 - Q2.5) %>% group_by(term) %>% summarise(across(c(Estimate, width), mean))
conv <- map_lgl(fits, ~ all(rhat(.x) < 1.5, na.rm = TRUE))
