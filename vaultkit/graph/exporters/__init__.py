"""The shelf of formats that a graph can be written in.

Each module has ``SUFFIX``, the ending of its files, and ``export(graph, context)``, which returns the
bytes of the one file, or a mapping from a word (``nodes``) to the bytes of the file of that name. An
exporter touches no disk, and gives the same bytes for the same graph.
"""
