"""Background tasks: where they run, how the unfinished are run again, letters."""
