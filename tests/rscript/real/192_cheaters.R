pacman::p_load(
  posterior,
  here,
  brms,
  tidyverse
)

# total correct of 40 items; truth = 1 for instructed cheaters
set.seed(22)
p <- 60
truth <- rep(c(0, 1), c(36, 24))
raw <- matrix(NA, nrow = p, ncol = 40)
for (i in 1:p) {
  raw[i, ] <- rbinom(40, 1, if (truth[i] == 1) .92 else .7)
}
write.table(raw, file = "cheat.csv", sep = ",", row.names = FALSE, col.names = FALSE)
write.table(truth, "cheatt.csv", row.names = F, col.names = F)

cheat.dat  <- read.table("cheat.csv", header=F, sep=",")
cheatt.dat <- read.table("cheatt.csv", header=F, sep="")
truth <- cheatt.dat$V1
k <- apply(cheat.dat, 1, sum)
p <- length(k)
n <- 40

data <- list(p=p, k=k, n=n, truth=truth)
str(data)

# two panel plot
layout(matrix(c(1,2),2,1))
par(cex.main = 1.5, mar = c(5, 6, 4, 5) + 0.1, mgp = c(3.5, 1, 0), cex.lab = 1.5,
    font.lab = 2, cex.axis = 1.3, bty = "n", las=1)
bins <- c(-1:n)+.5
bonafide <- hist(k[truth==0], breaks=bins, plot=F)$counts
cheat    <- hist(k[truth==1], breaks=bins, plot=F)$counts
counts <- rbind(bonafide, cheat)
barplot(counts, main=" ", xlab=" ", col=c("grey","white"),
        legend.text = c("Bona Fide","Cheater"), args.legend = list(x="topleft"),
        beside=TRUE, axes=F)
pc.line <- array()
for (i in 1:41) {
  pc.line[i] <- mean((k>=(i-1))==truth)
}
plot(c(0:40), pc.line, type="l", lwd=2, xlim=c(0,40), ylim=c(0.4,1),
     xlab="Number of Items Recalled Correctly", ylab=" ", axes=F)
axis(1, at=c(0,seq(from=5,by=5,to=40)))
axis(2, at=c(.5,.75,1))
par(las=0)
mtext("Prop. Correct",side=2, line=2.5,cex=1.5)
best <- which(pc.line == max(pc.line)) - 1
best

# BRMS
df <- tibble(
  truth = cheatt.dat$V1,
  k = apply(cheat.dat, 1, sum),
  n = 40,
  ID = as.factor(seq(p)))

cheating_f <- bf(
  k | trials(n) ~ 1 + (1|p|ID)
)
mix1 <- mixture(binomial, binomial, order="none")
get_prior(cheating_f, df, mix1)
priormix1 <- c(
  prior(normal(1,.5), class= Intercept, dpar=mu1),
  prior(normal(2.5,.5), class= Intercept, dpar=mu2),
  prior(normal(0,.5), class= sd, dpar=mu1),
  prior(normal(0,.5), class= sd, dpar=mu2),
  prior(lkj(3), class = cor)
)
m1 <- brm(
  cheating_f,
  df,
  mix1,
  prior=priormix1,
  sample_prior = T,
  chains = 2,
  cores = 2,
  iter = 600,
  refresh = 200,
  seed = 123,
  backend = "cmdstanr",
  threads = threading(2),
  control = list(
    max_treedepth = 12,
    adapt_delta = 0.95)
)
m1

# how well does it find the cheaters?
pz <- pp_mixture(m1)[, "Estimate", 2]
tab <- table(truth = df$truth, guess = as.numeric(pz > .5))
tab
prop.table(tab, 1)
sum(diag(tab)) / sum(tab)
plot(df$k, pz, ylim=c(0,1), xlim=c(0,n), lwd=2, pch=4,
     xlab= "Number of Items Recalled Correctly", ylab="Cheater Classification")

draws_df <- as_draws_df(m1)
ggplot(draws_df, aes(.iteration, b_mu1_Intercept, group = .chain, color = as.factor(.chain))) + geom_line() + theme_classic()
ggplot(draws_df) +
  geom_density(aes(inv_logit_scaled(prior_Intercept_mu1)), fill = "red", alpha = .3) +
  geom_density(aes(inv_logit_scaled(b_mu1_Intercept)), fill = "blue", alpha = .3)
subset_draws(draws_df, variable = c("theta1", "theta2")) %>% summarise_draws()
