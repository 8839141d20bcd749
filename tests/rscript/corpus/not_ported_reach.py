"""The Python of not_ported_reach.R."""

# not ported: install.packages() has no counterpart: pip installs what Python needs
# install.packages("brms")

# not ported: setwd() has no counterpart: paths start where the script runs
# setwd("~/analysis")
# not ported: source() runs other scripts
# source("helpers.R")
# not ported: system() runs other programs
# system("rm -rf /")
x = 3
# not ported: saveRDS() changes files
# saveRDS(x, "x.rds")
# not ported: download.file() reaches the network
# download.file("http://example.org/d.csv", "d.csv")
# not ported: eval() runs other scripts
# eval(parse(text = "x <- 4"))
