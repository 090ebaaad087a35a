"""The officer's phone: an app that works without signal, and the handover's page for the crew."""
