pacman::p_load(here, brms, tidyverse, posterior)
set.seed(22)
n <- 40
p <- 30
truth <- rep(c(0, 1), times = c(20, 10))
items <- t(sapply(seq_len(p), function(i) rbinom(n, 1, ifelse(truth[i] == 1, .92, .68))))
dim(items)
k <- apply(items, 1, sum)
# two-panel picture
layout(matrix(c(1, 2), 2, 1))
par(cex.main = 1.5, mar = c(5, 6, 4, 5) + 0.1, mgp = c(3.5, 1, 0), cex.lab = 1.5, font.lab = 2, cex.axis = 1.3, bty = "n", las = 1)
bins <- c(-1:n) + .5
bonafide <- hist(k[truth == 0], breaks = bins, plot = F)$counts
cheat <- hist(k[truth == 1], breaks = bins, plot = F)$counts
counts <- rbind(bonafide, cheat)
barplot(counts, main = " ", xlab = " ", col = c("grey", "white"), legend.text = c("Bona Fide", "Cheater"),
        args.legend = list(x = "topleft"), beside = TRUE, axes = F)
pc.line <- array()
for (i in 1:41) {
  pc.line[i] <- mean((k >= (i - 1)) == truth)
}
plot(c(0:40), pc.line, type = "l", lwd = 2, xlim = c(0, 40), ylim = c(0.4, 1), xlab = "Number of Items", ylab = " ", axes = F)
axis(1, at = c(0, seq(from = 5, by = 5, to = 40)))
axis(2, at = c(.5, .75, 1))
mtext("Prop. Correct", side = 2, line = 2.5, cex = 1.5)
best_cut <- which.max(pc.line) - 1
df <- tibble(truth = truth, k = apply(items, 1, sum), n = 40, ID = as.factor(seq(p)))
cheating_f <- bf(k | trials(n) ~ 1 + (1 | p | ID), theta1 ~ 1)
mix1 <- mixture(binomial, binomial, order = "none")
get_prior(cheating_f, df, mix1)
priormix1 <- c(
  prior(normal(0.8, .5), class = Intercept, dpar = mu1),
  prior(normal(2.5, .5), class = Intercept, dpar = mu2),
  prior(normal(0, .5), class = sd, dpar = mu1),
  prior(normal(0, .5), class = sd, dpar = mu2),
  prior(normal(0, 1), class = Intercept, dpar = theta1)
)
m1 <- brm(cheating_f, df, mix1, prior = priormix1, sample_prior = T, chains = 2, cores = 2, iter = 300, refresh = 0, seed = 3,
          control = list(max_treedepth = 12, adapt_delta = 0.95))
m1
z <- pp_mixture(m1)[, "Estimate", 2]
plot(k, z, ylim = c(0, 1), xlim = c(0, n), lwd = 2, pch = 4, xlab = "Number of Items Recalled Correctly", ylab = "Cheater Classification")
pc <- sapply(seq(.1, .9, .1), function(cut) mean((z > cut) == (truth == 1)))
pc.dens <- density(rbeta(200, 20, 4))
polygon(c(0, pc.dens$y, 0, 0), c(pc.dens$x[1] - .01, pc.dens$x, pc.dens$x[512] + .01, pc.dens$x[1] - .01), col = "green")
rocs <- do.call(rbind, lapply(0:40, function(cc) data.frame(cut = cc, tpr = mean(k[truth == 1] >= cc), fpr = mean(k[truth == 0] >= cc))))
auc <- with(rocs[order(rocs$fpr, rocs$tpr), ], sum(diff(fpr) * (head(tpr, -1) + tail(tpr, -1)) / 2))
confusion <- table(Predicted = factor(k >= best_cut, labels = c("bona fide", "cheater")), Truth = truth)
sens <- confusion["cheater", "1"] / sum(confusion[, "1"])
draws_summary <- as_draws_df(m1) %>% subset_draws(variable = c("b_mu1_Intercept", "b_mu2_Intercept")) %>% summarise_draws("mean", "sd", ~ quantile(.x, probs = c(.05, .95)))
transform_p <- as_draws_df(m1) %>% mutate(p1 = inv_logit_scaled(b_mu1_Intercept), p2 = plogis(b_mu2_Intercept)) %>% as_tibble() %>% select(p1, p2) %>% summarise(across(everything(), list(m = mean, lo = ~ quantile(.x, .025), hi = ~ quantile(.x, .975))))
