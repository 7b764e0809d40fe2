"""The offline page: a graph becomes one HTML file that needs nothing else.

``html.page`` is the way in. ``page.html``, ``page.css`` and ``scripts/`` are what the reader's browser
runs; ``data.js`` is joined first, ``main.js`` last, the
other scripts between them by name.
"""
