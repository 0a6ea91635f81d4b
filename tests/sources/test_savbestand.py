"""SPSS files: the same rows as the CSV of the same wave, and one sentence for each way to be wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest
from bouwsteen import PEIL, Proef

from pipelines.sources import savbestand
from pipelines.sources.laden import Lading
from pipelines.sources.weigering import Gemengd, Geweigerd

_KOP = (
    "Respondent;Weegfactor;Stratum;District;Basisteam;Gemeente;Golf;Periode van;Periode tot;"
    "Kans woninginbraak;Cijfer veiligheid;Voelt zich weleens onveilig;Vertrouwen politie;"
    "Tevreden politie buurt;Slachtoffer woninginbraak"
)
KOPPEN = _KOP.split(";")
CSV = """\
R1;1234,5678;2017-GLM-BT0032;GLM;BT0032;Arnhem;2017;01-10-2016;30-09-2017;1;7,5;J;6,1;5;N
R2;0,1;2017-GLM-BT0032;GLM;BT0032;Renkum;2017;01-10-2016;30-09-2017;2;10;N;0,3;4;J
R3;987654,321;2017-IJS-BT0017;IJS;BT0017;;2017;01-10-2016;30-09-2017;3;;;10;3;
R4;2;2017-IJS-BT0017;IJS;;Zwolle;2017;;;4;1;J;;2;N
R5;3,3333;2017-TWN-BT0023;TWN;BT0023;Hengelo;2017;01-10-2016;30-09-2017;5;8;N;7,7;1;N
R6;1e-05;2017-TWN-BT0023;TWN;BT0023;Hengelo;2017;01-10-2016;30-09-2017;;5,5;;4;;
"""
KANS = {
    1: "Heel klein",
    2: "Klein",
    3: "Niet klein,  niet groot",
    4: "Groot",
    5: "heel groot ",
    8: "Weet niet",
}
# the scale of this file runs the other way round: only what stands at a number may count
TEVREDEN = {5: "Zeer ontevreden", 4: "Ontevreden", 3: "Niet tevreden, niet ontevreden", 2: "Tevreden",
            1: "Zeer tevreden", 9: "Geen antwoord"}  # fmt: skip
JA_NEE = {0: "Nee", 1: "Ja", 99: "Onbekend"}
LABELS = {
    "Kans_woninginbraak": KANS,
    "Tevreden_politie_buurt": TEVREDEN,
    "Voelt_zich_weleens_onveilig": JA_NEE,
    "Slachtoffer_woninginbraak": JA_NEE,
    "Cijfer_veiligheid": {99: "weet niet"},
}
MISSEND: dict[str, Any] = {"Voelt_zich_weleens_onveilig": [99], "Slachtoffer_woninginbraak": [99]}


def _golf() -> pd.DataFrame:
    """The rows of CSV as SPSS holds them; `weet niet` is an answer, 99 of the yes-or-no questions is missing."""
    van, tot = date(2016, 10, 1), date(2017, 9, 30)
    leeg = None
    rijen = [
        ("R1", 1234.5678, "2017-GLM-BT0032", "GLM", "BT0032", "Arnhem", 2017, van, tot, 1, 7.5, 1, 6.1, 1, 0),
        ("R2", 0.1, "2017-GLM-BT0032", "GLM", "BT0032", "Renkum", 2017, van, tot, 2, 10, 0, 0.3, 2, 1),
        ("R3", 987654.321, "2017-IJS-BT0017", "IJS", "BT0017", "", 2017, van, tot, 3, 99, 99, 10, 3, leeg),
        ("R4", 2, "2017-IJS-BT0017", "IJS", "", "Zwolle", 2017, leeg, leeg, 4, 1, 1, leeg, 4, 0),
        ("R5", 3.3333, "2017-TWN-BT0023", "TWN", "BT0023", "Hengelo", 2017, van, tot, 5, 8, 0, 7.7, 5, 0),
        ("R6", 1e-5, "2017-TWN-BT0023", "TWN", "BT0023", "Hengelo", 2017, van, tot, 8, 5.5, leeg, 4, 9, 99),
    ]
    golf = pd.DataFrame(rijen, columns=[k.replace(" ", "_") for k in KOPPEN])
    getallen = golf.columns[[1, *range(9, 15)]]
    golf[getallen] = golf[getallen].astype(float)
    return golf


def _schrijf(proef: Proef, golf: pd.DataFrame, naam: str = "vm_microdata/vm.sav", **anders: Any) -> Path:
    pad = proef.leg(naam, b"")
    labels = {k: v for k, v in LABELS.items() if k in golf.columns}
    missend = {k: v for k, v in MISSEND.items() if k in golf.columns}
    keuze: dict[str, Any] = {"variable_value_labels": labels, "missing_ranges": missend}
    pyreadstat.write_sav(golf, str(pad), **(keuze | anders))
    return pad


def _rijen(proef: Proef) -> list[tuple[Any, ...]]:
    return proef.vraag("select * exclude (levering_id) from opslag.vm_microdata order by regel")


def _zin(proef: Proef, pad: Path) -> str:
    with pytest.raises(Geweigerd) as fout:
        proef.laad(pad)
    zin = str(fout.value)
    assert zin.startswith("vm.sav ") and "; expected " in zin and zin.endswith(".") and "\n" not in zin
    assert proef.vraag("select count(*) from opslag.vm_microdata") == [(0,)]
    return zin


@pytest.mark.parametrize("blok", [1, 4, 6, 10_000])
def test_the_same_wave_as_csv_and_as_sav(proef: Proef, monkeypatch: pytest.MonkeyPatch, blok: int) -> None:
    monkeypatch.setattr(savbestand, "BLOK", blok)
    csv = proef.leg("vm_microdata/vm.csv", ";".join(KOPPEN) + "\n" + CSV)
    assert proef.laad(csv) == Lading(6, 6, 0)
    uit_csv = _rijen(proef)
    proef.con.execute("delete from opslag.vm_microdata; delete from opslag.levering")
    assert proef.laad(_schrijf(proef, _golf())) == Lading(6, 6, 0)
    uit_sav = _rijen(proef)
    assert repr(uit_sav) == repr(uit_csv), "to the last digit"
    assert uit_sav[0][9:15] == (1, 7.5, True, 6.1, 5, False)
    assert uit_sav[5][9:15] == (None, 5.5, None, 4.0, None, None)


def test_names_of_the_warehouse_and_any_capitals_will_do(proef: Proef) -> None:
    golf = _golf().rename(columns={"Respondent": "RESPONDENT_ID", "Weegfactor": "weegfactor"})
    golf["Nog_iets"] = 1.0
    assert proef.laad(_schrijf(proef, golf)) == Lading(6, 6, 0)
    assert [rij[0] for rij in _rijen(proef)] == ["R1", "R2", "R3", "R4", "R5", "R6"]


def test_recognised_anywhere_in_the_collection(proef: Proef) -> None:
    assert proef.herken(_schrijf(proef, _golf(), "post/vm.sav")).bron == "vm_microdata"


def test_an_unknown_label_costs_its_row_and_says_which(proef: Proef) -> None:
    labels = LABELS | {"Kans_woninginbraak": KANS | {2: "Vrij klein"}}
    assert proef.laad(_schrijf(proef, _golf(), variable_value_labels=labels)) == Lading(6, 5, 1)
    assert proef.afgekeurd() == [
        (
            3,
            "Kans woninginbraak",
            None,
            "label 'Vrij klein', expected heel klein, klein, niet klein, niet groot, groot, heel groot",
        )
    ]


def test_a_value_without_a_label_on_a_labelled_scale(proef: Proef) -> None:
    labels = LABELS | {"Kans_woninginbraak": {k: v for k, v in KANS.items() if k != 4}}
    proef.laad(_schrijf(proef, _golf(), variable_value_labels=labels))
    assert [(r[0], r[3].split(",")[0]) for r in proef.afgekeurd()] == [(5, "a value without a label")]


def test_a_label_where_only_numbers_belong(proef: Proef) -> None:
    proef.laad(_schrijf(proef, _golf(), variable_value_labels=LABELS | {"Weegfactor": {2: "twee; of meer"}}))
    assert proef.afgekeurd() == [
        (5, "Weegfactor", None, "label 'twee; of meer', expected a number without a label")
    ]


def test_many_unknown_labels_refuse_the_file_in_one_sentence(proef: Proef) -> None:
    golf = pd.concat([_golf()] * 2, ignore_index=True)
    labels = LABELS | {"Kans_woninginbraak": {n: f"trede {n}" for n in KANS}}
    assert _zin(proef, _schrijf(proef, golf, variable_value_labels=labels)) == (
        "vm.sav has 12 unreadable rows of 12, the first at line 2, column 'Kans woninginbraak' "
        "(label 'trede 1', expected heel klein, klein, niet klein, niet groot, groot, heel groot); "
        "expected at most 5 such rows; ask the owner for a corrected file."
    )


def _tekstweging(golf: pd.DataFrame) -> None:
    golf["Weegfactor"] = "veel"


def _getaldatum(golf: pd.DataFrame) -> None:
    golf["Periode_van"] = 20161001.0


def _datumscore(golf: pd.DataFrame) -> None:
    golf["Vertrouwen_politie"] = date(2016, 10, 1)


@pytest.mark.parametrize(
    ("bederf", "zin"),
    [
        (_tekstweging, "has text in column 'Weegfactor' (variable Weegfactor); expected a number;"),
        (_getaldatum, "has a number in column 'Periode van' (variable Periode_van); expected a date dd-mm-yyyy;"),
        (_datumscore, "has a date in column 'Vertrouwen politie' (variable Vertrouwen_politie); expected a number;"),
    ],
)  # fmt: skip
def test_a_variable_of_the_wrong_kind(proef: Proef, bederf: Callable[[pd.DataFrame], None], zin: str) -> None:
    golf = _golf()
    bederf(golf)
    assert zin in _zin(proef, _schrijf(proef, golf))


def test_yes_and_no_need_labels(proef: Proef) -> None:
    labels = {k: v for k, v in LABELS.items() if k != "Slachtoffer_woninginbraak"}
    assert (
        "has a number in column 'Slachtoffer woninginbraak' (variable Slachtoffer_woninginbraak) without value "
        "labels; expected value labels Ja and Nee;"
    ) in _zin(proef, _schrijf(proef, _golf(), variable_value_labels=labels))


def test_a_missing_variable(proef: Proef) -> None:
    pad = _schrijf(proef, _golf().drop(columns=["Kans_woninginbraak"]))
    assert "its list of variables lacks the column 'Kans woninginbraak';" in _zin(proef, pad)


@pytest.mark.parametrize("deel", [0.99, 0.5, 0.05])
def test_a_truncated_file(proef: Proef, deel: float) -> None:
    pad = _schrijf(proef, _golf())
    inhoud = pad.read_bytes()
    pad.write_bytes(inhoud[: int(len(inhoud) * deel)])
    assert "cannot be read as an SPSS file (" in _zin(proef, pad)


def test_another_file_called_sav(proef: Proef) -> None:
    assert "cannot be read as an SPSS file (" in _zin(proef, proef.leg("vm_microdata/vm.sav", CSV))


def test_fictitious_respondents_are_seen_in_a_sav_too(proef: Proef) -> None:
    golf = _golf()
    golf["Respondent"] = "PL9999_VM_" + golf["Respondent"]
    pad = _schrijf(proef, golf)
    with pytest.raises(Gemengd, match="is fictitious"):
        proef.laad(pad)
    proef.briefje(pad, PEIL + "fictief: true\n")
    assert proef.laad(pad, demo=True) == Lading(6, 6, 0)


def test_another_source_takes_no_sav(proef: Proef) -> None:
    pad = _schrijf(proef, _golf(), "jeugdoverlast/vm.sav")
    assert "is no delivery of jeugdoverlast; expected a file ending in .csv" in _zin(proef, pad)
