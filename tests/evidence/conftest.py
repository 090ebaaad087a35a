"""Figures are tested on the demo force: rows that the services' own shapes wrote."""

from tests.demo.conftest import demo as demo
from tests.demo.conftest import ground_folder as ground_folder
from tests.demo.conftest import network as network
