"""Every contract keeps the rules that reading, staging and documentation rely on."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from bouwsteen import BVI_KOPPEN

from pipelines.sources.contract import Contract
from pipelines.sources.contracten import contracten

ALLE = list(contracten().values())


def test_the_sources_are_those_of_the_strategy() -> None:
    assert set(contracten()) == {
        "basisteam_indeling", "bijlage1_kolomtotalen", "bijlage1_rijtotalen", "bvi_goederen", "bvi_incidenten",
        "bvi_maandcijfers", "bvi_verdachten", "cbs_70072ned",
        "cbs_81877ned", "cbs_81928ned", "cbs_83648ned", "contextrapport", "ivp_prioriteiten",
        "jeugdoverlast", "lokale_doelen", "politie_47018ned", "politie_47021ned", "registratie",
        "vm_microdata",
    }  # fmt: skip


def test_the_police_extract_has_the_headers_of_the_police() -> None:
    contract = contracten()["bvi_incidenten"]
    assert len(BVI_KOPPEN) == 33
    assert [k.kop for k in contract.kolommen if k.verplicht] == BVI_KOPPEN
    assert [k.kop for k in contract.kolommen if not k.verplicht] == ["Basisteam", "District", "Werkwijze/MO"]


def test_address_and_free_text_of_the_police_are_never_loaded() -> None:
    geladen = {k.kop for k in contracten()["bvi_incidenten"].geladen}
    assert not geladen & {
        "Pleegstraatnaam", "Pleeghuisnummer met toev.", "Pleegsubbuurt", "Project(en)", "Temperatuur", "Weer",
        "Werkwijze/MO",
    }  # fmt: skip


@pytest.mark.parametrize("contract", ALLE, ids=lambda c: c.bron)
def test_contract_is_sound(contract: Contract) -> None:
    per_naam = {k.naam: k for k in contract.kolommen}
    for soort, woorden in (
        ("header", [k.kop for k in contract.kolommen]),
        ("name", [k.naam for k in contract.kolommen]),
    ):
        assert not [w for w, n in Counter(woorden).items() if n > 1], f"a {soort} stands twice"
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", n) for n in (contract.bron, *per_naam))
    assert not {"levering_id", "regel", "fout"} & set(per_naam)
    assert not [n for n in per_naam if re.fullmatch(r"c\d+", n) and contract.bron != "bijlage1_kolomtotalen"]
    assert all(k.omschrijving and k.kop == k.kop.strip() for k in contract.kolommen)
    assert contract.sleutel
    for naam in contract.sleutel:
        assert per_naam[naam].laden, f"key column {naam} is loaded"
        assert per_naam[naam].verplicht and not per_naam[naam].leeg, f"key column {naam} is always there"
    assert set(contract.formaten) <= {"csv", "xlsx", "sav"}
    assert ("xlsx" in contract.formaten) == (contract.blad is not None)
    assert "xlsx" not in contract.formaten or "." in contract.decimaalteken
    assert contract.fictief_kenmerk is None or per_naam[contract.fictief_kenmerk].laden
    assert contract.privacy == "persoonsgegeven" or all(k.privacy == "geen" for k in contract.kolommen)
    assert 0 < contract.afkeurdrempel <= 0.005
    assert contract.afkeurminimum >= 1
    assert contract.frequentie in ("maandelijks", "jaarlijks", "vierjaarlijks", "eenmalig")
    assert (contract.vervaldag is None) == (contract.frequentie in ("vierjaarlijks", "eenmalig"))


def test_no_header_fits_two_sources() -> None:
    for een in ALLE:
        for ander in ALLE:
            if een is not ander and set(een.formaten) & set(ander.formaten):
                nodig = {k.kop for k in ander.kolommen if k.verplicht}
                assert not nodig <= {k.kop for k in een.kolommen}, (een.bron, ander.bron)
