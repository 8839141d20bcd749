"""Results that only mixtures have: memberships, labels, modes."""
