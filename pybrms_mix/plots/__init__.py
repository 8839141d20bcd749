"""Pictures of a fit, and the tables behind them."""
