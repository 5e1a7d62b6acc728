"""Settings of the property tests of this room."""

from __future__ import annotations

from hypothesis import settings

# The first example of a test may load a word list; how long that takes proves nothing.
settings.register_profile("thai", deadline=None)
settings.load_profile("thai")
