"""The marts in PostgreSQL, for who cannot open a file: loaded beside what is there, and swapped in one step.

Nothing here runs, or is imported, unless `VEILIGHEIDSBEELD_POSTGRES_URL` is set.
"""

# exit code of the command line: the publication stands, the server does not hold it
NIET_GELADEN = 4
