"""The Python of lists.R."""

settings = {"adapt_delta": 0.95, "max_treedepth": 12}
print(settings["adapt_delta"])
settings["max_treedepth"] = 15
items = [1, "two", True]
print(items[1])
