# Writes rds/after/C.rds (specific.rds), D.rds (truncated.rds), E.rds (cumulative.rds): Rscript brmsfits_after.R C
suppressMessages({library(rstan); library(brms); library(jsonlite)})
rstan_options(boost_lib = "/usr/include")
set.seed(5)
n <- 50
d <- data.frame(x=round(rnorm(n),3), z=round(runif(n),3), g=factor(sample(1:4,n,TRUE)))
d$o <- ordered(sample(1:4,n,TRUE)); d$y <- round(abs(rnorm(n,1)),3)
strip <- function(f) { f$model <- structure("// the program is not kept here", class=class(f$model)); f$fit@stanmodel <- new("stanmodel"); f$fit@.MISC <- new.env(); f }
which <- commandArgs(TRUE)[1]
arr <- function(a) list(values=as.vector(a), dim=dim(a), names=dimnames(a))
ce <- function(f, ...) lapply(conditional_effects(f, ...), function(x) lapply(as.data.frame(x), function(v) if (is.factor(v)) as.character(v) else v))
if (which=="C") { f <- brm(o ~ z + cs(x) + (1 + z | g), d, acat(), prior=prior(normal(0,2),class=b), chains=2, iter=60, warmup=30, seed=1, refresh=0)
 out <- list(coef=lapply(coef(f), arr), linpred=arr(posterior_linpred(f)), linpred_t=arr(posterior_linpred(f, transform=TRUE)), fitted_linear=arr(fitted(f, scale="linear")), effects=ce(f, categorical=TRUE, resolution=5), varcorr=capture.output(print(VarCorr(f))), cs=tryCatch({ce(f,"x",resolution=3)},error=function(e) conditionMessage(e)), summary=capture.output(print(summary(f)))) }
if (which=="E") { f <- brm(o ~ z + (1 + z | g), d, cumulative(), prior=prior(normal(0,2),class=b), chains=2, iter=60, warmup=30, seed=1, refresh=0)
 out <- list(coef=lapply(coef(f), arr), ranef=lapply(ranef(f),arr), fixef=arr(fixef(f)), varcorr=capture.output(print(VarCorr(f)))) }
if (which=="D") { f <- brm(bf(y | trunc(lb=0, ub=4) ~ x), d, gaussian(), chains=2, iter=60, warmup=30, seed=1, refresh=0)
 out <- list(epred=arr(posterior_epred(f)), fitted=arr(fitted(f)), residuals=arr(residuals(f, method="posterior_epred")), r2=arr(bayes_R2(f)), varcorr=capture.output(print(VarCorr(f))), linpred=arr(posterior_linpred(f)), default_residuals=arr(residuals(f))) }
saveRDS(strip(f), paste0("rds/after/",which,".rds"), compress="xz")
write(toJSON(out, digits=NA, auto_unbox=TRUE, null="null"), paste0("rds/after/",which,".facts.json"))
