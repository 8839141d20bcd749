# Transmission chains: answers on Likert scales, an ordinal model
suppressPackageStartupMessages({
  library(dplyr); library(tidyr); library(ggplot2); library(brms)
})
set.seed(94)
likert_levels <- c("Strongly Disagree", "Somewhat disagree", "Neither", "Somewhat agree", "Strongly agree")
raw <- expand_grid(chain = 1:12, gen = 1:4) %>%
  mutate(prompt = ifelse(chain %% 2 == 0, "examples", "words"),
         lat = 0.3 * gen + rnorm(n()),
         score = findInterval(lat, c(-0.5, 0.3, 1, 1.8)) + 1,
         Self.Diagnosis = likert_levels[score],
         chars = rpois(n(), 60), keys_examples = rpois(n(), 50), keys_words = rpois(n(), 45),
         pasted_examples = sample(c("true", "", "false"), n(), replace = TRUE),
         pasted_words = sample(c("true", ""), n(), replace = TRUE))
raw %>% count(prompt) %>% arrange(desc(n))
raw %>% count(prompt, chain) %>% arrange(desc(n)) %>% head(3)
d <- data.frame(chain = as.factor(raw$chain), chain_position = as.factor(raw$gen),
                self = raw$Self.Diagnosis, transmission_type = raw$prompt,
                total_chars = raw$chars, kx = raw$keys_examples, kw = raw$keys_words,
                px = raw$pasted_examples, pw = raw$pasted_words)
d <- d %>%
  mutate(Self = as.numeric(factor(self, levels = likert_levels, ordered = TRUE)),
         px = na_if(px, ""), pw = na_if(pw, ""),
         copy_paste = coalesce(px, pw),
         total_keys = case_when(transmission_type == "examples" ~ as.numeric(kx),
                                transmission_type == "words" ~ as.numeric(kw), TRUE ~ 0),
         ratio = total_keys / (total_chars + 0.001),
         flag = case_when(total_chars > 20 & ratio < 0.6 ~ TRUE, TRUE ~ FALSE))
d$trend <- factor(d$chain_position, levels = c("1", "2", "3", "4"), ordered = TRUE)
d <- d %>%
  mutate(pos = as.numeric(as.character(chain_position)),
         used = (copy_paste == "true") | (flag == TRUE),
         used = replace_na(used, FALSE)) %>%
  group_by(chain) %>%
  mutate(any_used = any(used),
         first = ifelse(any_used, min(pos[used == TRUE], na.rm = TRUE), Inf),
         after = as.factor(ifelse(pos >= first, 1, 0))) %>%
  ungroup() %>%
  select(-pos, -any_used, -first)
stopifnot(all(!is.na(d$Self)), nrow(d) == 48)
tab <- table(d$self, useNA = "ifany")
by_pos <- d %>% group_by(chain_position) %>% summarise(m = mean(Self), n = n(), .groups = "drop")
h1 <- brm(Self ~ 1 + chain_position + (1 | chain), data = d, family = cumulative("probit"),
          c(prior(normal(0, 1.5), class = "Intercept"), prior(normal(0, 1), class = "b"),
            prior(exponential(1), class = "sd")),
          iter = 300, chains = 2, seed = 92, refresh = 0, control = list(adapt_delta = 0.95))
saveRDS(h1, "h1.rds")
h1 <- readRDS("h1.rds")
summary(h1)
pp_check(h1, type = "bars")
contrasts_pos <- c(pos2 = "chain_position2 > 0", pos3 = "chain_position3 > 0", pos4 = "chain_position4 > 0")
hyp <- hypothesis(h1, contrasts_pos)
print(hyp)
gen_draws <- exp(as_draws_df(h1)[, c("b_chain_position2", "b_chain_position3", "b_chain_position4")])
or_tab <- t(apply(gen_draws, 2, \(x) c(Estimate = mean(x), Est.Error = sd(x), Q2.5 = quantile(x, 0.025), Q975 = quantile(x, 0.975))))
round(or_tab, 2)
make_panel <- function(model, title, y_label, colour, show_x = FALSE) {
  ce <- conditional_effects(model, effects = "chain_position")$chain_position
  ggplot(ce, aes(x = chain_position, y = estimate__, group = 1)) +
    geom_ribbon(aes(ymin = lower__, ymax = upper__), fill = colour, alpha = 0.2) +
    geom_line(color = colour, linewidth = 1.1) +
    geom_point(color = colour, size = 3.2) +
    coord_cartesian(ylim = c(1, 5)) +
    labs(title = title, y = y_label, x = if (show_x) "Chain Position" else NULL) +
    theme(plot.margin = margin(t = 8, r = 28, b = 8, l = 12))
}
cols <- c("Self" = "#0072B2", "Other" = "#D55E00")
p1 <- make_panel(h1, "(a) Self", "Rating", cols["Self"], show_x = TRUE)
print(p1)
ggsave(filename = "self.png", plot = p1, width = 6, height = 4, dpi = 72)
make_cat <- function(model, title) {
  ce <- conditional_effects(model, effects = "chain_position", categorical = TRUE)[[1]]
  col <- if ("cats__" %in% names(ce)) "cats__" else "effect2__"
  dat <- ce |> mutate(Likert = factor(.data[[col]], levels = c("1", "2", "3", "4", "5")))
  ggplot(dat, aes(x = chain_position, y = estimate__, group = Likert, color = Likert, fill = Likert)) +
    geom_ribbon(aes(ymin = lower__, ymax = upper__), alpha = 0.15, color = NA) +
    geom_line() +
    scale_y_continuous(labels = scales::percent, limits = c(0, 1), expand = expansion(mult = c(0, 0.02))) +
    labs(title = title, y = "Predicted Probability")
}
p2 <- make_cat(h1, "(b) Choices")
sessionInfo()
