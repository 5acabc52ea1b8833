"""The event heads: which words tell an event, of what type, and who takes part; learnt from mentions read by hand."""
