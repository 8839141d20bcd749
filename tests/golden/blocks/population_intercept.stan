// summand: two_components
Intercept_mu1

// transformed_data: two_components
<residual.intercept>
