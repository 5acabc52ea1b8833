"""What weighs for and against a report of an event: learnt from reports that were read and judged."""
