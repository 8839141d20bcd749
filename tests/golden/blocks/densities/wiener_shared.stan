// before: wiener
vector[N] time1 = Y - rep_vector(ndt1, N);
vector[N] elapsed1 = abs(time1) + 1e-100;  // positive also in rows that are too early, which cannot occur
vector[N] too_early1 = floor(1 - 0.5 * time1 ./ elapsed1);  // 1 if the time is not positive, else 0
vector[N] scaled1 = elapsed1 / square(bs1);
vector[N] rate1 = inv(scaled1);
vector[N] is_short1 = floor(0.5 + rate1 ./ (rate1 + 1 / 0.47));  // 1 if the scaled time is at most 0.47, else 0
vector[N] start1 = is_upper + side .* rep_vector(bias1, N);  // distance from the boundary that was reached
vector[N] pull1 = start1 .* rate1;
// Powers of two exponentials are the terms of the series for short times.
vector[N] near1 = exp(-4 * pull1);
vector[N] far1 = exp(2 * (pull1 - rate1));
vector[N] term11 = far1 .* near1;
vector[N] term21 = square(square(far1)) .* near1;
vector[N] term31 = term21 .* square(near1);
vector[N] term41 = square(term21) .* term11;
vector[N] short1 = start1 .* (1 + far1 + term11 + term21 + term31 + term41)
  - 2 * (far1 - term11) - 4 * (term21 - term31) - 6 * term41;
// Powers of one exponential are the terms of the series for long times.
vector[N] slow1 = (0.5 * square(pi())) * scaled1;
vector[N] decay1 = exp(-slow1);
vector[N] squared1 = square(decay1);
vector[N] cubed1 = decay1 .* squared1;
vector[N] long1 = rep_vector(sin(pi() * bias1), N) + (2 * sin(2 * pi() * bias1)) * (side .* cubed1)
  + (3 * sin(3 * pi() * bias1)) * (squared1 .* square(cubed1));

// cost: wiener
is_short1 .* (0.5 * start1 .* pull1) + (1 - is_short1) .* slow1
  - log(inv_sqrt(2 * pi()) * is_short1 .* short1 .* (rate1 .* sqrt(rate1)) + pi() * (1 - is_short1) .* long1)
  + mu1 .* (bs1 * (side .* start1) + 0.5 * time1 .* mu1) + 1e30 * too_early1

// number: wiener
-2 * log(bs1)

// vector: wiener
-2 * log(bs1)
- (is_short1 .* (0.5 * start1 .* pull1) + (1 - is_short1) .* slow1
  - log(inv_sqrt(2 * pi()) * is_short1 .* short1 .* (rate1 .* sqrt(rate1)) + pi() * (1 - is_short1) .* long1)
  + mu1 .* (bs1 * (side .* start1) + 0.5 * time1 .* mu1) + 1e30 * too_early1)
