# Posterior draws by participant, in the manner of a blog post: group_map(), group_modify(), labels that wrap
library(dplyr)
library(tidyr)
library(stringr)
library(purrr)
library(ggplot2)
library(brms)
library(tidybayes)
set.seed(404)
people <- tibble(pid = letters[1:6], bias = rnorm(6, 0, .3), kind = rep(c("slow responder", "fast and careless responder"), 3))
trials <- people %>%
  expand_grid(block = 1:2, trial = 1:8) %>%
  mutate(rt = rlnorm(n(), -.3 + bias + .4 * (kind == "slow responder"), .25), resp = rbinom(n(), 1, .7),
         correct = resp == 1) %>%
  group_by(pid) %>%
  mutate(outlier = abs(rt - median(rt)) > 2.5 * mad(rt), lag_rt = lag(rt, default = first(rt)), streak = cumall(correct)) %>%
  ungroup()
n_streak <- trials %>% filter(streak) %>% count(pid)
slopes <- trials %>%
  group_by(pid) %>%
  group_modify(~ tibble(term = names(coef(lm(rt ~ block, data = .x))), est = unname(coef(lm(rt ~ block, data = .x))))) %>%
  ungroup()
slopes_wide <- slopes %>% pivot_wider(names_from = term, values_from = est) %>% rename(intercept = `(Intercept)`)
meds <- trials %>% group_by(kind) %>% group_map(~ median(.x$rt))
parts <- trials %>% group_split(pid)
n_parts <- length(parts)
keys <- trials %>% group_by(kind, block) %>% group_keys()
nb <- trials %>% nest_by(kind) %>% mutate(m = mean(data$rt), n = nrow(data)) %>% select(-data) %>% ungroup()
people$short <- str_wrap(people$kind, width = 12)
people$n_words <- str_count(people$kind, "\\S+")
people$tag <- str_c(str_to_upper(people$pid), str_dup("*", people$n_words), sep = "-")
people$lead <- word(people$kind, 1)
people$cut <- str_trunc(people$kind, 10)
where_and <- str_locate(people$kind, "and")[, "start"]
hits <- str_which(people$kind, "fast")
sorted <- str_sort(c("x10", "x2", "x1"), numeric = TRUE)
one_line <- str_flatten(people$pid, collapse = "/")
tall <- trials %>% group_by(pid, block) %>% summarise(acc = mean(correct), mrt = mean(rt), .groups = "drop") %>%
  pivot_longer(c(acc, mrt), names_to = "measure") %>%
  pivot_wider(names_from = c(measure, block), values_from = value, names_sep = ".b")
add_tal <- trials %>% group_by(kind) %>% add_tally(name = "n_kind") %>% ungroup() %>% distinct(kind, n_kind)
fixed <- rows_update(people %>% select(pid, bias), tibble(pid = c("a", "c"), bias = c(0, 1)), by = "pid")
with_col <- people %>% select(pid) %>% add_column(wave = 1, .before = "pid")
bins <- trials %>% mutate(bin = cut_width(rt, .5, boundary = 0)) %>% count(bin)
fifth <- trials %>% mutate(q = cut_number(rt, 5)) %>% count(q) %>% pull(n)
cond <- trials %>% filter(!outlier) %>% mutate(rt_ms = round(rt * 1000)) %>% slice_max(rt_ms, n = 3, with_ties = FALSE) %>% pull(rt_ms)
ggplot(trials, aes(rt, fill = kind)) + geom_density(alpha = .4) + facet_wrap(~ pid) + scale_fill_discrete(labels = function(x) str_wrap(x, 10)) + theme(legend.position = "bottom")
fit <- brm(bf(rt ~ 1, mu1 ~ 1 + (1 | pid), mu2 ~ 1, theta2 ~ block), data = trials, family = mixture(lognormal, lognormal),
           prior = c(prior(normal(-.3, .5), Intercept, dpar = mu1), prior(normal(.5, .5), Intercept, dpar = mu2)),
           chains = 2, iter = 300, seed = 40, refresh = 0)
draws <- fit %>% spread_draws(r_pid__mu1[pid, term], b_mu1_Intercept) %>% mutate(median_rt = exp(b_mu1_Intercept + r_pid__mu1))
draws %>% group_by(pid) %>% median_hdi(median_rt, .width = c(.66, .95))
draws %>% group_by(pid) %>% group_modify(~ tibble(p_slow = mean(.x$median_rt > .8)))
order_by <- draws %>% group_by(pid) %>% summarise(m = median(median_rt)) %>% arrange(m) %>% pull(pid)
draws %>% ungroup() %>% mutate(pid = factor(pid, levels = order_by)) %>% ggplot(aes(median_rt, pid)) + stat_halfeye() + labs(x = "Median RT (s)", y = NULL)
