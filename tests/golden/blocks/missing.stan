// predictor: missing_responses
vector[N] Yl = Y;  // responses, known or not
Yl[Jmi] = Ymi;
