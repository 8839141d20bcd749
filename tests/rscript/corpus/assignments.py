"""The Python of assignments.R."""

a = 1
b = 2.5  # R writes numbers in many ways
c1 = 1000.0
e = 5
d = e
my_value = 31
hidden = -0.0015
lambda_ = True
x_y = 'text with "quotes"'
