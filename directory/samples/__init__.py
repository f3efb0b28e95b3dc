"""The fictional sample directory, loaded by the demo only."""
