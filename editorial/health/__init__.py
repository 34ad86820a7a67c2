"""Whether the site is well: probes, metrics, deployment checks, and the commands that run by the clock."""
