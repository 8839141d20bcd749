"""What a prior says, and where it lands."""
