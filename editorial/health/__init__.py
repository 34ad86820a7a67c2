"""Health of the site: probes, metrics, deployment checks, and the scheduled commands."""
