// alike: zeros
log(hu2)

// alike_rest: zeros
 + (log(hu2) - log1m(hu2))

// alike_rest: ends
 - (log(zoi1) - log1m(zoi1))

// varying: zeros
log(abs(hu1 - is_not_zero))
