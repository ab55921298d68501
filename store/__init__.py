"""The SQLite file and the Datasette site that shows it."""
