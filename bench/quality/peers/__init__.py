"""Peers as functions of one shape, imported when asked for; what is not installed is said to be absent."""
