"""One declared adapter a site family: where its links, titles, dates and turns stand."""
