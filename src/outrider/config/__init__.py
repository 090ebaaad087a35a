"""How the house is put together: settings, addresses, the ASGI application and its start and stop."""
