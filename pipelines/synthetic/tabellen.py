"""The world as tables in DuckDB, and the columns of a delivered row made from them."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final

import duckdb
import numpy as np

from pipelines.synthetic.bestanden import KENMERK
from pipelines.synthetic.gegevens import EERSTE_JAAR, JAREN, basisteams, gemeente_in_jaar, gemeenten, klassen
from pipelines.synthetic.incidenten import Incidenten
from pipelines.synthetic.kalender import geldig_vanaf
from pipelines.synthetic.levensloop import NOOIT, Toestanden, teljaar
from pipelines.synthetic.wereld import LEEG, MINUTEN_PER_DAG, NULPUNT, ONBEKEND, Gehelen, Wereld, gebied_namen

MISDRIJF: Final = ("woning", "schuur", "F45")
"""Groups whose rows carry address, wijk, weekday and part of the day; nuisance has only the buurt."""

_STRATEN: Final = (
    "Dorpsstraat",
    "Molenweg",
    "Kerkstraat",
    "Schoolstraat",
    "Stationsweg",
    "Beatrixlaan",
    "Julianastraat",
    "Wilhelminastraat",
    "Beukenlaan",
    "Eikenlaan",
    "Kastanjelaan",
    "Lindenlaan",
    "Esdoornstraat",
    "Berkenweg",
    "Parallelweg",
    "Nieuwstraat",
    "Markt",
    "Brink",
    "Hoofdstraat",
    "Industrieweg",
    "Zandweg",
    "Veldweg",
    "Hogeweg",
    "Kanaaldijk",
    "Havenstraat",
    "Tuinstraat",
    "Rozenstraat",
    "Tulpstraat",
    "Meidoornstraat",
    "Ooststraat",
    "Westerlaan",
    "Noorderweg",
)
_OBJECTEN: Final[dict[str, list[str | None]]] = {
    "woning": [
        "Woning",
        "Tussenwoning",
        "Hoekwoning",
        "Vrijstaande woning",
        "Flat",
        "Appartement",
        "Boerderij",
    ],
    "schuur": ["Schuur", "Garage/box", "Berging", "Tuinhuis"],
    "F45": ["Woning", "Loods", "Bedrijfspand"],
    "M061": ["Café/bar", "Discotheek", "Restaurant"],
}
_WERKWIJZEN: Final = (
    "Raam opengebroken aan achterzijde",
    "Cilinder afgebroken van voordeur",
    "Flipperen van voordeur",
    "Achterdeur geforceerd met breekvoorwerp",
    "Raam ingegooid",
    "Balkondeur opengebroken, beklimming via regenpijp",
    "Babbeltruc, entrée via voordeur",
    "Gaatje geboord in kozijn, espagnolet geopend",
    "Insluiping via openstaande deur, meerdere ruimtes doorzocht à la minute",
    "Geënsceneerd bezoek van monteur",
)

# header -> SQL expression; the two last groups are for workbooks, where dates stay dates
KOLOMMEN: Final = {
    "Incident Identificatie": f"'{KENMERK}_BVH_' || t.nummer",
    "Bronregistratie": f"'{KENMERK}_BVH_' || lpad(t.registratie::VARCHAR, 10, '0')",
    "Incidentsoort code": "k.mk_code",
    "Incidentsoort": "k.mk_naam",
    "Pleegstraatnaam": "CASE WHEN k.misdrijf AND t.gemeente <> {onbekend} THEN s.straat END",
    "Pleeghuisnummer met toev.": """CASE
        WHEN t.ruis % 1000 < 294 OR t.gemeente = {onbekend} OR NOT k.misdrijf THEN NULL
        WHEN t.ruis % 1000 < 304 THEN (2 + t.ruis // 1000 % 90)::VARCHAR || '-' || (4 + t.ruis // 1000 % 90)
        WHEN t.ruis % 1000 < 314 THEN (1 + t.ruis // 1000 % 90)::VARCHAR || ' BIS'
        WHEN t.ruis % 1000 < 350 THEN (1 + t.ruis // 1000 % 90)::VARCHAR || ' A'
        ELSE (1 + t.ruis // 1000 % 190)::VARCHAR END""",
    "Pleegpostcode": """CASE
        WHEN t.ruis % 1000 < 296 OR t.gemeente = {onbekend} OR NOT k.misdrijf THEN NULL
        WHEN t.ruis % 1000 = 296 THEN n.pc4
        ELSE n.pc4 || chr((65 + t.ruis // 1000 % 20)::INTEGER)
            || chr((65 + t.ruis // 20000 % 20)::INTEGER) END""",
    "Pleegplaats": "CASE WHEN t.gemeente < {onbekend} THEN n.plaats ELSE g.naam END",
    # one gemeente, many spellings: other systems, other encodings, a code where a name belongs
    "Pleeggemeente": """CASE
        WHEN g.gebied_code IS NULL THEN g.naam
        WHEN g.naam = 'Hengelo (O.)' AND t.ruis % 13 < 4
            THEN ['Hengelo', 'Hengelo (Ov)', 'HENGELO', 'hengelo (Gemeente)'][(t.ruis % 13 + 1)::BIGINT]
        WHEN g.naam = 'Bronckhorst' AND t.ruis % 29 = 0 THEN 'Hengelo (Gld)'
        WHEN g.naam = 'Súdwest-Fryslân'
            THEN ['Súdwest-Fryslân', 'SÃºdwest-FryslÃ¢n', 'S£dwest-Fryslƒn', 'S?dwest-Frysl?n',
                'Sudwest Fryslan', 'GM1900'][(t.ruis % 6 + 1)::BIGINT]
        WHEN t.ruis % 211 = 0 THEN upper(g.naam)
        WHEN t.ruis % 211 = 1 THEN '  ' || replace(g.naam, ' ', '   ') || ' '
        WHEN t.ruis % 211 = 2 THEN g.naam || ' (gemeente)'
        WHEN t.ruis % 211 = 3 THEN g.gebied_code || '  '
        WHEN t.ruis % 211 = 4 THEN substr(g.gebied_code, 3)
        WHEN t.ruis % 211 = 5 THEN ltrim(substr(g.gebied_code, 3), '0')
        ELSE g.naam END""",
    "Pleegprovincie": "g.provincie",
    "Pleegwijk": "CASE WHEN k.misdrijf AND t.gemeente < {onbekend} THEN n.wijk END",
    # some write the code of CBS; that of a gemeente that was merged since belongs to an older layout
    "Pleegbuurt": """CASE
        WHEN t.gemeente >= {onbekend} THEN NULL
        WHEN t.ruis % n.met_code = 5 THEN n.buurtcode
        WHEN t.ruis % 211 = 6 THEN 'Verspreide huizen'
        ELSE n.buurt END""",
    "Pleegsubbuurt": "NULL::VARCHAR",
    **{
        f"{soort}{kop}": uitdrukking
        for soort, kolom in (("Begin-pleeg", "begin"), ("Eind-pleeg", "eind"), ("Kennisname", "kennisname"))
        for kop, uitdrukking in (
            ("dag v/d week", f"CASE WHEN k.misdrijf THEN {{dagen}}[isodow(t.{kolom})] END"),
            ("dagdeel", f"CASE WHEN k.misdrijf THEN {{dagdelen}}[hour(t.{kolom}) // 6 + 1] END"),
            ("datum/tijd", f"{{moment}}(t.{kolom})"),
        )
    },
    "Aangifte": "CASE WHEN t.aangifte THEN 'J' ELSE 'N' END",
    "Poging": "CASE WHEN t.poging THEN 'J' ELSE 'N' END",
    "Verdachten": "t.verdachten",
    "Aanhoudingen": "t.aanhoudingen",
    "Opgehelderd": "CASE WHEN t.opgehelderd THEN 'J' ELSE 'N' END",
    "Object": "k.objecten[(t.ruis // 7 % len(k.objecten) + 1)::BIGINT]",
    "Project(en)": "CASE WHEN k.groep = 'woning' AND t.ruis % 1009 < 12 THEN 'Moba: Mobiel Banditisme' END",
    "Temperatuur": "CASE WHEN k.groep = 'woning' THEN 'n/a' END",
    "Weer": "CASE WHEN k.groep = 'woning' THEN 'Geen data aanwezig' END",
    "X": "t.x",
    "Y": "t.y",
    "Basisteam": "CASE WHEN t.gemeente < {onbekend} THEN n.basisteam END",
    "District": "CASE WHEN t.gemeente < {onbekend} THEN n.district END",
    "Werkwijze/MO": """CASE WHEN k.groep IN ('woning', 'schuur') AND t.ruis % 10 < 6
        THEN {werkwijzen}[(t.ruis // 10 % {aantal_werkwijzen} + 1)::BIGINT] END""",
}
EXTRA_KOLOMMEN: Final = ("Basisteam", "District", "Werkwijze/MO")


BRONNEN: Final = f"""FROM toestand t
    JOIN klasse k ON k.klasse = t.klasse
    JOIN gebied g ON g.gebied = t.naamgebied
    JOIN kern n ON n.kern = t.kern
    JOIN straat s ON s.straat_nr = t.ruis % {len(_STRATEN)}"""


def laad(
    verbinding: duckdb.DuckDBPyConnection, wereld: Wereld, alle: Incidenten, toestanden: Toestanden
) -> None:
    """Put the world into tables `toestand`, `klasse`, `gebied`, `kern`, `straat` and `regel` of an empty
    database.

    `toestand` has one row per state; moments as TIMESTAMP (NULL = not known), `geldig_vanaf` NULL when no
    delivery ever shows the state, `nummer` the number in the incident's identifier.
    """
    import pyarrow as pa

    def moment(kolom: Gehelen, leeg: int = LEEG) -> Any:
        waarden = NULPUNT.astype("M8[us]") + kolom.astype("m8[m]")
        return pa.array(waarden, mask=kolom == leeg)

    i = toestanden.incident
    kernen = wereld.kernen
    nummer = incidentnummers(toestanden)
    ruis = alle.ruis[i]
    x, y = kernen.x[toestanden.kern] + alle.dx[i], kernen.y[toestanden.kern] + alle.dy[i]
    nul = (ruis % 997 < 3) | (toestanden.gemeente == ONBEKEND)
    verwisseld = ruis % 4999 == 7
    x, y = np.where(verwisseld, y, x), np.where(verwisseld, x, y)
    registratie = nummer[np.minimum(registratie_positie(alle), len(nummer) - 1)][i]
    tabel = {
        "nummer": nummer[i],
        "registratie": registratie + 12_345,
        "versie": toestanden.versie,
        "vanaf": toestanden.vanaf,
        "tot": toestanden.tot,
        "geldig_vanaf": moment(geldig_vanaf(toestanden), int(NOOIT)),
        "gebeurd_op": moment(toestanden.vanaf),
        "soort": toestanden.soort,
        "klasse": toestanden.code,
        "gemeente": toestanden.gemeente,
        "gebied": toestanden.gemeente * len(JAREN) + _jaarpositie(alle, toestanden),
        "naamgebied": toestanden.gemeente * len(JAREN) + _naamjaar(alle, toestanden),
        "kern": toestanden.kern,
        "begindag": np.where(toestanden.begin == LEEG, LEEG, toestanden.begin // MINUTEN_PER_DAG),
        "begin": moment(toestanden.begin),
        "eind": moment(toestanden.eind),
        "kennisname": moment(alle.kennisname[i]),
        "poging": toestanden.poging,
        "ingetrokken": toestanden.ingetrokken,
        "x": np.where(nul, 0, x),
        "y": np.where(nul, 0, y),
        "ruis": ruis,
        **{
            f.name: getattr(alle, f.name)[i]
            for f in fields(alle)
            if f.name in ("aangifte", "verdachten", "aanhoudingen", "opgehelderd")
        },
    }
    gegevens = pa.table(tabel)
    verbinding.register("gegevens", gegevens)
    verbinding.execute("CREATE TABLE toestand AS SELECT * FROM gegevens ORDER BY begindag, nummer, versie")
    verbinding.unregister("gegevens")
    _laad_lijsten(verbinding, wereld)
    verbinding.execute("CREATE MACRO schrijf_moment(m) AS strftime(m, '%d-%m-%Y %H:%M')")
    _maak_regels(verbinding)


def incidentnummers(toestanden: Toestanden) -> Gehelen:
    """Incident numbers in the order of registration, from 100,000 upwards."""
    eerste = toestanden.vanaf[toestanden.versie == 1]
    nummer = np.empty(len(eerste), dtype=np.int32)
    nummer[np.argsort(eerste, kind="stable")] = np.arange(len(eerste), dtype=np.int32) + 100_000
    return nummer


def registratie_positie(alle: Incidenten) -> Gehelen:
    """Position of the incident whose registration is shared; its own when that one is not in the world."""
    # `registratie` holds positions before the base years were fixed: the owner is the one that kept its own
    n = len(alle)
    waarden, eerste = np.unique(alle.registratie, return_index=True)
    return eerste[np.searchsorted(waarden, alle.registratie)].astype(np.int32) if n else alle.registratie


def _jaarpositie(alle: Incidenten, toestanden: Toestanden) -> Gehelen:
    """Position in JAREN of the year each state counts in (an area is named as it was called then)."""
    return np.clip(teljaar(alle, toestanden) - EERSTE_JAAR, 0, len(JAREN) - 1).astype(np.int32)


def _naamjaar(alle: Incidenten, toestanden: Toestanden) -> Gehelen:
    """Like `_jaarpositie`, but some colleagues keep using the old name after a merger."""
    jaar = _jaarpositie(alle, toestanden)
    return np.where(alle.ruis[toestanden.incident] % 101 < 4, 0, jaar).astype(np.int32)


def _laad_lijsten(verbinding: duckdb.DuckDBPyConnection, wereld: Wereld) -> None:
    teams, lijst, kernen = basisteams(), gemeenten(), wereld.kernen
    _tabel(
        verbinding,
        "klasse",
        ("klasse", "mk_code", "mk_naam", "groep", "misdrijf", "objecten"),
        [
            (i, k.mk_code, k.naam, k.groep, k.groep in MISDRIJF, _OBJECTEN.get(k.groep, [None]))
            for i, k in enumerate(klassen())
        ],
    )
    _tabel(
        verbinding,
        "gebied",
        ("gebied", "gebied_code", "naam", "provincie"),
        [(i, *rij) for i, rij in enumerate(gebied_namen())],
    )
    _tabel(
        verbinding,
        "kern",
        ("kern", "plaats", "wijk", "buurt", "buurtcode", "met_code", "pc4", "basisteam", "district"),
        [
            (
                k,
                lijst[g].naam,
                f"Wijk {nummer // 4:02d}",
                f"Buurt {nummer // 4:02d}{nummer % 4:02d}",
                f"BU{lijst[g].gebied_code[2:]}{nummer // 4:02d}{nummer % 4:02d}",
                # where a gemeente is merged later the code of the old one lives on, in one of seven lines
                7
                if gemeente_in_jaar()[(lijst[g].gebied_code, JAREN[-1])][0] != lijst[g].gebied_code
                else 211,
                str(6500 + k),
                *teams[team],
            )
            for k, (g, nummer, team) in enumerate(
                zip(kernen.gemeente.tolist(), kernen.nummer.tolist(), kernen.team.tolist(), strict=True)
            )
        ],
    )
    _tabel(verbinding, "straat", ("straat_nr", "straat"), list(enumerate(_STRATEN)))


def _tabel(
    verbinding: duckdb.DuckDBPyConnection, naam: str, kop: Sequence[str], rijen: Sequence[Sequence[Any]]
) -> None:
    import pyarrow as pa

    kolommen = zip(kop, zip(*rijen, strict=True), strict=True)
    verbinding.register("rijen", pa.table({kolom: list(waarden) for kolom, waarden in kolommen}))
    verbinding.execute(f"CREATE TABLE {naam} AS SELECT * FROM rijen")
    verbinding.unregister("rijen")


def velden(kolommen: Sequence[str], als_tekst: bool = True) -> dict[str, str]:
    """Header -> SQL expression over BRONNEN; dates as text for CSV, as dates for a workbook."""
    invulling = {
        "onbekend": ONBEKEND,
        "dagen": "['maandag','dinsdag','woensdag','donderdag','vrijdag','zaterdag','zondag']",
        "dagdelen": "['nacht','ochtend','middag','avond']",
        "moment": "schrijf_moment" if als_tekst else "",
        "werkwijzen": "[" + ", ".join(f"'{w}'" for w in _WERKWIJZEN) + "]",
        "aantal_werkwijzen": len(_WERKWIJZEN),
    }
    return {kolom: KOLOMMEN[kolom].format(**invulling) for kolom in kolommen}


def vraag(waar: str, kolommen: Sequence[str], als_tekst: bool = True) -> str:
    """SQL for delivered rows in any choice and order of columns; `waar` chooses states."""
    lijst = ", ".join(f'{sql} AS "{kop}"' for kop, sql in velden(kolommen, als_tekst).items())
    return f"SELECT {lijst} {BRONNEN} WHERE NOT t.ingetrokken AND {waar} ORDER BY t.nummer"


def _maak_regels(verbinding: duckdb.DuckDBPyConnection) -> None:
    """Make the text of every state's line once: most are delivered three to six times."""
    tekst = " || ';' || ".join(f"coalesce(({sql})::VARCHAR, '')" for sql in velden(tuple(KOLOMMEN)).values())
    verbinding.execute(f"""CREATE TABLE regel AS
        SELECT t.nummer, t.versie, t.vanaf, t.tot, t.begindag, k.mk_code, {tekst} || chr(10) AS tekst
        {BRONNEN} WHERE NOT t.ingetrokken ORDER BY t.begindag, t.nummer, t.versie""")
