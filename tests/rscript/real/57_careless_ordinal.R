# Careless answers to a rating scale
library(brms)
library(tidyverse)
set.seed(5150)
n_p <- 40; n_i <- 4
theta <- rnorm(n_p); careless <- sample(rep(c(TRUE, FALSE), c(8, 32)))
tau <- c(-1.2, -.3, .4, 1.3)
rate <- function(eta, cuts) {
  p <- plogis(cuts - eta)
  p <- diff(c(0, p, 1))
  sample(seq_along(p), size = 1, prob = p)
}
long <- expand_grid(person = seq_len(n_p), item = paste0("item_", 1:n_i)) %>%
  mutate(eta = theta[person] + c(item_1 = 0, item_2 = .3, item_3 = -.3, item_4 = .1)[item],
         answer = map2_dbl(eta, person, function(e, i) {
           if (careless[i]) {
             sample(1:5, 1)
           } else {
             rate(e, tau)
           }
         }))
wide <- long %>% select(-eta) %>% pivot_wider(names_from = item, values_from = answer)
wide$longstring <- apply(wide[, -1], 1, function(r) {
  runs <- rle(r)
  max(runs$lengths)
})
wide <- wide %>% mutate(total = rowSums(across(starts_with("item_"))), m = rowMeans(select(., starts_with("item_"))))
r_it <- cor(wide$item_1, wide$total - wide$item_1)
cm <- round(cor(wide[, paste0("item_", 1:4)]), 2)
alpha <- function(x) {
  k <- ncol(x)
  k / (k - 1) * (1 - sum(apply(x, 2, var)) / var(rowSums(x)))
}
a <- alpha(wide[, 2:5])
long <- long %>%
  left_join(wide %>% select(person, total), by = "person") %>%
  mutate(answer_f = factor(answer, levels = 1:5, ordered = TRUE), item = fct_relevel(item, "item_2"))
props <- long %>% count(item, answer) %>% group_by(item) %>% mutate(prop = n / sum(n)) %>% ungroup() %>% filter(answer == 5)
ggplot(long, aes(x = answer)) + geom_bar(aes(y = after_stat(prop)), fill = "steelblue") + facet_wrap(vars(item), nrow = 1) + theme(strip.background = element_rect(fill = NA))
ggplot(long, aes(x = item, y = factor(person), fill = answer)) + geom_tile() + scale_fill_gradient(low = "white", high = "darkred") + theme(axis.text.y = element_blank())
m <- brm(bf(answer ~ 1, mu1 ~ 1 + item, mu2 ~ 1), data = long,
  family = mixture(cumulative("logit"), cumulative("logit")),
  prior = prior(normal(0, 2), class = Intercept, dpar = mu1) + prior(normal(0, 2), class = Intercept, dpar = mu2),
  chains = 2, iter = 300, seed = 77, refresh = 0)
m %>% summary()
pp_check(m, type = "bars", ndraws = 50)
probs <- posterior_epred(m, ndraws = 10)
dim(probs)
