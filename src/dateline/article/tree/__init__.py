"""The page's tree: one pass (`read.read_markup`) gathers what is printed, and what is hidden, waits or is framed."""
