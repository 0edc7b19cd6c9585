"""What Quoth is made of besides its own code: the lock files, and the bill of materials."""
