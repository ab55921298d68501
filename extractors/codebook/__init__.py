"""Formulas as files, their patterns, and what they find: `codebook.load_codebook` and `codebook.code_span` are the doors."""
