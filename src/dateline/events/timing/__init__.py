"""When an event happened (`tell`): from its clause, its sentence or what was told before, never from nothing."""
