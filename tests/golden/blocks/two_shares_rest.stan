// alike: zeros
 + (log(hu2) - log1m(hu2))

// alike: ends
 - (log(zoi1) - log1m(zoi1))
