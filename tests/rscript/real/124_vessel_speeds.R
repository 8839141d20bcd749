rm(list = ls())
library(brms)
library(dplyr)
library(tidyr)
library(ggplot2)
library(purrr)
# 1. data
set.seed(24)
gear_speed <- c(OTB = 3, PTM = 4, GTR = 1.5)
vms <- map_dfr(names(gear_speed), function(g) {
  tibble(SI_SP = c(rgamma(18, 4, 4 / gear_speed[[g]]), rgamma(12, 30, 30 / 10)),
         LE_GEAR = g, LE_L5MET = paste(g, sample(c("DEF", "SPF"), 30, TRUE), sep = "_"))
})
vms <- vms %>% mutate(LE_GEAR = as.factor(LE_GEAR), LE_L5MET = as.factor(LE_L5MET))
nesting_check <- vms %>% distinct(LE_GEAR, LE_L5MET) %>% group_by(LE_L5MET) %>% filter(n() > 1)
if (nrow(nesting_check) > 0) {
  warning("Some metiers appear in several gears.")
  print(nesting_check)
}
vms$gear2 <- as.factor(sapply(strsplit(as.character(vms$LE_L5MET), split = "_"), `[`, 1))
identical(as.character(vms$gear2), as.character(vms$LE_GEAR))
vms$LE_L5MET[vms$LE_L5MET == "GTR_SPF" & vms$SI_SP > 9] <- "GTR_DEF"
vms$SI_SP <- vms$SI_SP + 0.001
cat("Data dimensions:", nrow(vms), "rows,", nlevels(vms$LE_GEAR), "gear groups,", nlevels(droplevels(vms$LE_L5MET)), "metiers\n")
# 2. model
K <- 2
mix_gamma <- brms::mixture("gamma", nmix = K, order = TRUE)
bform <- bf(SI_SP ~ 1, family = mix_gamma, mu1 ~ 1 + (1 | LE_L5MET), mu2 ~ 1, shape1 ~ 1, shape2 ~ 1)
priors <- c(
  prior(normal(log(2), 1), class = Intercept, dpar = mu1),
  prior(normal(log(10), 1), class = Intercept, dpar = mu2),
  prior(normal(log(2), 1), class = Intercept, dpar = shape1),
  prior(normal(log(20), 1), class = Intercept, dpar = shape2),
  prior(exponential(1), class = sd, group = LE_L5MET, dpar = mu1)
)
fit <- brm(formula = bform, data = vms, prior = priors, iter = 300, warmup = 150, chains = 2, cores = 1,
           control = list(adapt_delta = 0.95), seed = 123, refresh = 0, file = "vms_gamma")
