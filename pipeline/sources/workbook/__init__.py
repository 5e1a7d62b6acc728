"""Excel workbooks as a source: read with every guard, written with every help."""
