"""Outgoing messages: rules, routes, rendering, sending."""