summary(fit)
pp_check(fit, ndraws = 20)
new_data <- distinct(vms, LE_L5MET, LE_GEAR)
draws <- as_draws_df(fit)
# 3. parameters
get_metier_params <- function(draws_df, new_data_df) {
  metier_list <- new_data_df$LE_L5MET
  results <- map_dfr(seq_along(metier_list), function(i) {
    met <- as.character(metier_list[i])
    map_dfr(1:K, function(k) {
      re_col <- paste0("r_LE_L5MET__mu", k, "[", met, ",Intercept]")
      if (re_col %in% colnames(draws_df)) {
        mu_draws <- exp(draws_df[[paste0("b_mu", k, "_Intercept")]] + draws_df[[re_col]])
      } else {
        mu_draws <- exp(draws_df[[paste0("b_mu", k, "_Intercept")]])
      }
      shape_draws <- exp(draws_df[[paste0("b_shape", k, "_Intercept")]])
      tibble(LE_L5MET = met, k = k, mu = median(mu_draws), lower = quantile(mu_draws, 0.1), shape = median(shape_draws))
    })
  })
  results
}
metier_params <- get_metier_params(draws, new_data)
print(metier_params)
# 4. thresholds
find_intersection <- function(mu1, shape1, lambda1, mu2, shape2, lambda2, speed_range = c(0.01, 25), tol = 1e-8) {
  f <- function(x) {
    d1 <- lambda1 * dgamma(x, shape = shape1, rate = shape1 / mu1)
    d2 <- lambda2 * dgamma(x, shape = shape2, rate = shape2 / mu2)
    d1 - d2
  }
  x_seq <- seq(speed_range[1], speed_range[2], length.out = 500)
  f_vals <- sapply(x_seq, f)
  sign_changes <- which(diff(sign(f_vals)) != 0)
  if (length(sign_changes) == 0) return(NA_real_)
  idx <- sign_changes[length(sign_changes)]
  tryCatch(uniroot(f, interval = c(x_seq[idx], x_seq[idx + 1]), tol = tol)$root, error = function(e) NA_real_)
}
check_one <- round(find_intersection(2, 4, 0.6, 10, 30, 0.4), 4)
check_none <- find_intersection(2, 4, 1, 2, 4, 0)
get_weights <- function(draws_df, K) {
  theta_cols <- paste0("theta", 1:(K - 1))
  available <- theta_cols[theta_cols %in% colnames(draws_df)]
  if (length(available) == 0) {
    warning("Equal weights.")
    return(rep(1 / K, K))
  }
  thetas <- map_dbl(available, ~ median(draws_df[[.x]]))
  lambdas <- pmax(c(thetas, 1 - sum(thetas)), 0)
  lambdas / sum(lambdas)
}
w_test <- get_weights(data.frame(theta1 = c(.2, .3, .4), theta2 = c(.8, .7, .6)), 2)
lambdas <- get_weights(draws, K)
threshold_results <- map_dfr(seq_len(nrow(new_data)), function(i) {
  met <- as.character(new_data$LE_L5MET[i])
  params <- metier_params %>% filter(LE_L5MET == met) %>% arrange(k)
  if (nrow(params) < 2) return(tibble())
  map_dfr(1:(nrow(params) - 1), function(j) {
    tibble(LE_L5MET = met, threshold = paste0("T", j, "_", j + 1),
           speed = find_intersection(params$mu[j], params$shape[j], lambdas[j],
                                     params$mu[j + 1], params$shape[j + 1], lambdas[j + 1]))
  })
})
key <- threshold_results %>% filter(threshold %in% c("T1_2"))
# 5. pictures
speed_max <- quantile(vms$SI_SP, 0.99)
speed_grid <- seq(0.01, speed_max, length.out = 50)
density_data <- map_dfr(seq_len(nrow(metier_params)), function(i) {
  p <- metier_params[i, ]
  tibble(LE_L5MET = p$LE_L5MET, k = p$k, speed = speed_grid,
         density = lambdas[p$k] * dgamma(speed_grid, shape = p$shape, rate = p$shape / p$mu))
})
plot_list <- map(levels(vms$LE_GEAR), function(gear_group) {
  mets <- new_data %>% filter(LE_GEAR == gear_group) %>% pull(LE_L5MET) %>% unique()
  ggplot(filter(vms, LE_L5MET %in% mets), aes(x = SI_SP)) +
    geom_histogram(aes(y = after_stat(density)), bins = 30, alpha = 0.4, fill = "grey") +
    geom_line(data = filter(density_data, LE_L5MET %in% mets), aes(x = speed, y = density, colour = factor(k)), linewidth = 1) +
    geom_vline(data = filter(key, LE_L5MET %in% mets), aes(xintercept = speed, linetype = threshold)) +
    scale_colour_viridis_d(name = "Component") +
    scale_linetype_manual(name = "Threshold", values = c("T1_2" = "dashed", "T3_4" = "dotted")) +
    facet_wrap(~ LE_L5MET) +
    ggtitle(paste0("Gear: ", gear_group)) +
    coord_cartesian(xlim = c(0, speed_max)) +
    theme_bw() +
    theme(legend.position = "bottom")
})
walk2(plot_list, levels(vms$LE_GEAR), ~ {
  ggsave(paste0("Threshold_", .y, ".png"), .x, width = 7, height = 5)
})
