"""A shortlist that shows badges, as a project might write it on top of badgerules."""
