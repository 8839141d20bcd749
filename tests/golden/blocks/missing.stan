// predictor: missing_responses
vector[N] Yl = Y;  // the responses, with parameters in place of missing ones
Yl[Jmi] = Ymi;
