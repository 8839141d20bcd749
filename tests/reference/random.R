# What R draws: seeds, calls and numbers. Rscript random.R > random.json
cases <- list(
  c(1, "runif(5)"), c(42, "runif(4, -2, c(3, 5))"), c(-7, "runif(3)"), c(0, "runif(3)"),
  c(2147483647, "runif(3)"), c(1, "rnorm(2000)"), c(5, "rnorm(4, c(0, 100), c(1, 0))"),
  c(123, "rnorm(3, 5, 1e-3)"), c(1, "rlnorm(5, 1, 0.5)"), c(1, "rexp(300)"), c(2, "rexp(4, c(0.1, 10))"),
  c(1, "rgamma(200, 0.3)"), c(1, "rgamma(200, 1)"), c(1, "rgamma(200, 2.5, 3)"),
  c(1, "rgamma(200, 9, scale = 2)"), c(1, "rgamma(300, 50, 2)"), c(9, "rgamma(6, c(0.01, 3, 20), c(1, 2))"),
  c(1, "rchisq(50, 3)"), c(1, "rbeta(200, 0.5, 0.7)"), c(1, "rbeta(100, 0.5, 3)"), c(1, "rbeta(100, 3, 0.5)"),
  c(1, "rbeta(200, 2, 5)"), c(1, "rbeta(100, 5, 2)"), c(1, "rbeta(50, 1, 1)"),
  c(1, "rt(200, 3)"), c(1, "rt(50, 0.5)"), c(1, "rweibull(20, 2, 3)"),
  c(1, "rbinom(200, 1, 0.3)"), c(1, "rbinom(200, 10, 0.7)"), c(1, "rbinom(300, 100, 0.4)"),
  c(1, "rbinom(300, 1000, 0.5)"), c(1, "rbinom(300, 100000, 0.83)"), c(4, "rbinom(6, c(5, 200), c(0, 0.5, 1))"),
  c(1, "rpois(200, 0.5)"), c(1, "rpois(200, 7)"), c(1, "rpois(400, 10)"), c(1, "rpois(400, 35.5)"),
  c(1, "rpois(300, 5000)"), c(2, "rpois(6, c(1, 12, 0))"), c(1, "rnbinom(100, 3, mu = 20)"),
  c(1, "rnbinom(100, 2, 0.3)"), c(1, "sample(10)"), c(1, "sample(5, 3)"), c(1, "sample(70000, 4)"),
  c(1, "sample(3e9, 3)"), c(1, "sample(2e7, 5)"), c(3, "sample(1:3, 20, replace = TRUE)"),
  c(3, "sample(c(10.5, 20, 30), 2)"), c(3, "sample(2, 50, TRUE, c(0.3, 0.7))"),
  c(3, "sample(4, 50, TRUE, c(1, 1, 2, 2))"), c(3, "sample(6, 4, FALSE, c(5, 1, 1, 5, 3, 1))"),
  c(3, "sample(300, 200, TRUE, prob = 1:300)"), c(3, "sample(7, 1)"), c(3, "sample(12, 12, prob = rep(1, 12))"),
  c(8, "c(rnorm(3), rexp(2), rgamma(3, 2), sample(5), runif(1))"),
  c(1, "c(rnorm(200), rnorm(100, 6))")
)
lines <- vapply(cases, function(case) {
  set.seed(as.numeric(case[1]))
  value <- eval(parse(text = case[2]))
  numbers <- paste(sprintf("%.17g", value), collapse = ", ")
  sprintf('  {"seed": %s, "call": "%s", "value": [%s]}', case[1], case[2], numbers)
}, "")
cat("[\n", paste(lines, collapse = ",\n"), "\n]\n", sep = "")
