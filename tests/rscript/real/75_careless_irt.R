# Item responses: a mixture of attentive and guessing respondents
library(brms); library(dplyr); library(tidyr); library(stringr); library(ggplot2)
options(digits = 3)
set.seed(33)
n_p <- 25; n_i <- 6
theta <- rnorm(n_p); b <- seq(-1, 1, length.out = n_i)
resp <- matrix(NA_integer_, n_p, n_i, dimnames = list(paste0("P", 1:n_p), paste0("item_", 1:n_i)))
for (p in 1:n_p) for (i in 1:n_i) resp[p, i] <- rbinom(1, 1, plogis(theta[p] - b[i]))
total <- rowSums(resp)
p_values <- round(colMeans(resp), 2)
item_total <- sapply(colnames(resp), function(j) cor(resp[, j], total - resp[, j]))
hard <- names(which.min(p_values))
alpha <- function(m) { k <- ncol(m); k / (k - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m))) }
a <- alpha(resp)
parse_integer_safe <- function(x) as.integer(gsub("\\D", "", x))
long <- as.data.frame(resp) %>%
  tibble::rownames_to_column("person") %>%
  gather(key = "item", value = "y", -person) %>%
  mutate(item_no = as.integer(str_extract(item, "[0-9]+")), person_no = parse_integer_safe(person)) %>%
  arrange(person_no, item_no)
patterns <- long %>% group_by(person) %>% summarise(pattern = paste(y, collapse = ""), score = sum(y)) %>% ungroup()
common <- patterns %>% count(score) %>% mutate(pct = round(100 * n / sum(n), 1), cum = cumsum(n))
top3 <- patterns %>% arrange(desc(score), person) %>% head(3) %>% pull(person)
easy_first <- long %>% filter(item %in% c("item_1", "item_6")) %>% pivot_wider(id_cols = person, names_from = item, values_from = y) %>% count(item_1, item_6)
fits <- list()
forms <- list(rasch = bf(y ~ 1 + (1 | person) + (1 | item)), fixed = bf(y ~ 0 + item + (1 | person)))
for (nm in names(forms)) {
  fits[[nm]] <- brm(forms[[nm]], data = long, family = bernoulli(), chains = 2, iter = 300, seed = 5, refresh = 0,
                    prior = if (nm == "fixed") prior(normal(0, 2), class = b) else prior(normal(0, 2), class = Intercept))
}
ri <- ranef(fits$rasch)$item[, , "Intercept"]
ri[order(ri[, "Estimate"]), c("Estimate", "Q2.5", "Q97.5")]
items <- posterior_summary(fits$fixed, variable = "^b_item", regex = TRUE)
rownames(items) <- str_remove(rownames(items), "b_item")
plot_df <- as.data.frame(items) %>% mutate(item = rownames(items))
ggplot(plot_df, aes(y = reorder(item, Estimate), x = Estimate, xmin = Q2.5, xmax = Q97.5)) + geom_pointrange() + geom_vline(xintercept = 0, lty = 3) + ylab(NULL)
loo_compare(loo(fits[["rasch"]]), loo(fits[["fixed"]]))
sd_draws <- as_draws_df(fits$rasch, variable = c("sd_person__Intercept", "sd_item__Intercept"))
icc <- sd_draws$sd_person__Intercept^2 / (sd_draws$sd_person__Intercept^2 + sd_draws$sd_item__Intercept^2 + pi^2 / 3)
quantile(icc, c(.025, .5, .975))
