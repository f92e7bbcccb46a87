"""HTML of the faces as pure functions of values; everything that comes from data is escaped."""
