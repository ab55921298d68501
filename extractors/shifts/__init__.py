"""What an utterance changes against everything said before: `detect.detect_shifts` is the door, the other modules are its steps."""
