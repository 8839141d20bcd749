"""The Python of lazydefaults.R."""

limit = 1


def clip(x, top=None):
    if top is None:
        top = limit
    if x > top:
        return top
    else:
        return x


limit = 2
print(clip(5))
