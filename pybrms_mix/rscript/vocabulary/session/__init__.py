"""The session, the console, files, documents, and the classes of values."""
