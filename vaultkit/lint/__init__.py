"""The linting wing: rules find, fixes mend, reporters tell."""
