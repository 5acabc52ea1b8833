"""Events that are told in ways of their own: sport, force with words only, warnings, tolls, stances."""
