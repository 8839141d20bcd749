// data: thresholds
int<lower=1> nthres;  // thresholds
