"""The back end: program text, data, and the engines that sample."""
