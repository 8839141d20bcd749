# Fragments of R about conditional effects, the data of fits and their families.

out <- names(conditional_effects(fit, "f")$f)

out <- conditional_effects(fit, "f")$f$f

out <- conditional_effects(fit, "f")[["f"]]$effect1__

out <- conditional_effects(fit, "x")$x$cond__[1:3]

out <- names(conditional_effects(arms)$age)

out <- conditional_effects(arms)$age$arm[1:2]

out <- levels(conditional_effects(arms)$arm$arm)

out <- names(conditional_effects(sexes)[[1]])

out <- lapply(conditional_effects(sexes), names)

out <- names(conditional_effects(sexes))

out <- conditional_effects(fit, "x:f")[[1]]$f[1:4]

out <- levels(conditional_effects(fit, "x:z")[[1]]$effect2__)

out <- levels(conditional_effects(fit, "f:x")[[1]]$effect2__)

out <- levels(conditional_effects(fit, "x:f")[[1]]$effect2__)

out <- names(conditional_effects(fit, "x:f")[[1]])

out <- levels(conditional_effects(fit, "x", conditions = data.frame(z = c(1, 0), cond__ = c("hi", "lo")))$x$cond__)

out <- conditional_effects(fit, "f")$f[, c("f", "estimate__", "lower__", "upper__")]

out <- conditional_effects(fit, "f")[[1]]

out <- conditional_effects(fit, "f")[[1]] %>% filter(f == "red") %>% pull(estimate__)

out <- as.data.frame(conditional_effects(arms, "arm")$arm) %>% select(1:3)

out <- conditional_effects(arms, "arm")$arm %>% group_by(arm) %>% summarise(m = mean(estimate__))

out <- with(conditional_effects(arms, "arm")$arm, tapply(estimate__, arm, mean))

ce <- conditional_effects(fit, "x")
out <- ce$x[1:2, c("x", "z", "f", "estimate__")]

ce <- conditional_effects(fit, "x")
out <- dim(ce[[1]])

out <- sapply(conditional_effects(fit, "x")$x, class)

out <- is.factor(conditional_effects(fit, "f")$f$f)

out <- names(model.frame(fit))

out <- fit$data$f[1:3]

out <- levels(nuts_params(fit)$Parameter)

out <- arms$family$mix[[1]]$family

out <- arms$family$mix[[2]]$dpars

out <- arms$family$mix[[1]]$link

out <- arms$family$mix[[1]]$link_sigma

out <- sapply(arms$family$mix, function(f) f$family)

out <- sapply(arms$family$mix, "[[", "link")

out <- length(arms$family$mix)

out <- arms$family$family

out <- arms$family$link

out <- family(arms)$family

out <- rownames(fit$data)[1:3]

out <- conditional_effects(sexes, "age", int_conditions = list(age = c(-1, 0, 1)))$age$estimate__

out <- conditional_effects(sexes, "arm", int_conditions = list(arm = c("ctl", "high")))$arm$estimate__

out <- conditional_effects(sexes, "age:arm", int_conditions = list(age = c(-1, 1)))[[1]]$estimate__

out <- class(conditional_effects(sexes))

cum <- readRDS("after/cumulative.rds")
out <- conditional_effects(cum, categorical = TRUE)[[1]][c(1, 150, 399), c("cats__", "effect1__", "effect2__", "estimate__")]

cum <- readRDS("after/cumulative.rds")
e <- conditional_effects(cum, categorical = TRUE, resolution = 5)[[1]]
out <- e %>% group_by(cats__) %>% summarise(m = mean(estimate__)) %>% as.data.frame()

out <- class(sexes$model)

out <- inherits(sexes$model, "brmsmodel")

out <- names(conditional_effects(counts)[[1]])

out <- dim(conditional_effects(counts)$x)

out <- nrow(conditional_effects(counts)$x)
