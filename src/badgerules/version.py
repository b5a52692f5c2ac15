"""The version of badgerules, which every answer names."""

__version__ = "0.2.0"
