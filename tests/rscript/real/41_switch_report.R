library(brms)
library(dplyr)
library(glue)
library(knitr)
mtcars2 <- mtcars %>% tibble::rownames_to_column("car") %>% mutate(cyl = factor(cyl), am = factor(am, labels = c("auto", "manual")))
kable(head(mtcars2))
levels(mtcars2$cyl)
mtcars2 %>% group_by(cyl, am) %>% summarise(n = n(), mpg = mean(mpg)) %>% tidyr::pivot_wider(names_from = am, values_from = c(n, mpg))
describe <- function(x, digits = 2) {
  out <- c(mean(x), sd(x))
  names(out) <- c("mean", "sd")
  round(out, digits)
}
describe(mtcars$mpg)
report <- function(kind) {
  switch(kind, mean = "the mean", sd = "the standard deviation", "unknown")
}
report("sd")
sapply(mtcars[, c("mpg", "hp")], describe)
cor(mtcars$mpg, mtcars$wt)
cor(mtcars[, 1:3])


fit <- brm(mpg ~ wt + cyl, data = mtcars2, family = student(), chains = 2, iter = 400, seed = 2)
s <- summary(fit)
s$fixed
glue("The slope is {round(s$fixed['wt', 'Estimate'], 2)}.")
round(s$fixed["wt", c("l-95% CI", "u-95% CI")], 2)
est <- fixef(fit) %>% as.data.frame() %>% tibble::rownames_to_column("term") %>% as_tibble()
est %>% filter(str_detect(term, "cyl")) %>% mutate(label = sprintf("%.2f [%.2f, %.2f]", Estimate, Q2.5, Q97.5)) %>% pull(label)
kfold1 <- kfold(fit, K = 3)
kfold1$estimates
r <- residuals(fit)
plot(r[, "Estimate"], mtcars$mpg)
mean(abs(r[, 1]))
y_rep <- posterior_predict(fit, ndraws = 100)
ppc_dens_overlay(mtcars2$mpg, y_rep[1:20, ])
bayesplot::ppc_stat(mtcars2$mpg, y_rep, stat = "sd")
prop <- apply(y_rep, 1, function(r) mean(r > 20))
quantile(prop, probs = c(0.05, 0.5, 0.95))
Sys.time()
while (TRUE) { n <- 3; break }
repeat { n <- n + 1; if (n > 5) break }
n
mapply(function(a, b) a + b, 1:3, 4:6)
Map(function(a, b) paste(a, b), c("x", "y"), 1:2)
vapply(list(1:3, 4:9), length, integer(1))
nchar("abc"); rev(strsplit("a,b,c", ",")[[1]])
is.na(NA) && TRUE
xtabs(~ cyl + am, data = mtcars2)
with(mtcars2, tapply(mpg, list(cyl, am), mean))
