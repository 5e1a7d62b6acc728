"""Pictures of figures, drawn as SVG by hand: the same data gives the same bytes, and text stays text."""
