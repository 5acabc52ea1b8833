"""Pages as they were saved: by archives, viewers, printers, tools, or before their scripts had run."""
