// predictor: monotonic
vector[Jmo_mu1[1] + 1] mo_mu1_1 = Wmo_mu1_1 * simo_mu1_1;  // effect of each value relative to the lowest value, in units of the mean step
vector[Jmo_mu1[2] + 1] mo_mu1_2 = Wmo_mu1_2 * simo_mu1_2;  // effect of each value relative to the lowest value, in units of the mean step
vector[Jmo_mu1[3] + 1] mo_mu1_3 = Wmo_mu1_3 * simo_mu1_3;  // effect of each value relative to the lowest value, in units of the mean step
vector[Jmo_mu1[4] + 1] mo_mu1_4 = Wmo_mu1_4 * simo_mu1_4;  // effect of each value relative to the lowest value, in units of the mean step
vector[N] sp_mu1_2 = mo_mu1_2[Pmo_mu1_2] .* Csp_mu1_1;
vector[N] sp_mu1_3 = mo_mu1_3[Pmo_mu1_3] .* Csp_mu1_2;
vector[N] sp_mu1_4 = mo_mu1_4[Pmo_mu1_4] .* Csp_mu1_3;

// predictor: monotonic_shared
vector[Jmo[1] + 1] mo_1 = Wmo_1 * simo_1;  // effect of each value relative to the lowest value, in units of the mean step
vector[Jmo[2] + 1] mo_2 = Wmo_2 * simo_1;  // effect of each value relative to the lowest value, in units of the mean step
vector[Jmo[3] + 1] mo_3 = Wmo_3 * simo_3;  // effect of each value relative to the lowest value, in units of the mean step
vector[N] sp_2 = mo_2[Pmo_2] .* mo_3[Pmo_3];

// predictor: measured
vector[N] sp_mu1_3 = Xme_1 .* Csp_mu1_1;

// summand: monotonic
(bsp_mu1[1] * mo_mu1_1)[Pmo_mu1_1]
+ bsp_mu1[2] * sp_mu1_2
+ bsp_mu1[3] * sp_mu1_3
+ bsp_mu1[4] * sp_mu1_4

// summand: measured
bsp_mu1[1] * Xme_1
+ bsp_mu1[2] * (exp(Xme_2[Jme_2]))
+ bsp_mu1[3] * sp_mu1_3

// transformed_data: monotonic
matrix[Jmo_mu1[1] + 1, Jmo_mu1[1]] Wmo_mu1_1 = rep_matrix(0, Jmo_mu1[1] + 1, Jmo_mu1[1]);  // row j + 1 multiplied by the shares gives the sum of the first j shares, times their number
for (j in 1:Jmo_mu1[1]) {
  Wmo_mu1_1[(j + 1):, j] = rep_vector(Jmo_mu1[1], Jmo_mu1[1] + 1 - j);
}
array[N] int Pmo_mu1_1;  // row of Wmo for each row of the data
for (n in 1:N) {
  Pmo_mu1_1[n] = Xmo_mu1_1[n] + 1;
}
matrix[Jmo_mu1[2] + 1, Jmo_mu1[2]] Wmo_mu1_2 = rep_matrix(0, Jmo_mu1[2] + 1, Jmo_mu1[2]);  // row j + 1 multiplied by the shares gives the sum of the first j shares, times their number
for (j in 1:Jmo_mu1[2]) {
  Wmo_mu1_2[(j + 1):, j] = rep_vector(Jmo_mu1[2], Jmo_mu1[2] + 1 - j);
}
array[N] int Pmo_mu1_2;  // row of Wmo for each row of the data
for (n in 1:N) {
  Pmo_mu1_2[n] = Xmo_mu1_2[n] + 1;
}
matrix[Jmo_mu1[3] + 1, Jmo_mu1[3]] Wmo_mu1_3 = rep_matrix(0, Jmo_mu1[3] + 1, Jmo_mu1[3]);  // row j + 1 multiplied by the shares gives the sum of the first j shares, times their number
for (j in 1:Jmo_mu1[3]) {
  Wmo_mu1_3[(j + 1):, j] = rep_vector(Jmo_mu1[3], Jmo_mu1[3] + 1 - j);
}
array[N] int Pmo_mu1_3;  // row of Wmo for each row of the data
for (n in 1:N) {
  Pmo_mu1_3[n] = Xmo_mu1_3[n] + 1;
}
matrix[Jmo_mu1[4] + 1, Jmo_mu1[4]] Wmo_mu1_4 = rep_matrix(0, Jmo_mu1[4] + 1, Jmo_mu1[4]);  // row j + 1 multiplied by the shares gives the sum of the first j shares, times their number
for (j in 1:Jmo_mu1[4]) {
  Wmo_mu1_4[(j + 1):, j] = rep_vector(Jmo_mu1[4], Jmo_mu1[4] + 1 - j);
}
array[N] int Pmo_mu1_4;  // row of Wmo for each row of the data
for (n in 1:N) {
  Pmo_mu1_4[n] = Xmo_mu1_4[n] + 1;
}
