"""The graph wing: a vault becomes a graph, the graph becomes measures, files and a page."""
