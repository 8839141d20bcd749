"""The session of a script: classes, attributes, options, conditions and the environment."""
