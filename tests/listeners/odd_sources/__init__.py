"""Sources that misbehave, so that the reader's promises can be seen to hold."""
