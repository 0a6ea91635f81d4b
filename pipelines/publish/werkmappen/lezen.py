"""What the workbooks say, read from a publication in a few queries for all areas together."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import duckdb

from pipelines.publish.lezen import rijen_van

Rij = Mapping[str, Any]

# the areas that get a workbook: the gemeenten of the first borders known (the strategy's own), and what they form
_GEBIEDEN = """
with eerste as (select min(indeling_jaar) as jaar from marts.brug_gebied),
grenzen as (
    select coalesce(
        (select max(indeling_jaar) from marts.indicatoren where gebied_code = eenheid.gebied_code),
        (select max(indeling_jaar) from marts.brug_gebied)
    ) as jaar
    from marts.dim_gebied as eenheid
    where eenheid.gebied_type = 'eenheid' and eenheid.in_eenheid
)
select
    gebied.gebied_code, gebied.naam, gebied.gebied_type, gebied.district_code, gebied.district_naam,
    gebied.provincie, gebied.geldig_tot,
    case when nu.naar_code <> gebied.gebied_code then nu.naar_code end as opvolger
from marts.dim_gebied as gebied
left join marts.brug_gebied as toen
    on toen.gebied_code = gebied.gebied_code and toen.naar_code = gebied.gebied_code
    and toen.indeling_jaar = (select jaar from eerste)
left join marts.brug_gebied as nu
    on nu.gebied_code = gebied.gebied_code and nu.indeling_jaar = (select jaar from grenzen)
where gebied.in_eenheid and (
    gebied.gebied_type in ('eenheid', 'district', 'basisteam')
    or (gebied.gebied_type = 'gemeente' and toen.gebied_code is not null)
)
order by list_position(['eenheid', 'district', 'basisteam', 'gemeente'], gebied.gebied_type), gebied.gebied_code
"""

# the reading that speaks for a target, in every year of an area
_BEREIK = """
select
    bereik.doel_id, bereik.gebied_code, bereik.jaar, bereik.jaren, bereik.rol, bereik.padvariant, bereik.bron,
    bereik.indicator_id, bereik.periode_id, bereik.padwaarde, bereik.waarde, bereik.ondergrens, bereik.bovengrens,
    bereik.ondergrens_90, bereik.bovengrens_90, bereik.meetstatus, bereik.koers, bereik.oordeel, bereik.voorlopig,
    bereik.laatste_periode_id, bereik.laatste_waarde, bereik.toelichting, bereik.kanttekening, bereik.reeksbreuk,
    bereik.reden_code, bereik.norm_gehaald, doel.doeljaar, coalesce(indicator.decimalen, 0) as decimalen
from marts.doelbereik as bereik
inner join marts.dim_doelstelling as doel using (doel_id)
left join marts.dim_indicator as indicator on indicator.indicator_id = bereik.indicator_id
where bereik.is_hoofd and bereik.leidend
order by bereik.doel_id, bereik.jaren, bereik.jaar
"""

_DOELEN = """
select doel.*, indicator.naam as indicator_naam, indicator.definitie
from marts.dim_doelstelling as doel
left join marts.dim_indicator as indicator using (indicator_id)
order by doel.doel_id
"""

_CIJFERS = """
select
    cijfer.indicator_id, cijfer.gebied_code, cijfer.periode_id, cijfer.bron, cijfer.waarde, cijfer.ondergrens,
    cijfer.bovengrens, cijfer.celstatus, cijfer.voorlopig, cijfer.reeksbreuk,
    cast(regexp_extract(cijfer.periode_id, '[0-9]{4}$') as integer) as jaar
from marts.indicatoren as cijfer
inner join marts.dim_gebied as gebied using (gebied_code)
inner join marts.dim_periode as periode using (periode_id)
where cijfer.leidend and gebied.in_eenheid and periode.soort in ('jaar', 'golf')
order by cijfer.indicator_id, jaar
"""

_PRIORITEITEN = """
select
    feit.gebied_code, prioriteit.prioriteit, prioriteit.soort, prioriteit.vng_code, feit.plan_van, feit.plan_tot,
    feit.vastgesteld_op, feit.verlopen
from marts.feit_prioriteit as feit
inner join marts.dim_prioriteit as prioriteit using (prioriteit_id)
order by feit.plan_van desc, prioriteit.prioriteit, prioriteit.soort
"""

_BRONNEN = """
select
    bron, any_value(eigenaar) as eigenaar, any_value(frequentie) as frequentie, any_value(bronstatus) as bronstatus,
    max(peilmoment)::date as stand, count(*) as leveringen, sum(aanvaard)::bigint as aanvaard,
    sum(afgekeurd)::bigint as afgekeurd, arg_max(bestand, (peilmoment, levering_id)) as bestand
