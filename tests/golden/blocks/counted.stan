// data: counted
vector<lower=0>[N] times;  // how many equal rows each row stands for
