"""Accounts of one event become one report of the article (`merge`)."""
