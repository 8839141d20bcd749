# Careless responding in a 6-item scale: ordinal mixture
library(dplyr)
library(tidyr)
library(stringr)
library(purrr)
library(brms)
options(brms.backend = "rstan", scipen = 999, digits = 4)

items <- paste0("item", 1:6)
labels5 <- c("strongly disagree", "disagree", "neither", "agree", "strongly agree")
n <- 40
theta <- qnorm(ppoints(n))
diffic <- setNames(seq(-1, 1, length.out = 6), items)
raw <- map_dfc(items, function(it) {
  eta <- 1.5 * (theta - diffic[[it]]) + sin(seq_len(n) * match(it, items))
  findInterval(eta, c(-2, -.7, .7, 2)) + 1
}) |> set_names(items)
raw[36:40, ] <- 3
raw <- raw |> mutate(id = row_number(), .before = 1)
raw$item2 <- 6 - raw$item2     # worded the other way round

# --- scoring
rev_items <- "item2"
scored <- raw |>
  mutate(across(all_of(rev_items), ~ 6 - .x)) |>
  rowwise() |>
  mutate(total = sum(c_across(item1:item6)), sd_p = sd(c_across(item1:item6))) |>
  ungroup() |>
  mutate(longstring = map_int(id, \(i) max(rle(unlist(raw[i, items]))$lengths)),
         level = case_when(total <= 12 ~ "low", between(total, 13, 22) ~ "middle", TRUE ~ "high"),
         level = factor(level, levels = c("low", "middle", "high"), ordered = TRUE))
count(scored, level)
alpha_c <- function(X) {
  X <- as.matrix(X); k <- ncol(X); C <- cov(X)
  k / (k - 1) * (1 - sum(diag(C)) / sum(C))
}
alpha_all <- alpha_c(scored[items])
alpha_drop <- sapply(items, \(i) alpha_c(scored[setdiff(items, i)]))
r_it <- imap_dbl(scored[items], \(x, nm) cor(x, rowSums(scored[setdiff(items, nm)])))
skew <- function(x) mean((x - mean(x))^3) / sd(x)^3
describe_by_hand <- function(df) {
  out <- data.frame(vars = seq_along(df), n = colSums(!is.na(df)), mean = colMeans(df), sd = apply(df, 2, sd),
                    median = apply(df, 2, median), min = sapply(df, min), max = sapply(df, max), skew = sapply(df, skew))
  out$se <- out$sd / sqrt(out$n)
  out
}
desc <- describe_by_hand(as.data.frame(scored[items]))
print(desc, digits = 3)
maha <- mahalanobis(scored[items], colMeans(scored[items]), cov(scored[items]) + diag(.01, 6))
flag <- which(scored$longstring >= 6 | maha > qchisq(.999, 6))
ev <- eigen(cor(scored[items]))$values
n_fac <- sum(ev > 1)

parse_number_by_hand <- function(x) as.integer(str_extract(x, "\\d+"))
# --- long form with likert factors
long <- scored |>
  select(id, all_of(items), level) |>
  pivot_longer(all_of(items), names_to = "item", values_to = "resp") |>
  mutate(resp_f = factor(resp, levels = 1:5, labels = labels5, ordered = TRUE),
         item_no = parse_number_by_hand(item),
         short = recode(as.character(resp_f), "strongly disagree" = "SD", "disagree" = "D", "neither" = "N", "agree" = "A", "strongly agree" = "SA"),
         item = factor(item, levels = items))
freq <- long |> count(item, resp_f, .drop = FALSE) |> group_by(item) |> mutate(pct = 100 * n / sum(n)) |> ungroup()
freq_wide <- freq |> select(-n) |> pivot_wider(names_from = resp_f, values_from = pct, values_fill = 0)
mode_of <- function(x) names(sort(table(x), decreasing = TRUE))[1]
modes <- tapply(as.character(long$resp_f), long$item, mode_of)
levels(long$resp_f) <- str_to_title(levels(long$resp_f))
nlevels(long$resp_f)

# --- models
mix <- mixture(cumulative("logit"), nmix = 2, order = "none")
form <- bf(resp ~ 1, mu1 ~ 1 + (1 | item) + (1 | id), mu2 ~ 1, theta2 ~ 1 + (1 | id))
priors <- c(
  prior(normal(0, 2), class = Intercept, dpar = mu1),
  prior(student_t(3, 0, 2.5), class = Intercept, dpar = mu2),
  prior(exponential(1), class = sd, dpar = mu1),
  prior(normal(-2, 1), class = Intercept, dpar = theta2)
)
base_fit <- brm(resp ~ 1 + (1 | item) + (1 | id), data = long, family = cumulative("logit"), chains = 2, iter = 2000, seed = 7)
fit <- brm(form, data = long, family = mix, prior = priors, chains = 2, iter = 2000, seed = 7,
           control = list(adapt_delta = 0.99, max_treedepth = 12))
summary(fit)
re_item <- ranef(fit)$item[, , "mu1_Intercept"]
difficulty <- tibble(item = rownames(re_item), est = -re_item[, "Estimate"], lo = -re_item[, "Q97.5"], hi = -re_item[, "Q2.5"]) |>
  arrange(est)
p_careless <- pp_mixture(fit)[, "Estimate", 2]
by_id <- long |> mutate(p = p_careless) |> group_by(id) |> summarise(p = mean(p)) |>
  mutate(kind = if_else(p > .5, "careless", "careful"), rank = min_rank(desc(p)), pctl = percent_rank(p), tile = ntile(p, 4))
by_id |> slice_max(p, n = 5)
walk(items, ~ cat(.x, ":", round(mean(p_careless[long$item == .x]), 3), "\n"))
cor(by_id$p, scored$longstring, method = "spearman")
pp_check(fit, type = "bars_grouped", group = "item", ndraws = 50)
loos <- list(base = base_fit, mix = fit) |> map(loo)
loo_compare(loos[[1]], loos[[2]])
write.table(by_id, "careless.txt", sep = "\t", row.names = FALSE, quote = FALSE)
