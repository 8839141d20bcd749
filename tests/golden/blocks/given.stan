// transformed_parameters: constants
<declaration.head> = 1.5;  // given
