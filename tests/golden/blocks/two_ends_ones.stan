// alike: ends
 + is_one .* rep_vector(log1m(coi2) - log(coi2), N)
