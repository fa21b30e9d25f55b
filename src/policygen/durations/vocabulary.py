"""The words in which people write durations, so that a message can offer the spelling that counts."""

from collections.abc import Mapping
from typing import Final

_UNITS: Final = {
    "years": "year years yr yrs y an année années ans jahr jahre jahren año años anno anni ano anos jaar blwyddyn",
    "months": "month months mo mos mth mths mois monat monate monaten mes meses mese mesi maand maanden mis",
    "weeks": "week weeks wk wks w semaine semaines woche wochen semana semanas settimana settimane weken wythnos",
    "days": "day days d jour jours tag tage tagen día días dia dias giorno giorni dag dagen diwrnod",
    "hours": "hour hours hr hrs h heure heures stunde stunden hora horas ora ore uur uren awr",
    "minutes": "minute minutes min mins minuten minuto minutos minuti munud",
    "seconds": "second seconds sec secs s seconde secondes sekunde sekunden segundo segundos secondo secondi eiliad",
}
UNITS: Final[Mapping[str, str]] = {word: unit for unit, spelt in _UNITS.items() for word in spelt.split()}
"""Each word for a unit, in the languages of the lists that were looked at, and the unit that it means."""

SMALLER: Final[Mapping[str, tuple[str, int]]] = {
    "years": ("months", 12),
    "weeks": ("days", 7),
    "days": ("hours", 24),
    "hours": ("minutes", 60),
    "minutes": ("seconds", 60),
}
"""Which unit a fraction of a unit is counted in, and how many make one."""

_COUNTED: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS: Final[Mapping[str, int]] = {
    **{word: number for number, word in enumerate(_COUNTED, start=1)},
    "a": 1,
    "an": 1,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "sixty": 60,
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLERS: Final = _words(
    "about after and approximately around at circa cookie duration expire expires expiry for from in is kept less "
    "max maximum most of retention stored than the to under up within"
)
"""What may stand beside a number and its unit without changing them."""

NOT_SAID: Final = _words(
    "- – — ? n/a na nan nil none null pending tbc tbd todo unclear undefined unset unspecified"
) | {
    "not known",
    "not specified",
    "not stated",
    "en attente",
}

SESSION: Final = _words("browser browsers session sessions sitzung sesión sessione sessie sesiwn tab window")
BESIDE_SESSION: Final = _words(
    "a after an and are at browsing close closed closes closing cookie cookies de deleted der duration during end "
    "ends ended exit exits expire expires expiry for is it la of on only per quit quits shut shuts single storage "
    "that the this till until upon user users when web you your"
)

ENDLESS: Final = _words(
    "always endless eternal forever indefinite indefinitely infinite never permanent permanently persistent persists "
    "unlimited"
)
BESIDE_ENDLESS: Final = _words(
    "cookie cookies date deleted do does doesn cleared expiration expire expires expiring expiry has it local no not "
    "removed set storage stored t the until user you"
)
EXPIRY: Final = _words("expiration expire expires expiring expiry")
