"""Who said what in English: `statements.attribute_english` is the door, the other modules are its steps."""
