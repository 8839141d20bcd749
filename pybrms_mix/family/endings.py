"""The ending that tells the names of several responses, or parameters, apart."""


def ending(owner: str) -> str:
    """Return the ending of names that belong to ``owner``: "_y"; "" if the owner has no name."""
    return f"_{owner}" if owner else ""
