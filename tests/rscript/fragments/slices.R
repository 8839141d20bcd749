# Fragments of R about parts of draws, of tables and of the data of fits. start_of_slices.R precedes each of them.

dm <- as_draws_matrix(two); out <- dm[, "theta1"][1:2]

dm <- as_draws_matrix(two); out <- head(dm[, "theta1"], 2)

dm <- as_draws_matrix(two); out <- mean(dm[, "theta1"])

dm <- as_draws_matrix(two); out <- mean(dm[, "theta1"] > .4)

dm <- as_draws_matrix(two); out <- quantile(dm[, "theta1"], c(.1, .9))

dm <- as_draws_matrix(two); out <- sd(dm[, "b_mu2_Intercept"] - dm[, "b_mu1_Intercept"])

dm <- as_draws_matrix(two); x <- dm[, "b_mu2_Intercept"] - dm[, "b_mu1_Intercept"]; out <- x[1:3]

dm <- as_draws_matrix(two); x <- dm[, "b_mu2_Intercept"] - dm[, "b_mu1_Intercept"]; out <- head(x, 2)

dm <- as_draws_matrix(two); x <- exp(dm[, "theta1"]); out <- median(x)

dm <- as_draws_matrix(two); out <- colMeans(dm[, c("theta1", "theta2")])

dm <- as_draws_matrix(two); out <- apply(dm[, 1:2], 2, sd)

dm <- as_draws_matrix(two); out <- sapply(1:2, function(k) mean(dm[, k]))

dm <- as_draws_matrix(two); out <- as.vector(dm[1, 1:2])

dm <- as_draws_matrix(two); out <- dm[2, "theta1"]

dm <- as_draws_matrix(two); out <- as.numeric(dm[2, "theta1"]) + 1

dm <- as_draws_matrix(two); b <- numeric(2); for (i in 1:2) b[i] <- dm[i, "theta1"]; out <- b

dm <- as_draws_matrix(two); out <- dim(dm[dm[, "theta1"] > .4, ])

dm <- as_draws_matrix(two); out <- nrow(dm[1:5, ])

dm <- as_draws_matrix(two); out <- c(dm[1:2, "theta1"])

dm <- as_draws_matrix(two); out <- cor(dm[, "theta1"], dm[, "sigma1"])

dm <- as_draws_matrix(two); d <- data.frame(a = as.numeric(dm[, "theta1"])); out <- head(d, 2)

dm <- as_draws_matrix(two); out <- summarise_draws(dm[, "theta1"])$variable

dm <- as_draws_matrix(two); out <- rowSums(dm[1:2, c("theta1", "theta2")])

dm <- as_draws_matrix(two); out <- table(dm[, "theta1"] > .4)

dm <- as_draws_matrix(two); out <- sum(dm[, "theta1"] > dm[, "theta2"])

dm <- as_draws_matrix(two); h <- hist(dm[, "theta1"], plot = FALSE); out <- sum(h$counts)

dm <- as_draws_matrix(two); out <- density(dm[, "theta1"])$n

dm <- as_draws_matrix(two); out <- range(dm[, "theta1"]); cat(min(dm[, 1]), max(dm[, 1]), "\n")

dm <- as_draws_matrix(two); out <- outer(c(dm[1:2, 1]), 1:2)

dd <- as_draws_df(two); out <- head(dd[, "theta1"], 2)

dd <- as_draws_df(two); out <- dim(dd[, c("theta1", "theta2")])

dd <- as_draws_df(two); out <- dd[["theta1"]][1:2]

dd <- as_draws_df(two); out <- dd[1:2, "theta1"]

dd <- as_draws_df(two); out <- colMeans(dd[, c("theta1", "theta2")])

dd <- as_draws_df(two); out <- mean(dd[["theta1"]] - dd$theta2)

dd <- as_draws_df(two); out <- head(dd[dd$theta1 > .4, c("theta1", "sigma1")], 2)

dd <- as_draws_df(two); out <- names(dd[, grep("^b_", names(dd))])

dd <- as_draws_df(two); out <- apply(dd[, 1:2], 2, mean)

dd <- as_draws_df(two); out <- sapply(dd[, c("theta1", "theta2")], median)

dd <- as_draws_df(two); out <- unlist(dd[1, c("theta1", "theta2")])

dd <- as_draws_df(two); out <- dd[5, ]$theta1

dd <- as_draws_df(two); out <- nrow(dd[dd$.chain == 1, ])

out <- extract_variable(as_draws_array(two), "theta1")[1:3]

out <- extract_variable(as_draws_df(two), "theta1")[1:3]

out <- extract_variable(two, "theta1")[1:3]

out <- mean(extract_variable(as_draws_matrix(two), "theta1"))

out <- dim(extract_variable_matrix(as_draws_array(two), "theta1"))

out <- names(as.data.frame(ranef(sm1)$id))

out <- as.data.frame(VarCorr(fit)$g$sd)

out <- names(as.data.frame(VarCorr(fit)$g$cor))

out <- names(as.data.frame(coef(sm1)))[1:5]

out <- names(fit$data)

out <- names(plain$data)

out <- names(counts$data)

out <- names(mv$data)

out <- names(cur$data)

out <- names(nl$data)

out <- names(mm$data)

out <- names(cum$data)

out <- names(sm1$data)

out <- dim(plain$data); cat(ncol(counts$data), "\n")

out <- head(plain$data$x, 2)

out <- plain$data[1:2, c("y", "f")]

out <- head(plain$data[["poly(x, 2)"]], 2)

out <- dim(plain$data$`poly(x, 2)`)

out <- head(counts$data, 2)[, c("count", "w")]

out <- head(plain$data, 2)

out <- colMeans(plain$data[, c("y", "x")])

out <- plain$data %>% group_by(f) %>% summarise(m = mean(y))

out <- fitted(plain, newdata = plain$data[1:2, ])

out <- dim(cbind(plain$data, fitted(plain)))

out <- table(counts$data$count > 0)

out <- nrow(counts$data); cat(length(counts$data), "\n")

out <- sapply(counts$data[, c("x", "w")], mean)

out <- plain$data %>% mutate(res = y - fitted(plain)[, 1]) %>% summarise(s = sd(res))

out <- model.frame(plain)[1:2, ]

out <- as.data.frame(plain$data)[1, "x"]
