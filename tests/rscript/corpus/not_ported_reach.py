"""The Python of not_ported_reach.R."""

# without install.packages(): Python packages are installed by pip

from pybrms_mix.rscript.data_files import store_rds

# without setwd(): a script runs in its own folder
# not ported: there is no script 'helpers.R' in the folder of this one
# source("helpers.R")
# not ported: system() runs other programs
# system("rm -rf /")
x = 3
store_rds(x, "x.rds")
# not ported: download.file() reaches the network
# download.file("http://example.org/d.csv", "d.csv")
# not ported: eval() runs other scripts
# eval(parse(text = "x <- 4"))
