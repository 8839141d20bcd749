"""What surrounds a run of the sampler: deduplicated rows, saved parameters, bridge sampling."""
