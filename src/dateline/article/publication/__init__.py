"""When an article was published and last changed (`find.find_publication`): of all places that tell it, the surest."""
