// alike: ends
log1m(coi2)

// alike_ones: ends
 + is_one .* rep_vector(log1m(coi2) - log(coi2), N)

// alike_rest: ends
 - log1m(coi2)

// varying: ends
log(abs(coi1 .* (1 - is_inside) - is_zero - is_inside))
