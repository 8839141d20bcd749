"""The Python of lists.R."""

from pybrms_mix import r

settings = {"adapt_delta": 0.95, "max_treedepth": 12}
print(r.part(settings, "adapt_delta"))
settings = r.with_element(settings, "max_treedepth", to=15)
items = [1, "two", True]
print(items[1])
