"""What is learnt of a posterior before it is sampled: its mode, its curvature, a metric, a step."""
