"""Who did what to whom, where, how many (`find`): the words around an event's word, each with its role."""
