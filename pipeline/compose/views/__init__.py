"""Views: from the model to the plain values of one kind of document.

A view is a module with ``view(dataset, project, options) -> Sheet``; ``kind.toml`` of its templates names it.
Everything that can be computed is computed here, and every value arrives in the template as ready text.
"""
