"""The Python of not_ported_reach.R."""

# without install.packages(): pip installs what Python needs

# without setwd(): paths start where the script runs
# not ported: source() has no counterpart: give the other script to 'port' too, and put its Python first
# source("helpers.R")
# not ported: system() runs other programs
# system("rm -rf /")
x = 3
# not ported: saveRDS() writes tables here
# saveRDS(x, "x.rds")
# not ported: download.file() reaches the network
# download.file("http://example.org/d.csv", "d.csv")
# not ported: eval() runs other scripts
# eval(parse(text = "x <- 4"))
