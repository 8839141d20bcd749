// model: noisy
target += normal_lpdf(Y[Jme] | Yl[Jme], noise[Jme]);
