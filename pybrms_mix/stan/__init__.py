"""Programs and their data, and the engines that sample."""
