"""Campaigns that throw damaged files and wrong arguments at the package."""
