library(brms)
d <- read.csv("counts.csv")
(prior <- get_prior(count ~ zAge + zBase * Trt + (1 | patient), data = d, family = mixture(poisson, poisson)))
prior$prior[1] <- "normal(0, 10)"
prior$prior[3] <- set_prior("student_t(10, 0, 5)", class = "b")
prior
make_standata(count ~ zAge, data = d, family = poisson)
validate_prior(prior, count ~ zAge, d)
