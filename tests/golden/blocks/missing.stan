// data: missing_responses
int<lower=0> Nmi;  // rows without a response
array[Nmi] int<lower=1> Jmi;  // which they are

// predictor: missing_responses
vector[N] Yl = Y;  // responses, known or not
Yl[Jmi] = Ymi;
