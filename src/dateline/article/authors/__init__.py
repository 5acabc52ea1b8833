"""Who wrote an article (`find.find_authors`): what metadata tell and lines print, each weighed against the other."""
