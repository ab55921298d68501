"""The frozen records that travel between the rooms; every time is UTC-aware, every offset a Python string offset."""
