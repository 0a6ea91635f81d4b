"""What the site asks of a finished publication: sets in, small results out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipelines.publish.lezen import rijen_van
from pipelines.publish.site import elke_lezing
from pipelines.publish.snapshot import BESTAND

Rij = dict[str, Any]

_DOELEN = """
select doel.*, indicator.naam as indicator_naam, indicator.uitleg as indicator_uitleg, indicator.definitie,
    indicator.meetwijze, coalesce(indicator.decimalen, 0) as decimalen,
    coalesce(indicator.meeteenheid, doel.meeteenheid) as eenheid,
    pad.wijze
from dim_doelstelling as doel
left join doelpad as pad on pad.doel_id = doel.doel_id and pad.is_hoofd and pad.jaar = doel.doeljaar
left join dim_indicator as indicator on indicator.indicator_id = doel.indicator_id
order by doel.doel_id
"""

# one source a year and area: where more sources give a value, the one that leads
_BEREIK = """
select bereik.doel_id, bereik.gebied_code, bereik.jaar, bereik.jaren, bereik.padvariant, bereik.bron, bereik.rol,
    bereik.is_hoofd, bereik.indicator_id, bereik.periode_id, bereik.padwaarde, bereik.waarde, bereik.ondergrens,
    bereik.bovengrens, bereik.meetstatus, bereik.norm_gehaald, bereik.koers, bereik.p_waarde,
    bereik.reden_code, bereik.oordeel, bereik.voorlopig,
    bereik.een_jaar_beslist, bereik.laatste_periode_id, bereik.laatste_waarde, bereik.laatste_ondergrens,
    bereik.laatste_bovengrens, bereik.toelichting, bereik.kanttekening, bereik.zichtbaarheid, bereik.reeksbreuk,
    bereik.gemeenten_met_cijfer, bereik.gemeenten_totaal,
    berekening.omslag_op_koers, berekening.omslag_niet_op_koers, berekening.omslag_norm
from doelbereik as bereik
left join oordeel_berekening as berekening using (doel_id, gebied_code, jaar, jaren, padvariant, bron)
where bereik.leidend or bereik.leidend is null
order by bereik.doel_id, bereik.gebied_code, bereik.jaren, bereik.jaar, bereik.is_hoofd desc, bereik.padvariant
"""

_GEBIEDEN = """
select gebied_code, naam, afkorting, gebied_type, district_code, district_naam, eenheid_code, provincie,
    geldig_van, geldig_tot
from dim_gebied
where in_eenheid
order by case gebied_type when 'eenheid' then 1 when 'district' then 2 when 'basisteam' then 3 else 4 end,
    naam, gebied_code
"""

_CIJFERS = """
select indicator_id, gebied_code, periode_id, bron, waarde, teller, verwachte_aanvulling, verwachte_afname,
    indeling_jaar, celstatus, reden_code
from indicatoren
where leidend and indicator_id in (select indicator_id from dim_doelstelling where indicator_id is not null)
    and gebied_code in (select gebied_code from dim_gebied where in_eenheid)
"""

_DRIEHOEK = """
select indicator_id, year(maand)::varchar as periode_id, sum(aantal_laatst) as aantal,
    sum(aantal_laatst / nullif(volledigheid_hoogst, 0)) as laag,
    sum(aantal_laatst / nullif(volledigheid_laagst, 0)) as hoog
from (
    select *, row_number() over (partition by indicator_id, maand order by leeftijd desc) as nummer
    from ontwikkelingsdriehoek
)
where nummer = 1 and volledigheid_laagst is not null
group by all
having count(*) = 12
"""

# how far a full year's count was ever moved after that year had ended, as a part of what it was
_BIJSTELLING = """
with stand as (
    select indicator_id, bron, gebied_code, periode_id, tot_moment, aantal_tot as aantal from herzieningen
    where tot_moment >= make_date(periode_id::integer + 1, 1, 1)
    union all
    select indicator_id, bron, gebied_code, periode_id, coalesce(van_moment, make_date(periode_id::integer + 1, 1, 1)),
        aantal_van
    from herzieningen
    where aantal_van is not null and vergeleken_met <> 'niets'
        and coalesce(van_moment, make_date(periode_id::integer + 1, 1, 1)) >= make_date(periode_id::integer + 1, 1, 1)
),
uiterste as (
    select indicator_id, bron, gebied_code, periode_id, arg_max(aantal, tot_moment) as laatst,
        min(aantal) as laagst, max(aantal) as hoogst, count(distinct tot_moment) as standen
    from stand group by all
)
select indicator_id, bron, gebied_code,
    max(greatest(hoogst - laatst, laatst - laagst) / nullif(laagst, 0)::double) as deel, sum(standen) as standen
