# stay durations of spawning trout: short visits and residents
library(brms)
library(lubridate)
library(ggplot2)
set.seed(17)

meta <- data.frame(id = paste0("WR_", sprintf("%03d", 1:150)),
                   date = format(as.Date("2019-05-20") + sample(0:40, 150, TRUE), "%m/%d/%Y"),
                   sex = sample(c("Male", "Female", "Male ripe", "Female ripe", NA), 150, TRUE, prob = c(.4, .35, .1, .1, .05)),
                   length = round(rnorm(150, 380, 40)),
                   q = round(rbeta(150, 2, 2), 3),
                   tributary = sample(c("Trout ", "Trout", "Clear"), 150, TRUE),
                   stringsAsFactors = F)
meta$tributary <- gsub("Trout ", "Trout", meta$tributary)
pit_data <- data.frame(gen_ID = sub("WR", "WCR", meta$id), difference = ifelse(runif(150) < .55, rnbinom(150, mu = 5, size = 2), rpois(150, 24)))
pit_data$gen_ID <- gsub("WCR", "WR", pit_data$gen_ID)
pit_data <- pit_data[sample(nrow(pit_data)), ]

mvmt_df <- data.frame(meta$id, meta$tributary, meta$date, meta$sex, meta$length, meta$q, rep(NA, nrow(meta)))
colnames(mvmt_df) <- c("id", "trib", "date", "sex", "length", "q", "stay_duration")
mvmt_df$stay_duration <- sapply(mvmt_df$id, function(x) pit_data$difference[which(pit_data$gen_ID == x)])
mvmt_df$stay_duration <- as.integer(mvmt_df$stay_duration)
mvmt_df <- mvmt_df[which(mvmt_df$trib == "Trout" & is.na(mvmt_df$sex) == FALSE), ]
mvmt_df$date <- as.Date(mvmt_df$date, format = "%m/%d/%Y")
mvmt_df$date <- yday(mvmt_df$date)
mvmt_df$sex_bin <- gsub("Male.*", 0, mvmt_df$sex)
mvmt_df$sex_bin <- gsub("Female.*", 1, mvmt_df$sex_bin)
mvmt_df$sex_bin <- as.factor(mvmt_df$sex_bin)
nrow(mvmt_df)
table(mvmt_df$sex_bin)

mvmt_df_short <- mvmt_df[mvmt_df$stay_duration < 14, ]
mvmt_df_long <- subset(mvmt_df, stay_duration >= 14)
mean_short <- mean(mvmt_df_short$stay_duration)
c(short = mean_short, long = mean(mvmt_df_long$stay_duration))

# prior predictive check, by hand
N <- 50
alpha_samps <- rnorm(n = N, mean = 1.5, sd = 0.3)
b1_samps <- rnorm(n = N, mean = 0, sd = 0.2)
plot(NULL,
     xlim = range(scale(mvmt_df_short$date)),
     ylim = c(range(mvmt_df$stay_duration, na.rm = TRUE)[1], range(mvmt_df$stay_duration, na.rm = TRUE)[2] * 2),
     xlab = "date", ylab = "Prior stay duration", main = 'alpha ~ N(1.5,0.3)  beta ~ N(0,0.2)')
abline(h = min(mvmt_df_short$stay_duration, na.rm = TRUE), lty = 2, lwd = 5)
abline(h = max(mvmt_df_short$stay_duration, na.rm = TRUE), lty = 3, lwd = 5)
for (i in 1:N) {
  curve(exp(alpha_samps[i] + b1_samps[i] * x),
        from = min(scale(mvmt_df_short$date)),
        to = max(scale(mvmt_df_short$date)),
        col = rgb(0, 0, 1, 0.2), add = TRUE)
}

#fit mixture model
func <- bf(stay_duration ~ sex_bin + scale(q) + scale(date))
mix_fam <- mixture(negbinomial, poisson)
get_prior(func, mvmt_df, family = mix_fam)
priors <- c(set_prior("normal(1.5,0.5)", class = "Intercept", dpar = "mu1"),
            set_prior("normal(3.2,0.15)", class = "Intercept", dpar = "mu2"),
            set_prior("normal(0,1)", class = "b", coef = "scaleq", dpar = "mu1"),
            set_prior("normal(0,1)", class = "b", coef = "sex_bin1", dpar = "mu1"),
            set_prior("normal(0,1)", class = "b", coef = "scaledate", dpar = "mu1"),
            set_prior("normal(0,0.5)", class = "b", coef = "scaleq", dpar = "mu2"),
            set_prior("normal(0,0.5)", class = "b", coef = "sex_bin1", dpar = "mu2"),
            set_prior("normal(0,0.5)", class = "b", coef = "scaledate", dpar = "mu2"),
            set_prior("dirichlet(1)", class = "theta"))
mix_model_wide <- brm(formula = func, data = mvmt_df, family = mix_fam,
                      prior = priors, seed = 9,
                      control = list(adapt_delta = 0.8, max_treedepth = 12),
                      warmup = 300, iter = 600, thin = 1, chains = 2, cores = 2)
mix_model_wide
plot(mix_model_wide)
pp_check(mix_model_wide, ndraws = 50, type = "dens_overlay") + labs(x = "stay duration (days)", y = "density") +
  theme(axis.title = element_text(size = 16))
pp_check(mix_model_wide, ndraws = 50, type = "violin_grouped", group = "sex_bin") + labs(y = "stay duration (days)") +
  scale_x_discrete(name = "Sex", labels = c("Male", "Female"))
pp_check(mix_model_wide, ndraws = 50, type = "stat_grouped", group = "sex_bin", stat = "mean")
IQR <- function(y) { quantile(y, 0.75) - quantile(y, 0.25) }
IQR(mvmt_df$stay_duration)
pp_check(mix_model_wide, type = 'stat_grouped', group = "sex_bin", stat = "IQR", ndraws = 50)
save(mix_model_wide, file = "./mix_model.RData")

# fill the gaps of fish that were never detected leaving
load(file = "./mix_model.RData")
miss <- mvmt_df[1:4, ]
miss$stay_duration <- NA
predicted_stays <- posterior_predict(mix_model_wide, newdata = miss, ndraws = 2)
dim(predicted_stays)
sim_info <- mvmt_df
sim_info$departure <- sim_info$date + sim_info$stay_duration
females <- which(sim_info$sex_bin == 1)
males <- which(sim_info$sex_bin == 0)
overlap <- c()
for (f in females) {
  days_in_trib <- seq(sim_info$date[f], sim_info$departure[f])
  male_df <- sim_info[males, ]
  potential <- male_df[which(male_df$date %in% days_in_trib | male_df$departure %in% days_in_trib), ]
  if (nrow(potential) == 0) {
    next()
  }
  overlap <- c(overlap, nrow(potential))
}
summary(overlap)
out <- rbind(summary(mix_model_wide)$fixed, summary(mix_model_wide)$spec_pars)
saveRDS(out, file = paste("model1_", 1, ".rds", sep = ""))
m_waic <- waic(mix_model_wide)$estimates
m_waic
gc()
