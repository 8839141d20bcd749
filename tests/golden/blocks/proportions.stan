// transformed_parameters: two_components
<declaration.head> = theta[1];
<declaration.head> = theta[2];