from uiterste where standen > 1 group by all
"""


_UITSPRAKEN = """
select uitspraak_id, soort, onderwerp, citaat, vindplaats_regel, antwoord, reden.omschrijving as reden,
    uitspraak_id in (select doel_id from dim_doelstelling) as is_doel
from uitspraken left join dim_reden as reden using (reden_code)
order by list_position(['doel', 'cijfer', 'afspraak', 'termijn', 'niveau', 'bron'], soort), uitspraak_id
"""


@dataclass(frozen=True)
class Kenmerken:
    """What every page says about the publication that it comes from."""

    publicatie_id: str
    verzameling: str
    peildatum: date
    fictief: bool

    @classmethod
    def van(cls, kenmerken: Mapping[str, str]) -> Kenmerken:
        """From what stands in every Parquet footer."""
        return cls(
            kenmerken["publicatie_id"],
            kenmerken["verzameling"],
            date.fromisoformat(kenmerken["peildatum"]),
            kenmerken["fictief"] == "ja",
        )


@dataclass
class Gegevens:
    """Everything that pages are made from."""

    kenmerken: Kenmerken
    doelen: dict[str, Rij]
    gebieden: dict[str, Rij]
    bereik: dict[tuple[str, str], list[Rij]]  # (doel_id, gebied_code)
    paden: dict[str, list[str]]  # path variants of a target, the one that speaks first
    cijfers: dict[tuple[str, str, str, str], Rij]  # indicator_id, gebied_code, periode_id, bron
    driehoek: dict[tuple[str, str], Rij]
    bijstelling: dict[tuple[str, str, str], Rij]
    herzieningen: dict[tuple[str, str, str, str], list[Rij]]
    breuken: dict[str, list[Rij]]  # per indicator
    afspraken: dict[str, Rij]  # per bron
    leveringen: list[Rij]
    kwaliteit: list[Rij]
    opvolger: dict[str, str]  # gemeente of 2014 -> where it counts in the latest borders
    indeling: dict[int, dict[str, str]]  # year of borders -> gemeente of 2014 -> where it counts
    namen: list[Rij]
    redenen: dict[str, str]
    uitleg_gebied: dict[tuple[str, str], Rij]  # doel_id, niveau
    per_gebied: dict[str, dict[str, list[Rij]]] = field(default_factory=dict)
    elke_lezing: dict[str, Rij] = field(
        default_factory=dict
    )  # per target that can be read in more than one way
    indicatoren: dict[str, str] = field(default_factory=dict)  # names
    uitspraken: list[Rij] = field(default_factory=list)
    werkmappen: dict[str, str] = field(default_factory=dict)  # area -> name of its workbook
    verschil: Rij | None = None  # what moved since the publication before this one; None: there was none

    @property
    def eenheid(self) -> Rij:
        """The police unit of the strategy."""
        return next(g for g in self.gebieden.values() if g["gebied_type"] == "eenheid")

    def scorebord(self, doel_id: str) -> Rij:
        """The verdict of the target year that speaks for a target."""
        doel = self.doelen[doel_id]
        return next(
            r
            for r in self.bereik[doel_id, self.eenheid["gebied_code"]]
            if r["rol"] == "doel" and r["is_hoofd"] and r["jaar"] == doel["doeljaar"] and r["jaren"] == 1
        )

    def hoofd(self, doel_id: str, gebied_code: str) -> list[Rij]:
        """The rows of the path variant that speaks, in order of number of years and year."""
        return [r for r in self.bereik.get((doel_id, gebied_code), ()) if r["is_hoofd"]]

    def oordeel_in(self, doel_id: str, gebied_code: str) -> Rij | None:
        """The verdict on an area in the target year: over three years where one says too little."""
        rijen = [r for r in self.hoofd(doel_id, gebied_code) if r["jaar"] == self.doelen[doel_id]["doeljaar"]]
        drie = [r for r in rijen if r["jaren"] == 3 and r["waarde"] is not None]
        return next(iter(drie or rijen), None)


def lees(publicatie: Path, kenmerken: Mapping[str, str]) -> Gegevens:
    """Read what the site needs from the finished folder of a publication."""
    con = duckdb.connect(str(publicatie / BESTAND), read_only=True)
    try:
        con.execute("set schema = 'marts'")
        g = _gegevens(con, kenmerken)
    finally:
        con.close()
    g.werkmappen = {
        p.name.split("-")[1]: p.name for p in sorted((publicatie / "werkmappen").glob("*-*.xlsx"))
    }
    verschil = publicatie / "verschil.json"
    if verschil.exists():
        g.verschil = json.loads(verschil.read_text(encoding="utf-8"))
    return g


def _gegevens(con: duckdb.DuckDBPyConnection, kenmerken: Mapping[str, str]) -> Gegevens:
    bereik: dict[tuple[str, str], list[Rij]] = defaultdict(list)
    paden: dict[str, list[str]] = defaultdict(list)
    for r in rijen_van(con, _BEREIK):
        bereik[r["doel_id"], r["gebied_code"]].append(r)
        if r["padvariant"] not in paden[r["doel_id"]]:
            paden[r["doel_id"]].append(r["padvariant"])
    herzieningen: dict[tuple[str, str, str, str], list[Rij]] = defaultdict(list)
    for r in rijen_van(con, "from herzieningen order by tot_moment"):
        herzieningen[r["indicator_id"], r["gebied_code"], r["periode_id"], r["bron"]].append(r)
    breuken: dict[str, list[Rij]] = defaultdict(list)
    for r in rijen_van(con, "from reeksbreuk order by indicator_id, datum, bron"):
        breuken[r["indicator_id"]].append(r)
    indeling: dict[int, dict[str, str]] = defaultdict(dict)
    for r in rijen_van(con, "from brug_gebied order by all"):
        indeling[r["indeling_jaar"]][r["gebied_code"]] = r["naar_code"]
    return Gegevens(
        kenmerken=Kenmerken.van(kenmerken),
        doelen={r["doel_id"]: r for r in rijen_van(con, _DOELEN)},
        gebieden={r["gebied_code"]: r for r in rijen_van(con, _GEBIEDEN)},
        bereik=dict(bereik),
        paden=dict(paden),
        cijfers={
            (r["indicator_id"], r["gebied_code"], r["periode_id"], r["bron"]): r
            for r in rijen_van(con, _CIJFERS)
        },
        driehoek={(r["indicator_id"], r["periode_id"]): r for r in rijen_van(con, _DRIEHOEK)},
        bijstelling={
            (r["indicator_id"], r["bron"], r["gebied_code"]): r for r in rijen_van(con, _BIJSTELLING)
        },
        herzieningen=dict(herzieningen),
        breuken=dict(breuken),
        afspraken={r["bron"]: r for r in rijen_van(con, "from leveringsafspraken order by bron")},
        leveringen=rijen_van(con, "from leveringen order by bron, peilmoment desc, levering_id"),
        kwaliteit=rijen_van(con, "from datakwaliteit order by geslaagd, poort, suite, verwachting"),
        opvolger=indeling[max(indeling)] if indeling else {},
        indeling=dict(indeling),
        namen=rijen_van(
            con,
            """select gebied_code, historie.naam, historie.geldig_van, historie.geldig_tot
            from gebied_historie as historie inner join dim_gebied as gebied using (gebied_code)
            where gebied.in_eenheid order by historie.naam""",
        ),
        redenen={r["reden_code"]: r["omschrijving"] for r in rijen_van(con, "from dim_reden")},
        uitleg_gebied={(r["doel_id"], r["niveau"]): r for r in rijen_van(con, "from doel_gebied")},
        per_gebied=_per_gebied(con),
        elke_lezing=_elke_lezing(con),
        indicatoren={r["indicator_id"]: r["naam"] for r in rijen_van(con, "from dim_indicator")},
        uitspraken=rijen_van(con, _UITSPRAKEN),
    )


def _elke_lezing(con: duckdb.DuckDBPyConnection) -> dict[str, Rij]:
    (eenheid,) = con.execute(
        "select gebied_code from dim_gebied where in_eenheid and gebied_type = 'eenheid'"
    ).fetchone() or ("",)
    gevonden = {"T02": elke_lezing.t02(con, eenheid), "T07": elke_lezing.t07(con)}
    return {doel_id: inhoud for doel_id, inhoud in gevonden.items() if inhoud}


_PER_GEBIED = {
    "prioriteiten": """
        select gebied_code, prioriteit.prioriteit, prioriteit.soort, prioriteit.niveau, plan_van, plan_tot, verlopen
        from feit_prioriteit inner join dim_prioriteit as prioriteit using (prioriteit_id)
        where plan_van = (select max(plan_van) from feit_prioriteit as nieuwer
            where nieuwer.gebied_code = feit_prioriteit.gebied_code)
        order by gebied_code, prioriteit.prioriteit""",
    "plan": """
        select gebied_code, planstatus, plan_van, plan_tot, aantal_prioriteiten, vastgesteld_op, toelichting
        from ivp_plan where op_peildatum order by gebied_code""",
    "beeld": """
        select beeld.gebied_code, onderwerp, beeld.hoogte, is_prioriteit, prioriteiten, periode_id, aantal, per_1000,
            per_1000_ondergrens, per_1000_bovengrens, vergelijkbaar_per_1000, rang, vergelijkbare_gemeenten,
            enquete_waarde, eenheid_waarde, enquete_niveau, oordeel, beeld.toelichting,
            coalesce(indicator.decimalen, 1) as decimalen
        from prioriteit_beeld as beeld left join dim_indicator as indicator using (indicator_id)
        where is_prioriteit or beeld.hoogte = 'thema'
        order by beeld.gebied_code, is_prioriteit desc, onderwerp_code""",
    "lokaal": """
        select gebied_code, indicator_id, doeljaar, periode_id, norm, operator, waarde, oordeel, toelichting
        from lokaal_doelbereik
        qualify row_number() over (partition by gebied_code, indicator_id, doeljaar
            order by jaar = doeljaar desc, jaar desc, bron) = 1
        order by gebied_code, indicator_id, doeljaar""",
    "kern": """
        select gebied_code, indicator_id, indicator.naam, jaar, noemer_soort, aantal, per_duizend, ondergrens,
            bovengrens, grootteklasse, verhouding, verhouding_ondergrens, verhouding_bovengrens, voorlopig
        from kerncijfer_gebied inner join dim_indicator as indicator using (indicator_id)
        where noemer_soort = 'inwoners' and jaar = (select max(doeljaar) from dim_doelstelling)
        qualify row_number() over (partition by gebied_code, indicator_id order by bron) = 1
        order by gebied_code, indicator_id""",
    "waterbed": """
        select gebied_code, voor_periode, na_periode, uitkomst, toelichting from waterbed
        where indicator_id = 'woninginbraken'
        order by gebied_code, na_periode, voor_periode""",
    "keten": """
        select gebied_code, naam, periode_id, waarde, norm, meeteenheid, operator, beoordeling, toelichting,
            levering_id
        from ketenafspraken
        qualify row_number() over (partition by gebied_code, grootheid_id
            order by waarde is null, periode_id desc) = 1
        order by gebied_code, norm is null, naam""",
    "team": """
        select basisteam_code as gebied_code, jaar, toelichting from verkenning_basisteam
        where basisteam_code <> 'onbekend' order by basisteam_code, jaar""",
}


def _per_gebied(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, list[Rij]]]:
    uit: dict[str, dict[str, list[Rij]]] = {}
    for naam, vraag in _PER_GEBIED.items():
        per: dict[str, list[Rij]] = defaultdict(list)
        for r in rijen_van(con, vraag):
            per[r["gebied_code"]].append(r)
        uit[naam] = dict(per)
    return uit
