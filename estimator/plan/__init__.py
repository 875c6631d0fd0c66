"""A person's question, projected over the years: typed questions in, typed results out, no words."""
