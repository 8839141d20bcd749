# --- 1. SETUP & PACKAGES
if (!requireNamespace("pacman", quietly = TRUE)) install.packages("pacman")
pacman::p_load(tidyverse, glue, here, brms, future)
plan(multisession, workers = availableCores() - 1)
options(mc.cores = availableCores() - 1)

# --- 2. simulated assay
set.seed(55)
N <- 80
pathogen_map <- list(EBV = c("ebv_vca", "ebv_ebna1"), CMV = c("cmv_pp150", "cmv_pp52"), HSV = "hsv_gd")
prev <- c(EBV = 0.9, CMV = 0.5, HSV = 0.4)
status <- map_dfc(prev, ~ rbinom(N, 1, .x))
pheno <- tibble(FID = seq_len(N), IID = FID + 1000, age = sample(20:70, N, replace = TRUE),
                sex = sample(c("F", "M"), N, TRUE))
for (p in names(pathogen_map)) {
  for (a in pathogen_map[[p]]) {
    pheno[[glue("{a}_IgG_raw")]] <- rnorm(N, ifelse(status[[p]] == 1, 3, 0), 0.8)
  }
}
pheno$cmv_pp52_IgG_raw[c(2, 9)] <- NA
pheno_file <- "phenotypes.tsv"
write_tsv(pheno, pheno_file)
if (!file.exists(pheno_file)) {
  stop("Required file not found: ", pheno_file, "\n-> Run the first script.")
}
master <- read_tsv(pheno_file, show_col_types = FALSE, guess_max = 5000)
cat("Loaded", nrow(master), "participants.\n")
master <- master %>% mutate(age_group = cut(age, c(0, 35, 50, Inf), right = FALSE, labels = c("<35", "35-49", "50+")))
master %>% summarise(across(ends_with("_raw"), list(mean = ~ mean(.x, na.rm = TRUE), miss = ~ sum(is.na(.x)))))
tab_age <- master %>% count(age_group, sex) %>% group_by(age_group) %>% mutate(pct = 100 * n / sum(n)) %>% ungroup()

threshold_3sd <- function(x) mean(x, na.rm = TRUE) + 3 * sd(x, na.rm = TRUE)
cutoffs <- master %>% select(ends_with("_IgG_raw")) %>% map_dbl(threshold_3sd)

pheno_list <- map(names(pathogen_map), function(pathogen_name) {
  cat("\n-- Processing", pathogen_name, "...\n")
  antigens <- pathogen_map[[pathogen_name]]
  igg_cols <- glue("{antigens}_IgG_raw")
  complete <- master %>%
    select(all_of(c("FID", "IID", igg_cols))) %>%
    na.omit()
  if (nrow(complete) < 79) {
    warning("Skipping ", pathogen_name, ", not enough complete cases.")
    return(NULL)
  }
  analysis <- slice_head(complete, n = 70)
  probs <- tibble(FID = analysis$FID, IID = analysis$IID)
  for (antigen in antigens) {
    col_name <- glue("{antigen}_IgG_raw")
    f <- as.formula(glue("{col_name} ~ 1"))
    fit <- brm(bf(f, family = mixture(gaussian, gaussian)), data = analysis,
               prior = c(prior(normal(0, 1), Intercept, dpar = mu1), prior(normal(3, 1), Intercept, dpar = mu2)),
               chains = 2, iter = 300, seed = 8, silent = 2, refresh = 0)
    ppm <- pp_mixture(fit)
    mu <- as.data.frame(fit)$b_mu2_Intercept
    pos_comp <- if (mean(mu) > mean(as.data.frame(fit)$b_mu1_Intercept)) 2 else 1
    p_soft <- ppm[, "Estimate", pos_comp]
    probs[[glue("{antigen}_sero_soft")]] <- p_soft
  }
  prob_cols <- glue("{antigens}_sero_soft")
  p_comb <- rowMeans(probs[prob_cols], na.rm = TRUE)
  tibble(
    FID = analysis$FID,
    IID = analysis$IID,
    !!glue("{tolower(pathogen_name)}_sero_soft") := p_comb,
    !!glue("{tolower(pathogen_name)}_sero_hard") := if_else(p_comb >= 0.5, 1, 0)
  )
})
valid <- compact(pheno_list)
if (length(valid) == 0) stop("No pathogens were successfully modeled.")
final_tbl <- reduce(valid, full_join, by = c("FID", "IID"))
write_tsv(final_tbl, "phenotypes_bayesian.tsv")
truth <- status %>% mutate(FID = row_number()) %>% rename_with(tolower, -FID)
long <- final_tbl %>%
  select(FID, ends_with("hard")) %>%
  pivot_longer(-FID, names_to = c("pathogen", ".value"), names_pattern = "(.*)_sero_(.*)") %>%
  left_join(truth %>% pivot_longer(-FID, names_to = "pathogen", values_to = "true"), by = c("FID", "pathogen"))
perf <- long %>%
  group_by(pathogen) %>%
  summarise(sens = sum(hard == 1 & true == 1) / sum(true == 1),
            spec = sum(hard == 0 & true == 0) / sum(true == 0),
            kappa_po = mean(hard == true))
roc_pts <- map_dfr(seq(0, 1, .25), function(th) {
  pr <- final_tbl$ebv_sero_soft
  tibble(th = th, tpr = mean(pr[truth$ebv[1:70] == 1] >= th))
})
auc <- with(roc_pts, sum(diff(th) * (head(tpr, -1) + tail(tpr, -1)) / 2))
perf %>% mutate(across(where(is.numeric), ~ scales::percent(.x, accuracy = 0.1))) %>% knitr::kable(caption = "Performance")
iwalk(cutoffs, ~ cat(.y, "->", round(.x, 2), "\n"))
walk(split(tab_age, tab_age$sex), print)
cat("--- complete ---\n")
