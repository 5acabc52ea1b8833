"""How sure who is of an event (`tell`): claims, what is granted, what came of it, and by when it is foretold."""
