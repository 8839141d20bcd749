// transformed_data: beta
vector[N] log1m_Y = log1m(Y);  // log of 1 - response
