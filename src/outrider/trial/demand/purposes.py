"""What a random number of demand is for. From 200: below are those of other models."""

from __future__ import annotations

from enum import IntEnum


class Purpose(IntEnum):
    """`whose` is a call or a job, by category (or patch and grade), hour and number in it."""

    REPLICATION = 200
    COUNT = 201  # the hour: how many calls come in it
    WHEN = 202
    PLACE = 203
    COMPLAINT = 204
    FLAG = 205  # `which` is the flag
    AGE = 206
    TRIAGE = 207
    LEG = 208
    MOBILISE = 209
    AMBULANCE_PACE = 210
    RESPONDER_PACE = 211
    CONVEYED = 212
    SCENE = 213
    HANDOVER = 214
    NOT_WANTED = 215
    NOT_WANTED_AFTER = 216
    ARREST = 217  # `which`: witnessed, shockable, bystander
    JOB_COUNT = 230
    JOB_WHEN = 231
    JOB_PLACE = 232
    JOB_LENGTH = 233
