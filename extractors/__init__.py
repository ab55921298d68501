"""Bytes and text in, records out: no clock, no network, no database."""
