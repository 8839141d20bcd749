# Fragments of R about fits of brms; each leaves its value in out. start_of_fit.R precedes each of them.

fe <- fixef(fit)
out <- fe["mu1_x", "Estimate"]

out <- as_tibble(fixef(fit), rownames = "term") %>% filter(Q2.5 > 0 | Q97.5 < 0) %>% select(term, Estimate)

fe <- fixef(fit, summary = FALSE)
out <- mean(fe[, "mu1_x"] > fe[, "mu2_x"])

fe <- fixef(fit)
out <- data.frame(term = rownames(fe), fe, row.names = NULL)

out <- fixef(fit, probs = c(0.05, 0.95))["mu1_Intercept", "Q5"]

fe <- fixef(fit)
out <- fe[order(-fe[, "Estimate"]), "Estimate"]

re <- ranef(fit)
out <- dim(re$g)

re <- ranef(fit)$g[, , "mu1_x"]
out <- re[order(re[, "Estimate"]), ][1:3, ]

re <- ranef(fit)$g[, , 1] %>% as.data.frame() %>% tibble::rownames_to_column("g") %>% arrange(desc(Estimate))
out <- re[1:2, c("g", "Estimate")]

co <- coef(fit)$g
out <- co[1:2, 1, "mu1_x"] - fixef(fit)["mu1_x", 1]

vc <- VarCorr(fit)
out <- names(vc)

dr <- as_draws_df(fit)
out <- mean(dr$b_mu1_x > 0)

dr <- as_draws_df(fit)
dr$diff <- dr$b_mu2_Intercept - dr$b_mu1_Intercept
out <- c(mean(dr$diff), sd(dr$diff))

dr <- as_draws_df(fit) %>% as.data.frame() %>% select(starts_with("b_mu1"))
out <- colMeans(dr)

dr <- as.data.frame(fit)
out <- dim(dr)

out <- apply(as.matrix(fit)[, c("sigma1", "sigma2")], 2, sd)

dr <- as_draws_matrix(fit)
out <- mean(dr[, "sigma1"])

out <- posterior_summary(fit)["sigma1", ]

ps <- posterior_summary(fit)
out <- nrow(ps[grepl("^r_g", rownames(ps)), ])

out <- nvariables(fit)

h <- hypothesis(fit, "mu1_x > 0")
out <- h$hypothesis$Estimate

h <- hypothesis(fit, c(a = "mu1_x > 0", b = "mu2_x < 0"))
out <- h$hypothesis$Hypothesis

h1 <- hypothesis(fit, "mu1_x > 0")$hypothesis
h2 <- hypothesis(fit, "mu2_x > 0")$hypothesis
tab <- rbind(h1, h2)
out <- tab[tab$Post.Prob > 0.5, c("Hypothesis", "Estimate")]

pm <- pp_mixture(two)
out <- dimnames(pm)[[3]]

pm <- pp_mixture(two)
cls <- ifelse(pm[, "Estimate", 1] > 0.5, 1, 2)
out <- table(cls)

pm <- pp_mixture(two, summary = FALSE)
out <- dim(pm)

out <- range(rowSums(pp_mixture(two)[, "Estimate", ]))

p <- as.data.frame(pp_mixture(two))
out <- names(p)

ep <- posterior_epred(fit)
out <- round(apply(ep, 2, mean)[1:3], 4)

f <- fitted(fit, dpar = "mu1")
out <- colnames(f)

ll <- log_lik(fit)
out <- c(dim(ll), sum(ll[1, ]))

s <- summary(two)
out <- rownames(s$fixed)

s <- summary(fit)
out <- s$random$g["sd(mu1_x)", "Estimate"]

out <- summary(fit)$ngrps$g

out <- prior_summary(two) %>% filter(class == "Intercept") %>% pull(dpar)

lo <- suppressWarnings(loo(two))
out <- sum(lo$diagnostics$pareto_k > 0.7)

th <- as_draws_df(two)
out <- c(mean(th$theta1), mean(th$theta1 + th$theta2))

post <- as_draws_df(two) %>% pivot_longer(c(theta1, theta2)) %>% group_by(name) %>% summarise(m = mean(value))
out <- post$m

out <- subset_draws(as_draws_df(two), "sigma1") %>% pull(sigma1) %>% mean()

ce <- conditional_effects(fit, "x")[[1]]
out <- nrow(ce)

tab <- do.call(rbind, lapply(1:2, function(k) { v <- as_draws_df(two)[[paste0("sigma", k)]]; data.frame(k = k, m = mean(v), q = unname(quantile(v, .9))) }))
out <- tab

out <- nuts_params(two) %>% filter(Parameter == "divergent__") %>% summarise(n = sum(Value)) %>% pull(n)

h <- hypothesis(fit, c(a = "mu1_x > 0", b = "mu2_x < 0"))
out <- h$hypothesis$Hypothesis

s <- summary(fit)$fixed
out <- s[s$Rhat > 1.0, "Estimate"]

dr <- as.matrix(fit)
out <- colnames(dr)[1:3]

fe <- fixef(fit)
out <- data.frame(term = rownames(fe), fe, row.names = NULL)

