library(brms)
## priors one by one and together
p0 <- set_prior("normal(0, 5)", class = "b", coef = "x")
prior1 <- prior(normal(0, 10), class = b) + prior(cauchy(0, 2), class = sd)
prior2 <- c(
  set_prior("normal(0, 10)", class = "b"),
  prior(student_t(3, 0, 2.5), class = Intercept),
  prior("exponential(1)", class = "sigma"),
  prior_string("lkj(2)", class = "cor")
)
prior3 <- prior(normal(0, 1), class = b, lb = 0, ub = 5)
prior4 <- set_prior("dirichlet(c(1, 2, 3))", class = "theta")
prior5 <- prior(constant(1), class = "b", coef = "z", dpar = "mu2")
d <- read.csv("counts.csv")
bprior <- c(prior1, prior2)
make_stancode(count ~ x + (1 | g), data = d, family = poisson(), prior = prior1)
