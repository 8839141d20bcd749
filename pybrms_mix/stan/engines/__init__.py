"""The engines that run Stan programs, and the one way to call them."""
