"""Time, the network, Prefect and the command line."""
