"""Campaigns with damaged files and wrong arguments."""
