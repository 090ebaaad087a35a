"""Logging in plain lines: time, level, where, what."""

from typing import Any


def logging(level: str) -> dict[str, Any]:
    """Django's LOGGING: one line an event on standard error, uvicorn's included."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "format": "{asctime} {levelname:<7} {name}: {message}",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
                "style": "{",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"level": level, "handlers": [], "propagate": True},
            "django.server": {"level": level, "handlers": [], "propagate": True},
            "uvicorn": {"level": level, "handlers": [], "propagate": True},
            # One line a request says who was looked at by its address: not wanted by default.
            "uvicorn.access": {"level": "WARNING", "handlers": [], "propagate": True},
        },
    }
