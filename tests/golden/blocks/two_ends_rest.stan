// alike: ends
 - log1m(coi2)
