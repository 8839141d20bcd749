// alike: zeros
log(hu2)

// varying: zeros
log(abs(hu1 - is_not_zero))
