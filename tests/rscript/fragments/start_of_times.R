library(dplyr)
library(tidyr)
library(lubridate)
