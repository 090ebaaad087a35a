"""Invented names, for people who are not in the cast."""

from typing import Final

GIVEN: Final = (
    "Alex", "Amina", "Bryn", "Callum", "Carys", "Chidi", "Dafydd", "Elise", "Emre", "Fay",
    "Gareth", "Hana", "Imogen", "Ivo", "Jana", "Kit", "Leila", "Lowri", "Marek", "Mei",
    "Nadia", "Noah", "Oona", "Owen", "Perran", "Rafi", "Rhona", "Sami", "Tilda", "Zach",
)  # fmt: skip

FAMILY: Final = (
    "Abney", "Baskerton", "Calloway", "Dunstable", "Elverson", "Fairlight", "Garrow", "Hesket",
    "Inglesby", "Jessop", "Kerrow", "Larkham", "Mottram", "Nettlefold", "Ockley", "Pellow",
    "Quarrie", "Rashleigh", "Sandell", "Tremlett", "Underhay", "Venables", "Wickstead", "Yelland",
    "Adeyinka", "Bhandari", "Chowdry", "Dlamini", "Eriksen", "Fonseca", "Grabowska", "Haddad",
)  # fmt: skip