from marts.leveringen
group by bron
order by bron
"""


@dataclass(frozen=True)
class Gebied:
    """An area with a workbook. `opvolger` is the gemeente that it became part of."""

    code: str
    naam: str
    soort: str
    district_code: str | None
    district_naam: str | None
    provincie: str | None
    opvolger: str | None
    geldig_tot: date | None

    @property
    def bestand(self) -> str:
        """Name of the workbook, such as `gemeente-GM0202-arnhem.xlsx`."""
        plat = unicodedata.normalize("NFKD", self.naam).encode("ascii", "ignore").decode().lower()
        slak = re.sub(r"[^a-z0-9]+", "-", plat).strip("-")
        return "-".join(deel for deel in (self.soort, self.code, slak) if deel) + ".xlsx"

    @property
    def titel(self) -> str:
        """How the area is called in a heading: 'gemeente Arnhem (GM0202)'."""
        return f"{self.soort} {self.naam} ({self.code})"

    @property
    def opgegaan_op(self) -> date | None:
        """First day on which the successor stood in its place; None when that is unknown."""
        return self.geldig_tot + timedelta(days=1) if self.geldig_tot else None


@dataclass(frozen=True)
class Gegevens:
    """Everything that all workbooks of a publication are made from; lists by area code."""

    kenmerken: Mapping[str, str]
    peildatum: date
    fictief: bool
    gebieden: Sequence[Gebied]
    namen: Mapping[str, str]
    doelen: Sequence[Rij]
    indicatoren: Mapping[str, Rij]
    waarom: Mapping[tuple[str, str], Rij]
    bereik: Mapping[str, Sequence[Rij]]
    cijfers: Mapping[str, Sequence[Rij]]
    lokaal: Mapping[str, Sequence[Rij]]
    prioriteiten: Mapping[str, Sequence[Rij]]
    beeld: Mapping[str, Sequence[Rij]]
    plannen: Mapping[str, Rij]
    bronnen: Mapping[str, Rij]
    redenen: Mapping[str, str]
    bestanden: Mapping[str, str] = field(default_factory=dict)

    @property
    def eenheid(self) -> Gebied:
        """The unit that the strategy is of."""
        return next(g for g in self.gebieden if g.soort == "eenheid")

    def gemeenten(self, gebied: Gebied) -> list[Gebied]:
        """Gemeenten of the unit or of a district (of a basisteam: of the district that it is in)."""
        alle = [g for g in self.gebieden if g.soort == "gemeente"]
        if gebied.soort == "eenheid":
            return alle
        district = gebied.code if gebied.soort == "district" else gebied.district_code
        return [g for g in alle if g.district_code == district]


def lees(con: duckdb.DuckDBPyConnection, kenmerken: Mapping[str, str], *, fictief: bool) -> Gegevens:
    """Read schema `marts` of `con`."""
    gebieden = [
        Gebied(
            r["gebied_code"],
            r["naam"],
            r["gebied_type"],
            r["district_code"],
            r["district_naam"],
            r["provincie"],
            r["opvolger"],
            r["geldig_tot"],
        )
        for r in rijen_van(con, _GEBIEDEN)
    ]
    return Gegevens(
        kenmerken=kenmerken,
        peildatum=date.fromisoformat(kenmerken["peildatum"]),
        fictief=fictief,
        gebieden=gebieden,
        namen={
            r["gebied_code"]: r["naam"]
            for r in rijen_van(con, "select gebied_code, naam from marts.dim_gebied where in_eenheid")
        },
        doelen=rijen_van(con, _DOELEN),
        indicatoren={r["indicator_id"]: r for r in rijen_van(con, "from marts.dim_indicator order by all")},
        waarom={(r["doel_id"], r["niveau"]): r for r in rijen_van(con, "from marts.doel_gebied")},
        bereik=_per_gebied(rijen_van(con, _BEREIK)),
        cijfers=_per_gebied(rijen_van(con, _CIJFERS)),
        lokaal=_per_gebied(
            rijen_van(
                con,
                "from marts.lokaal_doelbereik where jaar = doeljaar order by indicator_id, doeljaar, periode_id, bron",
            )
        ),
        prioriteiten=_per_gebied(rijen_van(con, _PRIORITEITEN)),
        beeld=_per_gebied(rijen_van(con, "from marts.prioriteit_beeld order by gebied_code, onderwerp_code")),
        plannen={r["gebied_code"]: r for r in rijen_van(con, "from marts.ivp_plan where op_peildatum")},
        bronnen={r["bron"]: r for r in rijen_van(con, _BRONNEN)},
        redenen={
            r["reden_code"]: r["omschrijving"] for r in rijen_van(con, "from marts.dim_reden order by 1")
        },
        bestanden={g.code: g.bestand for g in gebieden},
    )


def _per_gebied(rijen: Iterable[Rij]) -> dict[str, list[Rij]]:
    per: dict[str, list[Rij]] = defaultdict(list)
    for r in rijen:
        per[r["gebied_code"]].append(r)
    return dict(per)
