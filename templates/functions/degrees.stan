// Degrees of freedom from a coordinate, and the log of their derivative with respect to the coordinate.
vector degrees(real free, real least) {
  real first = exp(free);
  real second = sqrt(square(first) + first);
  return [least + first + second, log(first + (square(first) + 0.5 * first) / second)]';
}
