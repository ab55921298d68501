"""Ukrainian and Russian: `statements.attribute_slavic` is the door."""
