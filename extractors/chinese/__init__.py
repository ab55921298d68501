"""Who said what in Chinese: `statements.attribute_chinese` is the door, the other modules are its steps."""
