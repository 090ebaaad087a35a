"""What a random number of the full model is for. Numbers below 100 belong to other models."""

from __future__ import annotations

from enum import IntEnum


class Purpose(IntEnum):
    """`whose` and `which` of `draws.py` stand behind each."""

    BEAT = 100  # the unit's name; the period: where it goes in it
    COMPETENT = 101  # the unit's name; the window of duty
    KIT = 102  # likewise
    RELEASE_TIME = 103  # the call; the unit's name: how long its control takes to answer
    RELEASE = 104  # likewise: whether it lets the unit go
    ANSWER_TIME = 105  # likewise: how long the crew takes to answer
    ANSWER = 106  # likewise: what it answers
    TURNOUT = 107  # likewise: from accepting to moving
