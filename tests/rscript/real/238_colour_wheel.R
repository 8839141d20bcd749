# interference model of visual working memory, four items
rm(list = ls())
pacman::p_load(here, brms, tidyverse, patchwork)
wrap <- function(x) ((x + pi) %% (2 * pi)) - pi
k <- 0:143
raw <- cbind(k %/% 36 + 1, 1, k %% 36 + 1, k %% 3 + 1, (k * 37) %% 360, (k * 5) %% 13 + 1, (k * 91) %% 360, (k * 7) %% 13 + 1, (k * 17) %% 360, (k * 11) %% 13 + 1, ((k * 37) %% 360 + ifelse(k %% 6 == 0, 170, (k * 13) %% 29 - 14)) %% 360)
write.table(raw, "colorwheel.dat", row.names = FALSE, col.names = FALSE)
df_E1 <- read.table("colorwheel.dat")
colnames(df_E1) <- c("ID", "Session", "Trial", "SetSize", "Item1_Col", "Item1_Pos", "Item2_Col", "Item2_Pos", "Item3_Col", "Item3_Pos", "Response")
df_E1 <- df_E1 %>%
  mutate(deviation = (Response - Item1_Col),
         dev_rad = wrap(deviation * pi / 180),
         across(ends_with("_Col"), ~ wrap((.x - Item1_Col) * pi / 180), .names = "{.col}_rad"),
         across(ends_with("_Pos"), ~ abs(wrap(2 * pi * ((.x - Item1_Pos) / 13))), .names = "{.col}_rad")) %>%
  mutate(LureIdx1 = case_when(SetSize >= 2 ~ 1, TRUE ~ 0), LureIdx2 = case_when(SetSize >= 3 ~ 1, TRUE ~ 0),
         inv_SS = 1 / (SetSize - 1), inv_SS = ifelse(is.infinite(inv_SS), 1, inv_SS), SetSize = as.factor(SetSize))
head(df_E1[, c("dev_rad", "Item2_Col_rad", "Item2_Pos_rad")], 3)
IMM <- mixture(von_mises(link = "identity"), von_mises(link = "identity"), von_mises(link = "identity"), von_mises(link = "identity"), order = "none")
IMM_formula <- bf(dev_rad ~ 1,
                  nlf(kappa1 ~ kappa), nlf(kappa2 ~ kappa), nlf(kappa3 ~ kappa), kappa4 ~ 1,
                  nlf(theta1 ~ exp(-s * Item1_Pos_rad) * c + a),
                  nlf(theta2 ~ LureIdx1 * (exp(-s * Item2_Pos_rad) * c + a) + (1 - LureIdx1) * (-100)),
                  nlf(theta3 ~ LureIdx2 * (exp(-s * Item3_Pos_rad) * c + a) + (1 - LureIdx2) * (-100)),
                  mu1 ~ 1, mu4 ~ 1, nlf(mu2 ~ Item2_Col_rad), nlf(mu3 ~ Item3_Col_rad),
                  nlf(s ~ exp(logS)),
                  kappa ~ 0 + SetSize, logS ~ 1, c ~ 1, a ~ 0 + SetSize,
                  nl = TRUE)
get_prior(IMM_formula, df_E1, IMM)
IMM_priors <-
  prior(constant(0), class = Intercept, dpar = "mu1") + prior(constant(0), class = Intercept, dpar = "mu4") +
  prior(constant(1e-4), class = Intercept, dpar = "kappa4") +
  prior(normal(2, 2), class = b, nlpar = "c") + prior(normal(6, 2), class = b, nlpar = "kappa") +
  prior(normal(0, 1), class = b, nlpar = "logS", ) + prior(normal(0.5, 1), class = b, nlpar = "a") +
  prior(constant(0), class = b, nlpar = "a", coef = "SetSize1")
fit <- brm(IMM_formula, data = df_E1, family = IMM, prior = IMM_priors, sample_prior = TRUE, save_pars = save_pars(all = TRUE), warmup = 300, iter = 300 + 300, chains = 2, seed = 3,
           control = list(adapt_delta = .9, max_treedepth = 10))
summary(fit)
fixedEff <- fixef(fit)
c_rows <- grepl("^c_", rownames(fixedEff))
a_rows <- grepl("^a_", rownames(fixedEff))
c_fix <- fixedEff[c_rows, ]
a_fix <- fixedEff[a_rows, ]
exp(c_fix)
c_fix["Estimate"] > -10
exp(a_fix)[1:2, 1:2]
dim(a_fix)
# list of raw files, one per person
dir.create("raw", showWarnings = FALSE)
for (p in unique(df_E1$ID)) write.table(df_E1[df_E1$ID == p, 1:4], file.path("raw", paste0("p", p, "_WM.dat")), row.names = FALSE, col.names = FALSE)
temp <- list.files(pattern = "*_WM.dat", path = "raw")
temp
temp <- file.path("raw", temp)
wm <- do.call("rbind", lapply(temp, function(x) read.table(x, header = F)))
names(wm) <- c("id", "session", "trial", "cueCondition")
wm <- subset(wm, !(id %in% c(2)))
wm <- wm %>% mutate(cueCond = as.factor(cueCondition))
levels(wm$cueCond) <- c("No", "Retro", "Both")
table(wm$id, wm$cueCond)
