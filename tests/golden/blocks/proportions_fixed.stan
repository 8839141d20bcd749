// data: proportions_fixed
real<lower=0, upper=1> theta1;  // given mixing proportion
real<lower=0, upper=1> theta2;  // given mixing proportion
