"""The Datasette site: metadata, templates and one small plugin."""
