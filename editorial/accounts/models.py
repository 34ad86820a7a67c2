"""No rows of our own. Django sends `post_migrate`, by which roles are synchronised, to apps with this module only."""
