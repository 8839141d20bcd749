// summed: class_of_responses
vector[N] lp1 = seen_gap .* lp1_gap
+ lp1_y;

// summed: class_of_responses
vector[N] lp2 = <weight.varying>
+ seen_gap .* lp2_gap
+ lp2_y;
