# Writes rds/after/A.rds (contrasts.rds) and B.rds (structure.rds) with what brms says of them: Rscript brmsfits_models.R A
suppressMessages({library(rstan); library(brms); library(jsonlite)})
rstan_options(boost_lib = "/usr/include")
set.seed(3)
n <- 60
d <- data.frame(x=round(rnorm(n),3), z=round(runif(n),3), f=factor(sample(c("b","a","C"),n,TRUE), levels=c("b","a","C")), o=factor(sample(c("lo","mid","hi"),n,TRUE),levels=c("lo","mid","hi"),ordered=TRUE), g=factor(sample(1:6,n,TRUE)), w=round(runif(n),3), l=sample(c(TRUE,FALSE),n,TRUE), k=sample(1:5,n,TRUE))
d$y <- round(ifelse(runif(n)<.4, -2+d$x, 2)+rnorm(n),3)
d$u <- factor(sample(c("p","q","r"),n,TRUE)); contrasts(d$u) <- contr.helmert(3)
contrasts(d$f) <- contr.sum(3)
A <- diag(6)+.2; rownames(A) <- colnames(A) <- as.character(1:6)
strip <- function(f) { f$model <- structure("// the program is not kept here", class=class(f$model)); f$fit@stanmodel <- new("stanmodel"); f$stanvars<-f$stanvars; f$fit@.MISC <- new.env(); f }
facts <- function(f) { dr <- as_draws_df(f); i <- c(1,2,nrow(dr)); nd <- d[1:4,]; list(variables=variables(f), draws=as.list(as.data.frame(dr)[i,]), log_lik=tryCatch(log_lik(f)[i,1:5],error=function(e) conditionMessage(e)), epred=tryCatch(posterior_epred(f)[i,1:5],error=function(e) conditionMessage(e)), epred_new=tryCatch(posterior_epred(f,newdata=d[c(5,3,9),],allow_new_levels=TRUE)[i,],error=function(e) conditionMessage(e)), summary=capture.output(print(summary(f)))) }
which <- commandArgs(TRUE)[1]
if (which=="A") f <- brm(bf(y ~ x + f + o + l + u + factor(k) + offset(w) + (1 | gr(g, cov=A)), sigma2 = 1.5, theta1 ~ poly(z,2)), d, mixture(gaussian,gaussian), prior=c(prior(normal(0,3),class=b,dpar=mu1), prior(normal(0,3),class=b,dpar=mu2)), data2=list(A=A), chains=2, iter=120, warmup=60, seed=1, refresh=0)
if (which=="B") { d$time <- 1:n; f <- brm(bf(y ~ s(x) + z + ar(time, p=1) + (1 + x | g)), d, gaussian(), chains=2, iter=120, warmup=60, seed=1, refresh=0) }
f2 <- strip(f)
saveRDS(f2, paste0("rds/after/",which,".rds"), compress="xz")
write(toJSON(facts(f), digits=NA, auto_unbox=TRUE, dataframe="columns"), paste0("rds/after/",which,".facts.json"))
