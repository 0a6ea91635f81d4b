"""What the demonstration has to show of areas and priorities, in the figures themselves."""

from __future__ import annotations

from .conftest import Stand


def test_each_outcome_of_a_priority_occurs(demo_stand: Stand) -> None:
    oordelen = {r["oordeel"] for r in demo_stand.rijen("select distinct oordeel from marts.prioriteit_beeld")}
    assert {"bevestigd", "niet bevestigd", "oneens", "onbekend", "prioriteit ontbreekt"} <= oordelen
    losser = demo_stand.rijen(
        "select * from marts.prioriteit_beeld where gebied_code = 'GM0168' and onderwerp_code = '1.1'"
    )
    assert [(r["is_prioriteit"], r["oordeel"]) for r in losser] == [(False, "prioriteit ontbreekt")]


def test_a_gemeente_without_a_current_plan_is_there(demo_stand: Stand) -> None:
    rijen = demo_stand.rijen(
        "select naam, planstatus from marts.ivp_plan inner join marts.dim_gebied using (gebied_code)"
        " where op_peildatum and planstatus <> 'geldig'"
    )
    assert {(r["naam"], r["planstatus"]) for r in rijen} >= {
        ("Staphorst", "verlopen"),
        ("Rozendaal", "verlopen"),
        ("Scherpenzeel", "verlopen"),
    }


def test_abroad_and_unknown_have_their_own_lines(demo_stand: Stand) -> None:
    soorten = {r["naam"]: r["soort"] for r in demo_stand.rijen("select * from marts.onbekende_gebieden")}
    assert soorten == {"Onbekend": "onbekend", "Emmerich am Rhein (D)": "buitenland"}


def test_every_spelling_found_its_gemeente(demo_stand: Stand) -> None:
    rijen = demo_stand.rijen("select distinct gemeente_geleverd, gebied_code from staging.stg_bvi__incident")
    code = {r["gemeente_geleverd"]: r["gebied_code"] for r in rijen}
    assert {code[n] for n in ("Hengelo", "Hengelo (O.)", "Hengelo (Ov)", "HENGELO")} == {"GM0164"}
    assert code["Hengelo (Gld)"] == "GM1876"
    # far away and rare: at this scale not every broken encoding is drawn
    assert {code[n] for n in code if n and "dwest" in n.lower()} <= {"GM1900"}
    assert {"GM0000"} == {c for n, c in code.items() if n in ("Onbekend", "Emmerich am Rhein (D)")}
