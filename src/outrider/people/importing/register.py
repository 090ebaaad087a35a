"""What the register has, looked up once a file."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process

from outrider.people.importing.context import Context
from outrider.people.importing.problems import Unclear, quoted
from outrider.people.importing.reading.rows import tidy
from outrider.people.models import Officer, Station

_CLOSE = 75  # of 100: closer than this a code is offered as what may have been meant


class Stations:
    """Stations by id, code and name."""

    def __init__(self) -> None:
        self.by_id = {station.pk: station for station in Station.objects.order_by("pk")}
        self._by_code = {station.code: station for station in self.by_id.values()}
        self._loosely: dict[str, list[Station]] = {}
        for station in self.by_id.values():
            for word in {station.code.casefold(), tidy(station.name).casefold()}:
                self._loosely.setdefault(word, []).append(station)

    def with_code(self, code: str) -> Station | None:
        """By its code, whatever the case of its letters."""
        exact = self._by_code.get(code)
        if exact is not None:
            return exact
        wanted = code.casefold()
        near = self._loosely.get(wanted, [])
        return next((each for each in near if each.code.casefold() == wanted), None)

    def meant_by(self, text: str) -> Station:
        """By code or name. Raises `Unclear`, with what may have been meant."""
        found = self.with_code(text)
        if found is not None:
            return found
        named = self._loosely.get(text.casefold(), [])
        if len(named) == 1:
            return named[0]
        if named:
            codes = ", ".join(station.code for station in named)
            why = f"{len(named)} stations are called {quoted(text)}."
            raise Unclear(why, f"Use a code: {codes}.")
        raise Unclear(f"There is no station {quoted(text)}.", self._offer(text))

    def _offer(self, text: str) -> str:
        close = process.extractOne(text.casefold(), self._loosely.keys(), score_cutoff=_CLOSE)
        if close is None:
            return "Bring the stations first, or correct the code."
        return (
            f"Did you mean {quoted(self._loosely[close[0]][0].code)}? Or bring the stations first."
        )

    def code(self, station_id: int) -> str:
        return self.by_id[station_id].code


class Officers:
    """People by their number, as written; zeros in front count."""

    def __init__(self, officers: Iterable[Officer]) -> None:
        self._by_number = {officer.number: officer for officer in officers}
        self._loosely: dict[str, list[str]] = {}
        for number in self._by_number:
            self._loosely.setdefault(_core(number), []).append(number)

    def get(self, number: str) -> Officer | None:
        return self._by_number.get(number)

    def all(self) -> Iterable[Officer]:
        return self._by_number.values()

    def check_zeros(self, number: str) -> None:
        """Raises `Unclear` when a spreadsheet seems to have dropped zeros, or added a case."""
        others = [each for each in self._loosely.get(_core(number), []) if each != number]
        if others:
            raise Unclear(
                f"{quoted(number)} is not in the register, but {quoted(others[0])} is.",
                f"Write {quoted(others[0])}, and format the column as text so that zeros stay.",
            )

    def meant_by(self, number: str, context: Context) -> Officer:
        """The person with this number, if the one who brings the file looks after them."""
        officer = self.get(number)
        if officer is None:
            self.check_zeros(number)
            raise Unclear(
                f"Nobody in the register has the number {quoted(number)}.",
                "Bring the people first, or correct the number.",
            )
        if not context.looks_after(officer.station_id):
            raise Unclear(
                f"{number} serves at a station that you do not look after.",
                "Ask an administrator of the whole force to bring this row.",
            )
        return officer


def _core(number: str) -> str:
    """What a spreadsheet may leave of a number."""
    return number.casefold().lstrip("0")


def number_of(text: str) -> str:
    """A collar or staff number as it is kept. Raises `Unclear`."""
    if len(text) > 12:
        raise Unclear(f"{quoted(text)} is too long for a number.", "Use at most 12 characters.")
    if "e+" in text.casefold() or ("." in text and text.replace(".", "").isdigit()):
        raise Unclear(
            f"{quoted(text)} is what a spreadsheet has made of the number.",
            "Format the column as text and type the number again.",
        )
    if " " in text:
        raise Unclear(f"{quoted(text)} has a space in it.", "Write the number without spaces.")
    return text
