// predictor: missing_responses
vector[N] Yl = Y;  // responses, with parameters in place of missing values
Yl[Jmi] = Ymi;
