"""No models. Django sends `post_migrate`, by which roles are synchronised, only to apps with this module."""
