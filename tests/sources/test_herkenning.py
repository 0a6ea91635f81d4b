"""From a file to a delivery: its source, its moment, what it covers, and every reason to refuse it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from bouwsteen import BVI_KOPPEN, JEUGD_KOP, PEIL, Proef, als_csv, bvi_rij, jeugd, schrijf_xlsx

from pipelines.sources.contracten import contracten
from pipelines.sources.levering import Dekking
from pipelines.sources.weigering import Gemengd, Geweigerd

JEUGD = "\n".join([JEUGD_KOP, *jeugd(3)]) + "\n"


def _zin(
    proef: Proef, plek: str, inhoud: str | bytes, briefje: str | None = PEIL, *, demo: bool = False
) -> str:
    """The sentence with which a file is refused, checked for what every such sentence must have."""
    pad = proef.leg(plek, inhoud, briefje)
    with pytest.raises(Geweigerd) as fout:
        proef.herken(pad, demo=demo)
    return _gekeurd(str(fout.value), pad.name)


def _gekeurd(zin: str, naam: str) -> str:
    assert zin.startswith(naam), "the file comes first"
    assert "; expected " in zin and zin.count("; ") >= 2, "what was expected, what to do"
    assert zin.endswith(".") and "\n" not in zin
    return zin


def test_a_delivery_carries_what_file_and_note_say(proef: Proef) -> None:
    pad = proef.leg(
        "bvi_incidenten/2014/maart.csv",
        als_csv([bvi_rij(1)]),
        """peilmoment: 2014-03-01T06:00:00
