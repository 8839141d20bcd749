// coefficients: located_crossed
vector[M_1 * N_1] coefficients_1 = to_vector(<group_correlated.whole_spread> * z_1);  // coefficients of all levels

// coordinates: located
matrix[M_1 + 1, N_1] located_1 = <group_located.located>;
matrix[M_1, N_1] z_1 = located_1[1:M_1];  // standardised coefficients

// coordinates: located_crossed
matrix[M_1 + 1, N_1] located_1 = <group_located.located>;
matrix[M_1, N_1] z_1 = located_1[1:M_1];  // standardised coefficients
<group_located.coefficients>

// determinant: located
target += sum(located_1[M_1 + 1]);  // log determinant of the change of coordinates

// generated_quantities: located
matrix[M_1, N_1] z_1 = <group_located.located>[1:M_1];

real change_1 = sum(<group_located.located>[M_1 + 1]);

// generated_quantities: located_crossed
matrix[M_1, N_1] z_1 = <group_located.located>[1:M_1];
<group_located.coefficients>
real change_1 = sum(<group_located.located>[M_1 + 1]);

// located: located
located(free_1, <group.whole_spread>, info_1, pull_1, lean_1, append_row(b, append_row([Intercept]', rep_vector(0, 0))))

// located: located_crossed
located(free_2, <group.whole_spread>, info_2, pull_2, lean_2, append_row(b, append_row([Intercept]', append_row(coefficients_1, rep_vector(0, 0)))))