h1 <- hypothesis(fit, "mu1_x > 0")$hypothesis
h2 <- hypothesis(fit, "mu2_x > 0")$hypothesis
tab <- rbind(h1, h2)
out <- list(rownames(tab), rownames(rbind(a = h1, b = h2)))

out <- dimnames(as_draws_array(two))$variable

out <- dimnames(as_draws_array(two))[[3]]

out <- VarCorr(fit)$g$sd[1, 1]

out <- bayes_R2(fit)[, "Estimate"]

out <- names(bayes_R2(fit)[, "Estimate"])

out <- bayes_R2(two)[1, ]

out <- names(rowSums(pp_mixture(two)[, "Estimate", ]))

out <- dimnames(pp_mixture(two)[, "Estimate", ])

out <- fixef(two)[1, 3:4]

out <- fixef(two)[1, c("Q2.5", "Q97.5")]

out <- fixef(two)["mu1_Intercept", ]

out <- fixef(two)[, 1]

out <- fixef(two)[1:2, 3:4]

out <- fixef(two)[1, -2]

out <- fixef(two)[1, 1]

out <- round(fixef(two)[2, 3:4], 1)

out <- names(fixef(two)[1, 3:4])

out <- names(fixef(two)["mu1_Intercept", c(1, 3)])

out <- posterior_summary(two)[1, 3:4]

out <- posterior_summary(two)["theta1", ]

out <- summary(two)$fixed[1, 3:4]

out <- summary(two)$fixed[1, 1]

out <- names(summary(two)$fixed[1, ])

out <- summary(two)$fixed$Estimate

out <- ranef(fit)$g[1, , 1]

out <- ranef(fit)$g[, 1, 1]

out <- dimnames(ranef(fit)$g)

out <- coef(fit)$g[, "Estimate", 1]

out <- rownames(fixef(two))

out <- colMeans(pp_mixture(two)[, "Estimate", ])

out <- apply(pp_mixture(two)[, "Estimate", ], 1, which.max)[1:5]

out <- table(apply(pp_mixture(two)[, "Estimate", ], 1, which.max))

out <- head(max.col(pp_mixture(two)[, "Estimate", ]))

out <- as.data.frame(fixef(two))["mu1_Intercept", ]

fe <- as.data.frame(fixef(two))
out <- fe["mu1_Intercept", ]

fe <- as.data.frame(fixef(two))
out <- nrow(fe[1, ])

fe <- as.data.frame(fixef(two))
out <- fe[1, "Estimate"]

fe <- as.data.frame(fixef(two))
out <- fe[fe$Estimate > 60, ]

fe <- as.data.frame(posterior_summary(two))
out <- fe[c("sigma1", "sigma2"), ]

fe <- as.data.frame(fixef(two))
out <- fe[order(-fe$Estimate), ][1, ]

fe <- as.data.frame(fixef(two))
out <- fe[, "Estimate"]

fe <- as.data.frame(fixef(two))
out <- fe[, c("Estimate", "Q2.5")]

fe <- as.data.frame(fixef(two))
out <- fe["mu1_Intercept", ]$Estimate

fe <- as.data.frame(fixef(two))
fe$term <- rownames(fe)
out <- fe[2, ]

fe <- as.data.frame(fixef(two))
out <- fe[-1, ]

fe <- as.data.frame(fixef(two))
out <- unlist(fe[1, 1:2])

sf <- two$fit
out <- mean(rstan::extract(sf)$sigma1)

sf <- two$fit
e <- rstan::extract(sf, pars = c("sigma1", "theta1"))
out <- c(length(e), sapply(e, sd))

out <- sort(rstan::extract(two$fit, "sigma2")$sigma2)[1:5]

sf <- two$fit
s <- rstan::summary(sf)$summary
out <- s[, "Rhat"]

s <- rstan::summary(two$fit, pars = c("sigma1", "sigma2"), probs = c(0.05, 0.95))$summary
out <- s[, c("mean", "sd", "5%", "95%")]

sp <- rstan::get_sampler_params(two$fit, inc_warmup = FALSE)
out <- sapply(sp, function(x) mean(x[, "accept_stat__"]))

sp <- rstan::get_sampler_params(two$fit, inc_warmup = FALSE)
out <- sum(sapply(sp, function(x) sum(x[, "divergent__"])))

sp <- rstan::get_sampler_params(two$fit, inc_warmup = FALSE)
out <- sapply(sp, function(x) max(x[, "treedepth__"]))

two <- add_criterion(two, "waic")
sf <- two$fit
out <- rstan::summary(sf)$summary["sigma1", "Rhat"]

out <- packageVersion("brms") >= "2.10.0"

out <- c(packageVersion("brms") < "2.18", packageVersion("brms") == "2.18", packageVersion("brms") > "2.9.5")

if (packageVersion("brms") < "2.0") out <- "old" else out <- "new"

out <- pp_mixture(two) %>% tibble::as_tibble() %>% names()

out <- tibble::as_tibble(pp_mixture(two), rownames = NA) %>% select(starts_with("Estimate")) %>% summarise(across(everything(), mean)) %>% unlist(use.names = FALSE)

out <- tibble::as_tibble(array(1:8, c(2, 2, 2)))
