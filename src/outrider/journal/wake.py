"""Placeholder until the wake-up loop below is written."""
from contextlib import asynccontextmanager
@asynccontextmanager
async def lifespan():
    yield
