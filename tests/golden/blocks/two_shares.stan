// alike: zeros
log(hu2) + (log1m(hu2) - log(hu2)) * is_not_zero

// varying: zeros
log(abs(hu1 - is_not_zero))