soort: venster
dekking: {codes: [A20], datumveld: begin_pleegtijd, van: 2013-12-01, tot: 2014-02-28}
""",
    )
    levering = proef.herken(pad)
    assert (levering.bron, levering.bestand) == ("bvi_incidenten", "bvi_incidenten/2014/maart.csv")
    assert (levering.soort, levering.peilmoment) == ("venster", datetime(2014, 3, 1, 6))
    assert levering.dekking == Dekking(
        ("A20",), None, "begin_pleegtijd", date(2013, 12, 1), date(2014, 2, 28)
    )
    assert levering.fictief is False


def test_without_a_word_the_contract_decides_what_kind_it_is(proef: Proef) -> None:
    assert proef.herken(proef.leg("bvi_incidenten/a.csv", als_csv([bvi_rij(1)]))).soort == "delta"
    assert proef.herken(proef.leg("jeugdoverlast/a.csv", JEUGD)).soort == "volledig"


@pytest.mark.parametrize("bron", [c.bron for c in contracten().values() if "csv" in c.formaten])
def test_a_csv_outside_a_source_folder_is_recognised_by_its_headers(proef: Proef, bron: str) -> None:
    koppen = [k.kop for k in contracten()[bron].kolommen if k.verplicht]
    for teken in ";,":
        pad = proef.leg("los.csv", teken.join(reversed(koppen)) + "\n")
        assert proef.herken(pad).bron == bron


@pytest.mark.parametrize("plek", ["los.xlsx", "map/los.XLSX"])
def test_a_workbook_outside_a_source_folder_is_recognised_by_its_sheet(proef: Proef, plek: str) -> None:
    pad = proef.leg(plek, b"", None)
    schrijf_xlsx(pad, [bvi_rij(1)])
    levering = proef.herken(pad)
    assert (levering.bron, levering.peilmoment) == ("bvi_incidenten", datetime(2017, 9, 21, 9, 42))


def test_another_workbook_is_told_by_its_own_sheet(proef: Proef) -> None:
    koppen = [k.kop for k in contracten()["ivp_prioriteiten"].kolommen]
    pad = proef.leg("los.xlsx", b"", None)
    schrijf_xlsx(pad, [], koppen, blad="Prioriteiten", informatie=["IVP", "Bevraagd op 01-02-2015 10:00"])
    assert proef.herken(pad).bron == "ivp_prioriteiten"
    schrijf_xlsx(pad, [], koppen, blad="Blad1")
    with pytest.raises(Geweigerd, match="its headers are those of no source"):
        proef.herken(pad)


def test_a_note_overrules_the_information_sheet(proef: Proef) -> None:
    pad = proef.leg("bvi_incidenten/a.xlsx", b"")
    schrijf_xlsx(pad, [bvi_rij(1)])
    assert proef.herken(pad).peilmoment == datetime(2018, 3, 1, 6)


def test_the_name_of_a_file_says_nothing(proef: Proef) -> None:
    een, ander = (proef.herken(proef.leg(f"jeugdoverlast/{n}.csv", JEUGD)) for n in ("een", "ander"))
    assert een.levering_id == ander.levering_id
    later = proef.leg("jeugdoverlast/een.csv", JEUGD, "peilmoment: 2018-03-02T06:00:00\n")
    assert proef.herken(later).levering_id != een.levering_id


def test_unknown_file(proef: Proef) -> None:
    zin = _zin(proef, "vreemd.csv", "a;b\n1;2\n")
    assert "its headers are those of no source" in zin and "docs/bronnen.md" in zin
    zin = _zin(proef, "bijna.csv", "Gebiedscode;Gemeente;Jaar;Totaal\n")
    assert "nearest: jeugdoverlast, which also has 'Aantal'" in zin
    zin = _zin(proef, "incidenten.xls", b"PK\0\0")
    assert (
        "is a .xls file, which no source delivers; expected a file ending in .csv, .xlsx or .sav; save it"
        in zin
    )
    assert "has no ending that tells what it is" in _zin(proef, "incidenten", b"a;b")


def test_a_file_in_a_form_that_its_source_does_not_have(proef: Proef) -> None:
    zin = _zin(proef, "jeugdoverlast/a.xlsx", b"PK\0\0")
    assert "is no delivery of jeugdoverlast" in zin and "ending in .csv" in zin


def test_missing_columns(proef: Proef) -> None:
    zin = _zin(proef, "jeugdoverlast/a.csv", "Gebiedscode;Gemeente;Jaar\n")
    assert "line 1 lacks the column 'Aantal';" in zin and "the headers of jeugdoverlast" in zin
    assert "ask the owner for the file with that column" in zin
    zin = _zin(proef, "jeugdoverlast/a.csv", "Gebiedscode;Jaar\n")
    assert "lacks the column 'Gemeente' and 1 more" in zin


def test_missing_column_in_a_workbook_names_the_sheet(proef: Proef) -> None:
    pad = proef.leg("bvi_incidenten/a.xlsx", b"")
    schrijf_xlsx(pad, [bvi_rij(1)], [k for k in BVI_KOPPEN if k != "Poging"])
    with pytest.raises(Geweigerd, match=r"sheet 'Incidenten' line 1 lacks the column 'Poging'"):
        proef.herken(pad)


def test_a_file_in_the_folder_of_another_source(proef: Proef) -> None:
    zin = _zin(proef, "bvi_maandcijfers/a.csv", JEUGD)
    assert "lacks the column" in zin and "move it to the folder jeugdoverlast" in zin


@pytest.mark.parametrize("plek", ["a.csv", "jeugdoverlast/a.csv"])
def test_a_column_that_stands_twice(proef: Proef, plek: str) -> None:
    zin = _zin(proef, plek, "Gebiedscode;Gemeente;Jaar;Aantal;Jaar\n")
    assert "line 1 has the column 'Jaar' more than once" in zin


def test_headers_of_two_sources_at_once(proef: Proef) -> None:
    koppen = [k.kop for b in ("cbs_70072ned", "politie_47018ned") for k in contracten()[b].kolommen]
    zin = _zin(proef, "samen.csv", ";".join(dict.fromkeys(koppen)) + "\n")
    assert "has the headers of cbs_70072ned and of politie_47018ned" in zin


def test_empty_file(proef: Proef) -> None:
    assert "is empty (0 bytes)" in _zin(proef, "jeugdoverlast/a.csv", b"")
    assert "lacks the column" in _zin(proef, "jeugdoverlast/a.csv", b"\n\n")


@pytest.mark.parametrize("plek", ["a.xlsx", "bvi_incidenten/a.xlsx"])
@pytest.mark.parametrize("deel", [0.1, 0.5, 0.95])
def test_truncated_workbook(proef: Proef, plek: str, deel: float) -> None:
    heel = proef.raw / "heel.xlsx"
    schrijf_xlsx(heel, [bvi_rij(n) for n in range(20)])
    inhoud = heel.read_bytes()
    zin = _zin(proef, plek, inhoud[: int(len(inhoud) * deel)])
    assert "cannot be opened" in zin and "undamaged .xlsx" in zin and "ask for it again" in zin


def test_workbook_without_the_sheet(proef: Proef) -> None:
    pad = proef.leg("bvi_incidenten/a.xlsx", b"")
    schrijf_xlsx(pad, [bvi_rij(1)], blad="Blad1")
    with pytest.raises(Geweigerd) as fout:
        proef.herken(pad)
    zin = _gekeurd(str(fout.value), "a.xlsx")
    assert "has no sheet 'Incidenten' (it has: Blad1, Informatie)" in zin


def test_as_of_moment_nowhere(proef: Proef) -> None:
    zin = _zin(proef, "jeugdoverlast/a.csv", JEUGD, None)
    assert "has no as-of moment" in zin and "peilmoment: 2018-03-01T06:00:00" in zin
    assert "a.csv.levering.yml" in zin and "sheet" not in zin
    for informatie in (["Alles van 2013"], None):
        pad = proef.leg("bvi_incidenten/b.xlsx", b"", None)
        schrijf_xlsx(pad, [bvi_rij(1)], informatie=informatie)
        with pytest.raises(Geweigerd) as fout:
            proef.herken(pad)
        zin = _gekeurd(str(fout.value), "b.xlsx")
        assert "'Bevraagd op dd-mm-yyyy hh:mm' on the sheet 'Informatie', or" in zin
        assert "b.xlsx.levering.yml" in zin


def test_as_of_moment_that_does_not_exist(proef: Proef) -> None:
    pad = proef.leg("bvi_incidenten/a.xlsx", b"", None)
    schrijf_xlsx(pad, [bvi_rij(1)], informatie=["Alles", "Bevraagd op 31-09-2017 09:42"])
    with pytest.raises(Geweigerd) as fout:
        proef.herken(pad)
    zin = _gekeurd(str(fout.value), "a.xlsx")
    assert "sheet 'Informatie' line 2" in zin and "31-09-2017 09:42" in zin


@pytest.mark.parametrize(
    ("bron", "briefje", "delen"),
    [
        ("bvi_incidenten", "dekking: {codes: [A20]}", ["dekking for a delta", "add the soort"]),
        ("jeugdoverlast", "soort: delta\ndekking: {gebieden: [RE02]}", ["dekking for a delta"]),
        ("bvi_incidenten", "soort: venster", ["venster without its window", "datumveld, van and tot"]),
        (
            "bvi_incidenten",
            "soort: venster\ndekking: {datumveld: pleegtijd, van: 2014-01-01, tot: 2014-02-01}",
            ["datumveld: pleegtijd", "one of begin_pleegtijd, eind_pleegtijd, kennisname_tijd"],
        ),
        (
            "jeugdoverlast",
            "dekking: {datumveld: jaar, van: 2014-01-01, tot: 2014-02-01}",
            ["datumveld: jaar", "no window: jeugdoverlast has no date column"],
        ),
    ],
)
def test_a_coverage_must_fit_its_source(proef: Proef, bron: str, briefje: str, delen: list[str]) -> None:
    inhoud = JEUGD if bron == "jeugdoverlast" else als_csv([bvi_rij(1)])
    pad = proef.leg(f"{bron}/a.csv", inhoud, PEIL + briefje + "\n")
    with pytest.raises(Geweigerd) as fout:
        proef.herken(pad)
    zin = _gekeurd(str(fout.value), "a.csv.levering.yml")
    for deel in delen:
        assert deel in zin


FICTIEF = als_csv([bvi_rij(1), bvi_rij(2, **{"Incident Identificatie": "PL9999_BVH_2"})])


@pytest.mark.parametrize(
    ("inhoud", "briefje", "waardoor"),
    [
        (JEUGD, PEIL + "fictief: true\n", "its note says so"),
        (FICTIEF, PEIL, "it holds PL9999"),
        (JEUGD.replace("K1", "PL9999-1"), PEIL, "it holds PL9999"),
    ],
)
def test_a_demo_file_among_real_ones(proef: Proef, inhoud: str, briefje: str, waardoor: str) -> None:
    pad = proef.leg("los.csv", inhoud, briefje)
    with pytest.raises(Gemengd) as fout:
        proef.herken(pad)
    zin = _gekeurd(str(fout.value), "los.csv")
    assert waardoor in zin and "move it to data/raw/demo" in zin
    assert "PL9999_BVH" not in zin


def test_a_real_file_in_the_demonstration(proef: Proef) -> None:
    pad = proef.leg("jeugdoverlast/a.csv", JEUGD)
    with pytest.raises(Gemengd, match=r"is not marked fictitious.*move it to data/raw/eigen"):
        proef.herken(pad, demo=True)
    proef.briefje(pad, PEIL + "fictief: true\n")
    assert proef.herken(pad, demo=True).fictief is True


def test_wrong_encoding(proef: Proef) -> None:
    assert "is UTF-16" in _zin(proef, "jeugdoverlast/a.csv", JEUGD.encode("utf-16"))
    zin = _zin(proef, "jeugdoverlast/a.csv", JEUGD.encode() + b"GM0004;\x81;2014;1;K\n")
    assert "line 5 holds byte 0x81" in zin and "throughout" in zin


def test_a_header_with_a_stray_quotation_mark(proef: Proef) -> None:
    assert "lacks the column 'Gebiedscode'" in _zin(proef, "jeugdoverlast/a.csv", '"' + JEUGD * 3000)
