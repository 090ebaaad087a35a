"""What every test stands on."""

import os
import tempfile

# Before Django reads its settings: a folder of its own, static files from the source.
os.environ["OUTRIDER_VAR"] = tempfile.mkdtemp(prefix="outrider-test-")
os.environ["OUTRIDER_STATIC"] = "plain"
