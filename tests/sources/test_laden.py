"""Loading: every row is either typed or in quarantine with its line, column and reason, and none is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from bouwsteen import BVI_KOPPEN, JEUGD_KOP, PEIL, Proef, als_csv, bvi_rij, jeugd

from pipelines.sources import laden
from pipelines.sources.contract import Contract, Kolom
from pipelines.sources.contracten import contracten
from pipelines.sources.herkenning import herken
from pipelines.sources.laden import Lading, laad
from pipelines.sources.weigering import Gemengd, Geweigerd

MAAND_KOP = "Gebiedscode;Gebied;Incidentsoort code;Maand;Aantal;Kenmerk"
IVP_KOP = "Gemeente;Prioriteit;Niveau;VNG-code;Planperiode van;Planperiode tot;Vastgesteld op;Kenmerk"
ENQUETE_KOP = (
    "Respondent;Weegfactor;Stratum;District;Basisteam;Gemeente;Golf;Periode van;Periode tot;"
    "Kans woninginbraak;Cijfer veiligheid;Voelt zich weleens onveilig;Vertrouwen politie;"
    "Tevreden politie buurt;Slachtoffer woninginbraak"
)


def _geweigerd(proef: Proef, pad: Path, **rest: bool) -> str:
    with pytest.raises(Geweigerd) as fout:
        proef.laad(pad, **rest)
    zin = str(fout.value)
    assert zin.startswith(pad.name) and "; expected " in zin and zin.endswith(".") and "\n" not in zin
    tabellen = ["levering", "afgekeurd", *contracten()]
    assert all(proef.vraag(f"select count(*) from opslag.{t}") == [(0,)] for t in tabellen), "all or nothing"
    return zin


def test_rows_of_a_csv(proef: Proef) -> None:
    assert proef.laad_regels(JEUGD_KOP, "GM0202; Arnhem ;2014;12;", "GM0268;Nijmegen;2014;0;K") == Lading(
        2, 2, 0
    )
    assert proef.vraag("select * exclude (levering_id) from opslag.jeugdoverlast") == [
        ("GM0202", "Arnhem", 2014, 12, None, 2),
        ("GM0268", "Nijmegen", 2014, 0, "K", 3),
    ]
    ((lid, gelezen, aanvaard, afgekeurd),) = proef.vraag(
        "select levering_id, gelezen, aanvaard, afgekeurd from opslag.levering"
    )
    assert (gelezen, aanvaard, afgekeurd) == (2, 2, 0)
    assert proef.vraag("select distinct levering_id from opslag.jeugdoverlast") == [(lid,)]


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("teken", [";", ","])
@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
def test_encoding_separator_and_line_ends_make_no_difference(
    proef: Proef, codering: str, teken: str, einde: str
) -> None:
    tekst = (
        teken.join(JEUGD_KOP.split(";")) + einde + teken.join(["GM1900", "Súdwest-Fryslân", "2014", "3", "é"])
    )
    proef.laad(proef.leg("jeugdoverlast/a.csv", tekst, codering=codering))
    assert proef.vraag("select gemeente, aantal, kenmerk, regel from opslag.jeugdoverlast") == [
        ("Súdwest-Fryslân", 3, "é", 2)
    ]


def test_columns_in_any_order_with_others_between(proef: Proef) -> None:
    proef.laad_regels("Aantal;Toelichting;Jaar;Gemeente;Gebiedscode", "5;n.v.t.;2014;Arnhem;GM0202")
    assert proef.vraag("select * exclude (levering_id) from opslag.jeugdoverlast") == [
        ("GM0202", "Arnhem", 2014, 5, None, 2)
    ]


def test_incidents_as_csv(proef: Proef) -> None:
    koppen = [*reversed(BVI_KOPPEN), "District", "Werkwijze/MO", "Basisteam"]
    rij = bvi_rij(7, District="GLM", Basisteam="BT0017", Y="443210,5", Poging="j")
    proef.laad(proef.leg("bvi_incidenten/a.csv", als_csv([rij], koppen), codering="cp1252"))
    assert proef.vraag(
        "select incident_id, begin_pleegtijd, poging, verdachten, x, y, basisteam, district "
        "from opslag.bvi_incidenten"
    ) == [
        ("PL0600_BVH_7", datetime(2013, 12, 31, 23, 59), True, 2, 190123.0, 443210.5, "BT0017", "GLM"),
    ]


def test_address_and_free_text_stay_out_of_the_database(proef: Proef) -> None:
    rij = bvi_rij(1, **{"Project(en)": "Moba", "Werkwijze/MO": "ladder"})
    proef.laad(proef.leg("bvi_incidenten/a.csv", als_csv([rij], [*BVI_KOPPEN, "Werkwijze/MO"])))
    (alles,) = proef.vraag("select * from opslag.bvi_incidenten")
    assert not {"Geheimestraat", "15 A", "Moba", "ladder"} & set(map(str, alles))


def test_an_empty_month(proef: Proef) -> None:
    assert proef.laad_regels(JEUGD_KOP) == Lading(0, 0, 0)
    assert proef.laad(proef.leg("jeugdoverlast/b.csv", JEUGD_KOP)) == Lading(0, 0, 0)
    assert proef.vraag("select gelezen from opslag.levering") == [(0,), (0,)]


def test_blank_lines_are_no_rows_and_lines_keep_their_number(proef: Proef) -> None:
    assert proef.laad_regels(
        JEUGD_KOP, "", jeugd(1)[0], ";;;;", " ; ;;;", "", "", jeugd(2)[1], "", ""
    ) == Lading(2, 2, 0)
    assert proef.vraag("select regel from opslag.jeugdoverlast") == [(3,), (8,)]


def test_statline_keys_are_padded_and_a_point_is_nothing(proef: Proef) -> None:
    proef.laad_regels(
        "RegioS;Perioden;Inwoners_1", "GM0202    ;2014JJ00;   150823", "GM0265;2015JJ00;       .",
        "GM0265;2016JJ00;", bron="cbs_70072ned",
    )  # fmt: skip
    assert proef.vraag("select regio, periode, inwoners from opslag.cbs_70072ned") == [
        ("GM0202", "2014JJ00", 150823), ("GM0265", "2015JJ00", None), ("GM0265", "2016JJ00", None),
    ]  # fmt: skip


def _proefcontract(monkeypatch: pytest.MonkeyPatch, proef: Proef, **anders: object) -> None:
    """A source `proefbron` with a key and one column `waarde` of each type."""
    soorten = ("tekst", "geheel", "decimaal", "datum", "tijdstip", "maand", "janee")
    basis = contracten()["jeugdoverlast"]
    contract = replace(
        basis,
        bron="proefbron",
        sleutel=("sleutel",),
        fictief_kenmerk=None,
        kolommen=(
            Kolom("sleutel", "Sleutel", "s", leeg=False),
            *(Kolom(f"w_{s}", s, s, s, verplicht=False) for s in soorten),  # type: ignore[arg-type]
        ),
    )
    monkeypatch.setitem(contracten(), "proefbron", replace(contract, **anders))  # type: ignore[arg-type]
    laden.maak_opslag(proef.con)


@pytest.mark.parametrize(
    ("soort", "teken", "goed", "fout"),
    [
        ("geheel", ".", {"0": 0, "+5": 5, "-5": -5, "007": 7},
         "1.5 1,5 1_000 0x10 1e3 3000000000 1.0 ٣ - n/a"),
        (
            "decimaal", ".", {"7": 7.0, "-7.25": -7.25, "1e3": 1000.0, "1.5E-2": 0.015},
            "7,5 nan NaN inf -Infinity 1_0 1. .5 1.234.5 1e999 x",
        ),
        ("decimaal", ",", {"7,5": 7.5, "7": 7.0, "-0,25": -0.25}, "7.5 1.234 1.234,5 7,5,5 nan"),
        ("decimaal", ",.", {"7,5": 7.5, "7.5": 7.5}, "1.234,5 1,234.5 inf"),
        ("datum", ".",
         {"02-03-2024": "2024-03-02", "29-02-2020": "2020-02-29", "02-03-2024 00:00": "2024-03-02"},
         "2-3-2024 31-02-2020 29-02-2019 02-13-2024 02-03-2024|07:00 "
         "00-01-2024 02-03-24 2024-03-02 02/03/2024 02-03-20244 45352"),
        ("tijdstip", ".",
         {"02-03-2024 07:05": "2024-03-02 07:05:00", "02-03-2024 07:05:09": "2024-03-02 07:05:09",
          "02-03-2024": "2024-03-02 00:00:00"},
         "2-3-2024|7:05 02-03-2024|7:05 "
         "31-02-2020|10:00 02-03-2024|24:00 02-03-2024|10:60 2024-03-02T07:05 x"),
        ("maand", ".", {"2018-02": "2018-02-01"}, "2018-2 2018-13 2018-00 02-2018 2018 201802"),
        ("janee", ".", {"J": True, "n": False, "j": True}, "Ja Nee 1 0 ? true"),
    ],
)  # fmt: skip
def test_types(
    proef: Proef, monkeypatch: pytest.MonkeyPatch, soort: str, teken: str, goed: dict[str, object], fout: str
) -> None:
    _proefcontract(monkeypatch, proef, decimaalteken=teken, afkeurminimum=99)
    slecht = [woord.replace("|", " ") for woord in fout.split(" ")]
    proef.laad_regels(f"Sleutel;{soort}", *(f"k;{w}" for w in [*goed, "", " ", *slecht]), bron="proefbron")
    gelezen = [r[0] for r in proef.vraag(f"select w_{soort} from opslag.proefbron order by regel")]
    verwacht = [*goed.values(), None, None]
    assert [str(g) if isinstance(v, str) else g for g, v in zip(gelezen, verwacht, strict=True)] == verwacht
    begin = len(verwacht) + 2
    assert [(r, w) for r, _, w, _ in proef.afgekeurd()] == list(enumerate(slecht, start=begin))
    assert {(k, reden) for _, k, _, reden in proef.afgekeurd()} == {(soort, f"expected {_VERWACHT[soort]}")}


_VERWACHT = {
    "geheel": "a whole number",
    "decimaal": "a number",
    "datum": "a date dd-mm-yyyy",
    "tijdstip": "a moment dd-mm-yyyy hh:mm",
    "maand": "a month yyyy-mm",
    "janee": "J or N",
}


def test_a_key_that_is_empty_is_rejected(proef: Proef) -> None:
    assert proef.laad_regels(JEUGD_KOP, *jeugd(2), " ;Arnhem;2014;1;", "GM1;Arnhem;;x;") == Lading(4, 2, 2)
    assert proef.afgekeurd() == [(4, "Gebiedscode", None, "empty"), (5, "Jaar", None, "empty")]


def test_an_unreadable_date_names_line_column_and_value(proef: Proef) -> None:
    rij = "Arnhem;Woninginbraak;categorie;1.3.01;2015;2018;{};"
    assert proef.laad_regels(
        IVP_KOP, rij.format("01-12-2014"), rij.format("1-12-2014"), bron="ivp_prioriteiten"
    ) == (Lading(2, 1, 1))
    assert proef.afgekeurd() == [(3, "Vastgesteld op", "1-12-2014", "expected a date dd-mm-yyyy")]


def test_a_line_of_another_width_is_rejected_at_its_own_line(proef: Proef) -> None:
    regels = [
        'GM0001;"Plaats',  # 2 and 3: one row with a line end in a cell
        '1";2014;1;K',
        "GM0002;te kort;2014",  # 4
        *jeugd(1),
        "",
        "GM0003;te;lang;2014;1;K",  # 7
        'GM0004;"twee\r\n\r\nregels";2014;1;K',  # 8 to 10
        "GM0005;Arnhem;2014;een;K",  # 11
        'GM0006;"Arn"hem;2014;1;K',  # 12
        *jeugd(1),
    ]
    assert proef.laad_regels(JEUGD_KOP, *regels) == Lading(8, 4, 4)
    assert proef.vraag("select regel, gemeente from opslag.jeugdoverlast") == [
        (2, "Plaats\n1"), (5, "Plaats 1"), (8, "twee\n\nregels"), (13, "Plaats 1"),
    ]  # fmt: skip
    assert proef.afgekeurd() == [
        (4, None, None, "3 cells instead of 5"),
        (7, None, None, "6 cells instead of 5"),
        (11, "Aantal", "een", "expected a whole number"),
        (12, None, None, "a quotation mark that is not closed, or closes inside a cell"),
    ]


@pytest.mark.parametrize("volgende", ["", '"Plaats 9";2014;1;K\n'])
def test_a_stray_quotation_mark_costs_one_row(proef: Proef, volgende: str) -> None:
    regels = [*jeugd(2), 'GM0003;"Plaats 3;2014;3;K', *jeugd(2000)]
    tekst = "\n".join([JEUGD_KOP, *regels]) + "\n" + (f"GM0009;{volgende}" if volgende else "")
    lading = proef.laad(proef.leg("jeugdoverlast/a.csv", tekst))
    assert lading == Lading(2003 + bool(volgende), 2002 + bool(volgende), 1)
    assert [r[0] for r in proef.afgekeurd()] == [4]


def test_a_quotation_mark_inside_a_cell_is_a_sign_like_another(proef: Proef) -> None:
    proef.laad_regels(JEUGD_KOP, 'GM0001;Plaats 28";2014;1;K', 'GM0002;"zegt ""ja""; nee";2014;1;')
    assert proef.vraag("select gemeente from opslag.jeugdoverlast") == [('Plaats 28"',), ('zegt "ja"; nee',)]


def test_a_line_that_never_ends_is_rejected(proef: Proef) -> None:
    lading = proef.laad_regels(JEUGD_KOP, "GM0001;" + "x" * 200_000 + ";2014;1;", *jeugd(1))
    assert lading == Lading(2, 1, 1)
    assert proef.afgekeurd()[0][3] == "longer than 131072 characters"


def test_one_bad_row_of_81_does_not_stop_a_delivery(proef: Proef) -> None:
    assert proef.laad_regels(JEUGD_KOP, *jeugd(80), "GM0081;Plaats;2014;?;") == Lading(81, 80, 1)


def test_rejects_up_to_the_minimum_of_the_contract(proef: Proef) -> None:
    assert contracten()["jeugdoverlast"].afkeurminimum == 5
    slecht = ["GM9;Plaats;2014;veel;"] * 5
    assert proef.laad_regels(JEUGD_KOP, *jeugd(5), *slecht) == Lading(10, 5, 5)


def test_rejects_over_the_minimum(proef: Proef) -> None:
    slecht = ["GM9;Plaats;2014;veel;"] * 6
    zin = _geweigerd(proef, proef.leg("jeugdoverlast/a.csv", "\n".join([JEUGD_KOP, *jeugd(5), *slecht])))
    assert "6 unreadable rows of 11, the first at line 7, column 'Aantal'" in zin
    assert "('veel', expected a whole number); expected at most 5 such rows; ask the owner" in zin


@pytest.mark.parametrize(("slecht", "mag"), [(10, True), (11, False)])
def test_half_a_percent_of_a_large_delivery(proef: Proef, slecht: int, mag: bool) -> None:
    regels = [*jeugd(2000 - slecht), *["GM9;Plaats;2014;veel;"] * slecht]
    pad = proef.leg("jeugdoverlast/a.csv", "\n".join([JEUGD_KOP, *regels]))
    if mag:
        assert proef.laad(pad) == Lading(2000, 1990, 10)
    else:
        assert "11 unreadable rows of 2000" in _geweigerd(proef, pad)


def test_a_refusal_for_broken_lines_says_so(proef: Proef) -> None:
    zin = _geweigerd(proef, proef.leg("jeugdoverlast/a.csv", "\n".join([JEUGD_KOP, *["GM1;x;2014"] * 6])))
    assert "the first at line 2 (3 cells instead of 5)" in zin


def test_a_refused_workbook_names_its_sheet(proef: Proef) -> None:
    from bouwsteen import schrijf_xlsx

    pad = proef.leg("bvi_incidenten/a.xlsx", b"")
    schrijf_xlsx(pad, [bvi_rij(n, **{"Begin-pleegdatum/tijd": "31-02-2014 10:00"}) for n in range(6)])
    zin = _geweigerd(proef, pad)
    assert "sheet 'Incidenten' line 2, column 'Begin-pleegdatum/tijd' ('31-02-2014 10:00', expected a" in zin


GEHEIM = ("Geheimestraat", "15 A", "6811 AB", "PL0600", "2013000", "195999", "VERSCHOVEN")


@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [
        ("Verdachten", "6811 AB"),
        ("X", "195999 x"),
        ("Aangifte", "15 A"),
        ("Begin-pleegdatum/tijd", "Geheimestraat 1"),
        ("Eind-pleegdatum/tijd", "PL0600_BVH_1"),
    ],
)
@pytest.mark.parametrize("aantal", [1, 6])
def test_personal_values_show_nowhere(proef: Proef, kolom: str, waarde: str, aantal: int) -> None:
    # a cell too few earlier on the line and every value slips into the column of another
    pad = proef.leg("bvi_incidenten/a.csv", als_csv([bvi_rij(n, **{kolom: waarde}) for n in range(aantal)]))
    if aantal == 1:
        assert proef.laad(pad) == Lading(1, 0, 1)
        ((_, gezien, getoond, _),) = proef.afgekeurd()
        assert (gezien, getoond) == (kolom, "(personal)")
    else:
        zin = _geweigerd(proef, pad)
        assert f"column '{kolom}' (expected " in zin
        assert not [g for g in GEHEIM if g in zin]


def test_an_impossible_moment_may_be_shown(proef: Proef) -> None:
    rij = bvi_rij(1, **{"Eind-pleegdatum/tijd": "31-02-2014 10:00"})
    proef.laad(proef.leg("bvi_incidenten/a.csv", als_csv([rij])))
    assert proef.afgekeurd() == [
        (2, "Eind-pleegdatum/tijd", "31-02-2014 10:00", "expected a moment dd-mm-yyyy hh:mm")
    ]


def test_survey_answers_are_personal_too(proef: Proef) -> None:
    rij = "R1;1,5;2017-GLM;GLM;BT0017;Arnhem;2017;01-09-2016;31-08-2017;{};7,5;J;6,1;4;N"
    proef.laad_regels(ENQUETE_KOP, rij.format("4"), rij.format("heel vaak"), bron="vm_microdata")
    assert proef.vraag(
        "select weegfactor, kans_woninginbraak, slachtoffer_woninginbraak from opslag.vm_microdata"
    ) == [(1.5, 4, False)]
    assert proef.afgekeurd() == [(3, "Kans woninginbraak", "(personal)", "expected a whole number")]


def test_a_demo_row_deep_in_a_real_file(proef: Proef) -> None:
    rijen = [bvi_rij(n) for n in range(50)]
    rijen[40]["Incident Identificatie"] = "PL9999_BVH_40"
    pad = proef.leg("bvi_incidenten/a.csv", als_csv(rijen))
    with pytest.raises(
        Gemengd, match=r"a.csv line 42 is fictitious \(it holds PL9999\); expected only real rows"
    ):
        proef.laad(pad)
    assert proef.vraag("select count(*) from opslag.bvi_incidenten") == [(0,)]


def test_a_real_row_deep_in_a_demo_file(proef: Proef) -> None:
    rijen = [bvi_rij(n, **{"Incident Identificatie": f"PL9999_BVH_{n}"}) for n in range(50)]
    pad = proef.leg("bvi_incidenten/a.csv", als_csv(rijen), PEIL + "fictief: true\n")
    assert proef.laad(pad, demo=True).aanvaard == 50
    rijen[40]["Incident Identificatie"] = "PL0600_BVH_40"
    pad.write_text(als_csv(rijen))
    with pytest.raises(Gemengd, match=r"line 42 lacks the mark PL9999.*data/raw/eigen"):
        proef.laad(pad, demo=True)


def test_a_file_that_changes_under_the_reader(proef: Proef) -> None:
    pad = proef.leg("jeugdoverlast/a.csv", "\n".join([JEUGD_KOP, *jeugd(3)]))
    levering, meting = herken(pad, proef.raw, fictief_toegestaan=False)
    for anders in (jeugd(4), [*jeugd(2), jeugd(3)[2].replace("2014", "2015")], []):  # the second is as long
        pad.write_text("\n".join([JEUGD_KOP, *anders]))
        with pytest.raises(Geweigerd, match="changed between recognising and loading"):
            laad(proef.con, levering, pad, meting)
    pad.write_bytes(b"\xe9\n")
    with pytest.raises(Geweigerd, match="changed between recognising and loading"):
        laad(proef.con, levering, pad, meting)
    pad.unlink()
    with pytest.raises(Geweigerd, match="vanished while it was loaded"):
        laad(proef.con, levering, pad, meting)


def test_loading_is_all_or_nothing(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    def breek(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(laden, "_schrijf_levering", breek)
    with pytest.raises(KeyboardInterrupt):
        proef.laad_regels(JEUGD_KOP, *jeugd(3), "x;y;z;?;")
    assert proef.vraag("select count(*) from opslag.jeugdoverlast") == [(0,)]
    assert proef.vraag("select count(*) from opslag.afgekeurd") == [(0,)]


def test_removing_a_delivery_takes_its_rows_and_rejects_only(proef: Proef) -> None:
    proef.laad_regels(JEUGD_KOP, *jeugd(3), "GM9;Plaats;2014;veel;")
    ((lid,),) = proef.vraag("select levering_id from opslag.levering")
    proef.laad(proef.leg("jeugdoverlast/b.csv", "\n".join([JEUGD_KOP, *jeugd(2)])))
    laden.verwijder(proef.con, lid, "jeugdoverlast")
    assert proef.vraag("select count(*) from opslag.jeugdoverlast") == [(2,)]
    assert proef.vraag("select bestand from opslag.levering") == [("jeugdoverlast/b.csv",)]
    assert proef.afgekeurd() == []


def test_a_changed_note_changes_the_ledger_not_the_rows(proef: Proef) -> None:
    pad = proef.leg("jeugdoverlast/a.csv", "\n".join([JEUGD_KOP, *jeugd(3)]))
    proef.laad(pad)
    proef.briefje(pad, PEIL + "dekking: {gebieden: [RE02]}\nindeling_jaar: 2014\n")
    laden.werk_bij(proef.con, proef.herken(pad))
    assert proef.vraag("select soort, dekking_gebieden, indeling_jaar, gelezen from opslag.levering") == [
        ("volledig", ["RE02"], 2014, 3)
    ]


def test_no_copy_stays_behind_nor_that_of_a_killed_run(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    proef = Proef(raw)
    proef.con = duckdb.connect(str(tmp_path / "bouw.duckdb"))
    laden.maak_opslag(proef.con)
    werk = tmp_path / ".tmp"
    proef.con.execute(f"set temp_directory = '{werk}'")
    (werk / "levering-oud").mkdir(parents=True)
    (werk / "levering-oud" / "rijen.csv").write_text("2;PL0600_BVH_1\n")
    proef.laad_regels(JEUGD_KOP, *jeugd(3))
    assert list(werk.iterdir()) == []
    proef.con.close()


def test_every_contract_loads_its_own_headers(proef: Proef) -> None:
    for contract in contracten().values():
        pad = proef.leg(f"{contract.bron}/a.csv", ";".join(k.kop for k in contract.kolommen) + "\n")
        if "csv" in contract.formaten:
            assert proef.laad(pad) == Lading(0, 0, 0)
        kolommen = [r[0] for r in proef.vraag(f"describe opslag.{contract.bron}")]
        assert kolommen == [*_geladen(contract), "levering_id", "regel"]


def _geladen(contract: Contract) -> list[str]:
    return [k.naam for k in contract.kolommen if k.laden]
