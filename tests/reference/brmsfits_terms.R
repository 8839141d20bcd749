# Writes fits of brms 2.18 with invented draws, of terms whose fits take long, with what brms says of them:
# Rscript tests/reference/brmsfits_terms.R rds/versions (the file beside this one has the data and the questions).
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
sys.source(file.path(here, "brmsfits_versions.R"), globalenv())
set.seed(23)
size <- 30L
levels_of_g <- c("p", "q", "r.r", "s")
groups <- c("sd_g__Intercept", paste0("r_g[", levels_of_g, ",Intercept]"))
simplex <- function(name) paste0(name, "[", 1:2, "]")
mono <- paste0("simo_mu", rep(1:2, each = 2), "_mom", c("1", ":x1"))
chain <- function(names) {
  draws <- setNames(lapply(names, function(name) if (grepl("^(sd|sigma|lscale|phi)", name)) .4 + round(runif(size) / 2, 3) else round(rnorm(size, .2, .4), 3)), names)
  if ("theta1" %in% names) { draws$theta1 <- round(runif(size, .2, .8), 3); draws$theta2 <- 1 - draws$theta1 }
  for (s in grep("^simo_.*\\[1\\]$", names, value = TRUE)) { draws[[s]] <- round(runif(size), 3); draws[[sub("\\[1\\]$", "[2]", s)]] <- 1 - draws[[s]] }
  attr(draws, "sampler_params") <- list(accept_stat__ = runif(size), stepsize__ = rep(.3, size), treedepth__ = rep(3, size),
                                        n_leapfrog__ = rep(7, size), divergent__ = rep(0, size), energy__ = rnorm(size))
  draws
}
invented <- function(call, names) {
  names <- c(names, "lprior", "lp__")
  call$family <- if (is.function(call$family)) call$family() else call$family
  fit <- suppressWarnings(do.call(brm, c(call, list(data = d, empty = TRUE))))
  dims <- setNames(rep(list(integer(0)), length(names)), names)
  sim <- list(samples = list(chain(names), chain(names)), chains = 2L, iter = size, thin = 1L, warmup = 0L, n_save = c(size, size), warmup2 = c(0L, 0L),
              permutation = rep(list(seq_len(size)), 2), pars_oi = names, dims_oi = dims, fnames_oi = names, n_flatnames = length(names))
  settings <- lapply(1:2, function(i) list(iter = size, thin = 1L, warmup = 0L, chain_id = i, method = "sampling", algorithm = "NUTS"))
  fit$fit <- new("stanfit", model_name = "m", model_pars = names, par_dims = dims, mode = 0L, sim = sim, inits = list(),
                 stan_args = settings, stanmodel = new("stanmodel"), date = "", .MISC = new.env())
  strip(fit)
}
both <- function(...) paste0("b_mu", 1:2, "_", rep(c(...), each = 2))
terms <- list(
  process = list(calls$process, c("b_Intercept", "sdgp_gpx", "lscale_gpx", "sigma", paste0("zgp_gpx[", seq_along(unique(d$x)), "]"))),
  censored = list(calls$censored, c("b_Intercept", "b_sigma_Intercept", "b_x", "b_sigma_z", groups)),
  trials = list(list(bf(k2 | trials(nn) ~ x + (1 | g)), family = binomial), c("b_Intercept", "b_x", groups)),
  monotonic = list(calls$monotonic, c(both("Intercept", "x"), paste0("bsp_mu", rep(1:2, each = 2), c("_mom", "_mom:x")), simplex(rep(mono, each = 2)), "sigma1", "sigma2", "theta1", "theta2")),
  bounded = list(calls$bounded, c(paste0("b_", c("mu1", "mu2", "theta1"), "_Intercept"), outer(c("x", "fa", "fC", "x:fa", "x:fC"), 1:2, function(v, k) paste0("b_mu", k, "_", v)),
                                  "b_theta1_z", "sigma1", "sigma2")),
  categories = list(list(bf(f ~ x + (1 | g)), family = categorical), c("b_mua_Intercept", "b_muC_Intercept", "b_mua_x", "b_muC_x",
                    outer(c("", levels_of_g), c("mua", "muC"), function(v, m) ifelse(v == "", paste0("sd_g__", m, "_Intercept"), paste0("r_g__", m, "[", v, ",Intercept]"))))),
  zeros = list(list(bf(y ~ x + (1 | g)) + bf(k ~ f, zi ~ z, family = zero_inflated_poisson()) + set_rescor(FALSE), family = gaussian),
               c("b_y_Intercept", "b_k_Intercept", "b_zi_k_Intercept", "b_y_x", "b_k_fa", "b_k_fC", "b_zi_k_z", "sd_g__y_Intercept", "sigma_y", paste0("r_g__y[", levels_of_g, ",Intercept]")))
)
for (name in names(terms)) {
  fit <- do.call(invented, terms[[name]])
  file <- file.path(arguments[1], paste0(name, "_", version))
  write(toJSON(facts(fit), digits = NA, auto_unbox = TRUE, null = "null"), paste0(file, ".facts.json"))
  saveRDS(fit, paste0(file, ".rds"), compress = "xz")
  cat(name, file.size(paste0(file, ".rds")), "\n")
}
