"""Headlines tell in a grammar of their own: clipped presents, passives without "be", tolls without a verb."""
