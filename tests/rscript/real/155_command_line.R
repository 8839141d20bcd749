#!/usr/bin/env Rscript
# Command line tool: arguments, partial pooling by topic, CSV outputs
required_pkgs <- c("brms", "dplyr", "tidyr", "ggplot2")
missing <- required_pkgs[!vapply(required_pkgs, requireNamespace, quietly = TRUE, FUN.VALUE = logical(1))]
if (length(missing) > 0) {
  stop(paste0("Missing required R packages: ", paste(missing, collapse = ", "), "\n"))
}
suppressPackageStartupMessages({ library(brms); library(dplyr); library(tidyr); library(ggplot2) })
parse_args <- function(args) {
  opts <- list()
  i <- 1
  while (i <= length(args)) {
    arg <- args[[i]]
    if (grepl("^--", arg)) {
      if (grepl("=", arg)) {
        key <- sub("^--", "", sub("=.*", "", arg))
        val <- sub("^--[^=]+=", "", arg)
        opts[[key]] <- val
        i <- i + 1
        next
      }
      key <- sub("^--", "", arg)
      if (i == length(args) || grepl("^--", args[[i + 1]])) {
        opts[[key]] <- TRUE
        i <- i + 1
        next
      }
      opts[[key]] <- args[[i + 1]]
      i <- i + 2
      next
    }
    stop(paste("Unrecognized argument:", arg))
  }
  opts
}
opts <- parse_args(c("--chains", "2", "--iter=300", "--reuse_fit"))
as_int_or_stop <- function(x, name, default) {
  if (is.null(x) || x == "") return(as.integer(default))
  v <- suppressWarnings(as.integer(x))
  if (is.na(v) || v <= 0) stop(paste("Invalid", name, ":", x))
  v
}
chains <- as_int_or_stop(opts[["chains"]], "--chains", 4)
iter <- as_int_or_stop(opts[["iter"]], "--iter", 4000)
seed <- as_int_or_stop(opts[["seed"]], "--seed", 2026)
reuse_fit <- isTRUE(opts[["reuse_fit"]])
outdir <- opts[["outdir"]]
if (is.null(outdir) || outdir == "") outdir <- file.path("R_results", "run1")
dir.create(outdir, recursive = TRUE, showWarnings = FALSE)
set.seed(seed)
df <- expand.grid(llm = c("gpt", "claude", "gemini"), item = paste0("q", 1:20))
df$topic <- c("cardio", "neuro")[(as.integer(df$item) %% 2) + 1]
df$quiz <- ifelse(as.integer(df$item) <= 10, "A", "B")
df$y <- rbinom(nrow(df), 1, plogis(0.5 + 0.4 * (df$topic == "neuro")))
df$y[c(3, 7)] <- NA
required_cols <- c("y", "llm", "topic", "quiz", "item")
missing_cols <- setdiff(required_cols, names(df))
if (length(missing_cols) > 0) stop(paste("Missing required columns:", paste(missing_cols, collapse = ", ")))
df <- df |> transform(y = as.integer(y), llm = factor(llm), topic = factor(topic), quiz = factor(quiz), item = factor(item))
df <- df[!is.na(df$y) & !is.na(df$llm) & !is.na(df$topic), ]
if (nrow(df) == 0) stop("No rows left.")
data_summary <- c(paste("rows:", nrow(df)), paste("llm_levels:", nlevels(df$llm)), paste("topic_levels:", nlevels(df$topic)))
writeLines(data_summary, con = file.path(outdir, "data_summary.txt"))
fit_rds <- file.path(outdir, "fit.rds")
fit <- NULL
if (reuse_fit && file.exists(fit_rds)) {
  message(paste("[INFO] Loading existing fit from", fit_rds))
  fit <- readRDS(fit_rds)
} else {
  message("[INFO] Fitting brms model")
  f <- bf(y ~ 1 + topic + (1 + topic || llm) + (1 | item))
  pri <- c(prior(normal(0, 1.5), class = Intercept), prior(normal(0, 1.0), class = b), prior(exponential(1), class = sd))
  fit <- brm(formula = f, data = df, family = bernoulli(link = "logit"), prior = pri, chains = chains, iter = iter, seed = seed, refresh = 0)
  saveRDS(fit, fit_rds)
}
capture.output(summary(fit), file = file.path(outdir, "brms_summary.txt"))
grid <- tidyr::expand_grid(llm = levels(df$llm), topic = levels(df$topic), item = levels(df$item)[1])
grid$llm <- factor(grid$llm, levels = levels(df$llm))
grid$topic <- factor(grid$topic, levels = levels(df$topic))
library(tidybayes)
eb_topic <- fit |>
  add_epred_draws(newdata = grid, re_formula = ~ (1 + topic || llm)) |>
  group_by(llm, topic) |> median_qi(.epred, .width = 0.95) |> ungroup() |>
  transmute(llm = as.character(llm), topic = as.character(topic), eb_pct = 100 * .epred, lo95 = 100 * .lower, hi95 = 100 * .upper)
raw_topic <- df |> group_by(llm, topic) |> summarise(n = n(), raw_pct = 100 * mean(y), .groups = "drop") |>
  mutate(llm = as.character(llm), topic = as.character(topic))
compare <- raw_topic |> left_join(eb_topic, by = c("llm", "topic")) |> mutate(shrinkage_points = eb_pct - raw_pct) |> arrange(topic, llm)
write.csv(compare, file.path(outdir, "raw_vs_eb_topic.csv"), row.names = FALSE)
p <- ggplot(eb_topic, aes(x = topic, y = eb_pct, ymin = lo95, ymax = hi95)) + geom_pointrange() + facet_wrap(~ llm) +
  coord_cartesian(ylim = c(0, 100)) + labs(x = "Topic", y = "%", caption = "Points = posterior median") + theme_bw(base_size = 11)
ggsave(file.path(outdir, "p.png"), p, width = 6, height = 4, dpi = 72)
message(paste("[OK] Wrote outputs to", outdir))
message(paste("  -", file.path(outdir, "eb_topic.csv")))
