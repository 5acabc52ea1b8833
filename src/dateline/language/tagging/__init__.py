"""The tagger's run time: tokens, word pieces, one model call per window, decoding. Knows no language by itself."""
