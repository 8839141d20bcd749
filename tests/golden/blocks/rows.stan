// int: offset
array[N] int Y;

// real: one_family
vector[N] Y;
