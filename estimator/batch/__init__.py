"""Many people at once: the single quote's figures as int64 columns, exactly equal."""
