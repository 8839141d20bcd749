// component: censored
vector[N] lp1;
for (n in 1:N) {
  <row.censored>
}
lp1 += <weight.given>;

// component: truncated
vector[N] lp1;
for (n in 1:N) {
  <row.exact>
  <truncated.both>
}
lp1 += <weight.given>;

// component: interval_censored
vector[N] lp1;
for (n in 1:N) {
  <row.interval>
}

// component: truncated_below
vector[N] lp1;
for (n in 1:N) {
  <row.exact>
  <truncated.lower>
}

// component: truncated_above
vector[N] lp1;
for (n in 1:N) {
  <row.exact>
  <truncated.upper>
}
