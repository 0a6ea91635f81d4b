"""Fetch tables of StatLine over OData version 3, each as a delivery: a raw copy with its note.

Pages are kept beside the target until all are there, so that a fetch that was cut off goes on where it stopped.
Only a whole table becomes a delivery: as many rows as the service counts, none twice, of one version.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from pipelines.sources import sidecar
from pipelines.sources.contract import Contract, Tabel
from pipelines.sources.contracten import contracten
from pipelines.sources.weigering import Geweigerd

if TYPE_CHECKING:
    import requests

POGINGEN = 4  # times that one answer, one page or one version is asked for
Rij = dict[str, Any]


class Mislukt(Exception):  # noqa: N818 - the domain's word
    """A table that could not be fetched, in one sentence."""

    def __init__(self, tabel: Tabel, wat: str) -> None:
        super().__init__(
            f"Table {tabel.id} was not fetched: {wat}; the deliveries that are there stay in use."
        )
        self.wat = wat


class _Onbereikbaar(Mislukt):
    """Nobody answers at the address, so its other tables need not be asked for."""


class _Veranderd(Exception):  # noqa: N818
    """The table got a newer version while it was fetched."""


@dataclass(frozen=True)
class Uitslag:
    """What became of one table. `bestand` is None when nothing was written."""

    bron: str
    zin: str
    bestand: Path | None = None
    mislukt: bool = False


@dataclass(frozen=True)
class Dienst:
    """Where to ask, how long to wait for an answer, and how long before asking again (seconds, doubling)."""

    adres: str | None = None
    wachttijd: float = 30.0
    pauze: float = 1.0


def tabellen() -> dict[str, Contract]:
    """Contracts of which the delivery can be fetched, by the name of their table."""
    return {c.tabel.id: c for c in contracten().values() if c.tabel is not None}


def haal(raw: Path, dienst: Dienst, welke: Sequence[str] = ()) -> Iterator[Uitslag]:
    """Fetch into collection `raw` the tables `welke`, else all, as far as they changed; one outcome each."""
    onbereikbaar: dict[str, str] = {}
    for naam, contract in tabellen().items():
        if welke and naam not in welke:
            continue
        adres = dienst.adres or _tabel(contract).dienst
        try:
            if adres in onbereikbaar:
                raise Mislukt(_tabel(contract), onbereikbaar[adres])
            yield haal_tabel(raw, contract, dienst)
        except Mislukt as fout:
            if isinstance(fout, _Onbereikbaar):
                onbereikbaar[adres] = fout.wat
            yield Uitslag(contract.bron, str(fout), mislukt=True)
        except OSError as fout:
            zin = str(Mislukt(_tabel(contract), f"{fout.strerror or fout} ({fout.filename})"))
            yield Uitslag(contract.bron, zin, mislukt=True)


def haal_tabel(raw: Path, contract: Contract, dienst: Dienst) -> Uitslag:
    """Fetch one table, unless its version is here already.

    Raises:
        Mislukt: the service does not answer, or serves no whole table.
    """
    tabel = _tabel(contract)
    map_ = raw / contract.bron
    with _Bron(tabel, dienst) as bron:
        for _ in range(POGINGEN):
            gewijzigd = bron.gewijzigd()
            if _is_er(map_, gewijzigd):
                _ruim(_werkmap(map_, tabel))
                return Uitslag(contract.bron, f"{tabel.id}: unchanged since {gewijzigd:%d-%m-%Y %H:%M}.")
            try:
                koppen, rijen = _haal_rijen(bron, map_, gewijzigd)
            except _Veranderd:
                continue
            bestand = _lever(map_, tabel, gewijzigd, koppen, rijen)
            _ruim(_werkmap(map_, tabel))
            zin = f"{tabel.id}: {len(rijen):,} rows of {gewijzigd:%d-%m-%Y %H:%M} in {bestand.name}."
            return Uitslag(contract.bron, zin, bestand)
    raise Mislukt(tabel, f"it changed {POGINGEN} times while it was fetched")


def _tabel(contract: Contract) -> Tabel:
    assert contract.tabel is not None, f"{contract.bron} is no table"
    return contract.tabel


class _Bron:
    """One table of the service."""

    def __init__(self, tabel: Tabel, dienst: Dienst) -> None:
        self.tabel = tabel
        self._dienst = dienst
        self._adres = (dienst.adres or tabel.dienst).rstrip("/")
        self._wortel = f"{self._adres}/ODataFeed/odata/{tabel.id}"

    def __enter__(self) -> _Bron:
        import requests
        from requests.adapters import HTTPAdapter
        from urllib3.util import Retry

        opnieuw = Retry(
            total=POGINGEN - 1,
            connect=0,  # no answer, or half of one, is asked for again in _vraag, where it is read
            read=False,
            backoff_factor=self._dienst.pauze,
            status_forcelist=(429, 500, 502, 503, 504),
            allowed_methods=("GET",),
            raise_on_status=False,
        )
        self._sessie: requests.Session = requests.Session()
        self._sessie.headers["Accept-Encoding"] = "gzip"
        for schema in ("https://", "http://"):
            self._sessie.mount(schema, HTTPAdapter(max_retries=opnieuw))
        return self

    def __exit__(self, *_: object) -> None:
        self._sessie.close()

    def gewijzigd(self) -> datetime:
        """Moment of the newest version: Modified of TableInfos."""
        try:
            return datetime.fromisoformat(self._lijst("TableInfos?$format=json")[0]["Modified"])
        except (LookupError, TypeError, ValueError):
            raise Mislukt(self.tabel, "TableInfos does not tell when it was modified") from None

    def koppen(self) -> tuple[str, ...]:
        """Keys of the columns to ask for, the row number first."""
        sleutels = [str(e.get("Key") or "") for e in self._lijst("DataProperties?$format=json")]
        aanwezig = list(dict.fromkeys(s for s in sleutels if s))
        gekozen = ["ID"]
        for patroon in self.tabel.kolommen or aanwezig:
            passend = [s for s in aanwezig if fnmatchcase(s, patroon)]
            if len(passend) != 1:
                gevonden = f"has {len(passend)} columns" if passend else "has no column"
                raise Mislukt(self.tabel, f"it {gevonden} '{patroon}' (it has: {', '.join(aanwezig)})")
            gekozen += passend
        return tuple(gekozen)

    def vraag(self, koppen: Sequence[str]) -> str:
        """Address of the first page."""
        delen = ["$format=json", "$select=" + ",".join(koppen)]
        if self.tabel.filter:
            delen.append("$filter=" + quote(self.tabel.filter, safe="'(),"))
        return f"UntypedDataSet?{'&'.join(delen)}"

    def aantal(self) -> int:
        """Rows that all pages together must have."""
        filter_ = f"?$filter={quote(self.tabel.filter, safe=chr(39) + '(),')}" if self.tabel.filter else ""
        tekst = self._vraag(f"{self._wortel}/UntypedDataSet/$count{filter_}", json_=False)
        try:
            return int(str(tekst).strip("\ufeff \r\n"))
        except ValueError:
            raise Mislukt(self.tabel, "the service does not tell how many rows it has") from None

    def bladzijde(self, waar: str) -> dict[str, Any]:
        """One page: the rows under `value`, and perhaps `odata.nextLink`."""
        antwoord = self._vraag(waar if waar.startswith("http") else f"{self._wortel}/{waar}")
        if not isinstance(antwoord, dict) or not isinstance(antwoord.get("value"), list):
            raise Mislukt(self.tabel, "an answer is no page of rows")
        return antwoord

    def hier(self, link: str) -> str:
        """The link to a next page at the address that is asked: a mirror hands on the links of its origin."""
        doel, eigen = urlsplit(link), urlsplit(self._adres)
        return urlunsplit((eigen.scheme, eigen.netloc, doel.path, doel.query, ""))

    def _lijst(self, waar: str) -> list[Rij]:
        lijst: list[Rij] = self.bladzijde(waar)["value"]
        return lijst

    def _vraag(self, adres: str, *, json_: bool = True) -> Any:
        """Body of an answer, asked again when it does not come, breaks off or cannot be read."""
        import requests

        for poging in range(POGINGEN):
            try:
                antwoord = self._sessie.get(adres, timeout=self._dienst.wachttijd)
                if antwoord.status_code != requests.codes.ok:
                    raise Mislukt(self.tabel, f"the service answers {antwoord.status_code} {antwoord.reason}")
                return antwoord.json() if json_ else antwoord.text
            except requests.RequestException as fout:  # a time-out, a broken line, half an answer
                if poging == POGINGEN - 1:
                    soort = _Onbereikbaar if type(fout) is requests.ConnectionError else Mislukt
                    raise soort(self.tabel, _waarom(fout, self._adres)) from fout
                time.sleep(self._dienst.pauze * 2**poging)
        raise AssertionError("unreachable")


def _waarom(fout: Exception, adres: str) -> str:
    import requests

    if isinstance(fout, requests.Timeout):
        return f"{adres} did not answer in time"
    if isinstance(fout, requests.JSONDecodeError):
        return f"{adres} gave an answer that is no JSON"
    if isinstance(fout, requests.exceptions.ChunkedEncodingError):
        return f"{adres} broke off its answer"
    return f"{adres} cannot be reached"


def _haal_rijen(bron: _Bron, map_: Path, gewijzigd: datetime) -> tuple[tuple[str, ...], list[Rij]]:
    """All rows, from the pages that were kept and those that are still to come.

    Raises:
        Mislukt: pages that stay away or come twice, or another number of rows than the service counts.
        _Veranderd: the table has another version now than when it was begun.
    """
    koppen = bron.koppen()
    vraag, aantal = bron.vraag(koppen), bron.aantal()
    if aantal == 0:
        raise Mislukt(bron.tabel, "it holds no rows that are asked for")
    plek = _werkmap(map_, bron.tabel)
    _begin(plek, {"gewijzigd": gewijzigd.isoformat(), "vraag": vraag, "aantal": aantal})
    rijen, volgende = _bewaard(plek)
    gezien = {rij["ID"] for rij in rijen}
    while len(rijen) < aantal:
        link = bron.hier(volgende) if volgende else _vanaf(vraag, len(rijen))
        blad = _nieuwe_bladzijde(bron, link, gezien, koppen)
        if blad is None:
            if bron.gewijzigd() != gewijzigd:
                raise _Veranderd
            raise Mislukt(
                bron.tabel, f"after {len(rijen)} of {aantal} rows the service gives none, or the same again"
            )
        _schrijf(plek / f".{len(rijen):08d}.json", json.dumps(blad))
        rijen += blad["value"]
        gezien.update(rij["ID"] for rij in blad["value"])
        volgende = blad.get("odata.nextLink")
    if bron.gewijzigd() != gewijzigd:
        raise _Veranderd
    if len(rijen) != aantal:
        _ruim(plek)
        raise Mislukt(bron.tabel, f"it gave {len(rijen)} rows where the service counts {aantal}")
    return koppen, rijen


def _nieuwe_bladzijde(
    bron: _Bron, link: str, gezien: set[Any], koppen: Sequence[str]
) -> dict[str, Any] | None:
    """The page at `link`; None when it holds nothing, or rows that were there already, however often asked."""
    for _ in range(POGINGEN):
        blad = bron.bladzijde(link)
        rijen = blad["value"]
        try:
            nummers = [rij["ID"] for rij in rijen]
            blad["value"] = [{kop: rij[kop] for kop in koppen} for rij in rijen]
        except (KeyError, TypeError):
            raise Mislukt(bron.tabel, "a row lacks a column that was asked for") from None
        if nummers and len(set(nummers)) == len(nummers) and not gezien.intersection(nummers):
            return blad
    return None


def _vanaf(vraag: str, rij: int) -> str:
    return f"{vraag}&$skip={rij}" if rij else vraag


def _werkmap(map_: Path, tabel: Tabel) -> Path:
    return map_ / f".ophalen-{tabel.id}"


def _begin(plek: Path, stand: dict[str, Any]) -> None:
    """Keep the pages in `plek` only when they are of this very version and question."""
    bestand = plek / ".stand.json"
    try:
        bekend = json.loads(bestand.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        bekend = None
    if bekend != stand:
        _ruim(plek)
        plek.mkdir(parents=True)
        _schrijf(bestand, json.dumps(stand))


def _bewaard(plek: Path) -> tuple[list[Rij], str | None]:
    """Rows of the pages that were kept, and the link that the last of them gave."""
    rijen: list[Rij] = []
    volgende: str | None = None
    for pad in sorted(plek.glob(".[0-9]*.json")):
        blad = json.loads(pad.read_text(encoding="utf-8"))
        rijen += blad["value"]
        volgende = blad.get("odata.nextLink")
    return rijen, volgende


def _is_er(map_: Path, gewijzigd: datetime) -> bool:
    """Whether a delivery of this version, or a later one, lies here already.

    By the day: a copy that somebody put here knows the date of the table, seldom its hour.
    """
    for pad in map_.glob(f"*{sidecar.EINDE}"):
        bestand = pad.with_name(pad.name.removesuffix(sidecar.EINDE))
        try:
            moment = sidecar.lees(bestand).peilmoment if bestand.exists() else None
        except Geweigerd:
            continue  # the run says what is wrong with the note
        if moment is not None and moment.date() >= gewijzigd.date():
            return True
    return False


def _lever(
    map_: Path, tabel: Tabel, gewijzigd: datetime, koppen: Sequence[str], rijen: Sequence[Rij]
) -> Path:
    """Write the rows as StatLine's own raw download does, and the note before the file."""
    bestand = map_ / f"{tabel.id}_{gewijzigd:%Y%m%dT%H%M}.csv"
    tijdelijk = _werkmap(map_, tabel) / ".levering.csv"
    with tijdelijk.open("w", encoding="utf-8-sig", newline="") as uit:
        schrijver = csv.writer(uit, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        schrijver.writerow(koppen)
        schrijver.writerows(["" if rij[kop] is None else rij[kop] for kop in koppen] for rij in rijen)
        uit.flush()
        os.fsync(uit.fileno())
    briefje = (
        f"# tabel {tabel.id} van {tabel.dienst}, CC BY 4.0 met bronvermelding; peilmoment is Modified van de tabel\n"
        f"peilmoment: {gewijzigd.isoformat(timespec='seconds')}\n"
        "soort: volledig\n"
    )
    _schrijf(sidecar.pad_van(bestand), briefje)
    tijdelijk.replace(bestand)
    return bestand


def _schrijf(pad: Path, inhoud: str) -> None:
    """Write `pad` whole or not at all."""
    tijdelijk = pad.with_name(f".{pad.name}.deel")
    tijdelijk.write_text(inhoud, encoding="utf-8")
    tijdelijk.replace(pad)


def _ruim(plek: Path) -> None:
    if plek.exists():
        shutil.rmtree(plek)
