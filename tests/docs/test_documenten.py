"""What the handwritten pages claim: queries run, links resolve, quoted sentences are those of the product."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import PROJECT, Settings
from pipelines.sources import sidecar
from pipelines.warehouse.inventaris import maak_inventaris
from pipelines.warehouse.plekken import Plekken

README = (PROJECT / "README.md").read_text(encoding="utf-8")
VRAGEN = re.findall(r"```sql\n(.*?)```", README, flags=re.S)


def test_the_first_screen_says_what_a_run_says(con: duckdb.DuckDBPyConnection) -> None:
    scherm = README.split("## What you get")[0]
    gevonden = con.execute(
        "select waarde from marts.doelbereik where doel_id = 'T02' and jaar = 2018 and is_hoofd and rol = 'doel'"
    ).fetchone()
    assert gevonden is not None
    assert f"fell to {gevonden[0]:,.0f} in 2018" in scherm
    (norm,) = con.execute("select norm from marts.dim_doelstelling where doel_id = 'T02'").fetchone() or (0,)
    assert f"a maximum of {norm:,.0f} (T02)" in scherm
    kans = con.execute(
        "select laatste_waarde, laatste_bovengrens - laatste_waarde from marts.doelbereik "
        "where doel_id = 'T04' and jaar = 2018 and is_hoofd and rol = 'doel'"
    ).fetchone()
    assert kans is not None
    assert f"it was {kans[0]:.1f} % ± {kans[1]:.1f} (T04)" in scherm
    (uitleg,) = con.execute(
        "select toelichting from marts.doelbereik where doel_id = 'T01' and jaar = 2018 and is_hoofd and rol = 'doel'"
    ).fetchone() or ("",)
    (jaren,) = re.findall(r"gebroken in ([\d, ]+),", uitleg)
    assert f"broken in {jaren} (T01)" in scherm
    (doelen,) = con.execute("select count(*) from marts.dim_doelstelling").fetchone() or (0,)
    assert f"{doelen} targets" in scherm


@pytest.mark.parametrize("vraag", VRAGEN, ids=[f"query {i}" for i in range(1, len(VRAGEN) + 1)])
def test_every_query_in_the_readme_gives_rows(con: duckdb.DuckDBPyConnection, vraag: str) -> None:
    assert con.execute(vraag).fetchall()


def test_there_are_queries_to_run() -> None:
    assert len(VRAGEN) >= 3


def test_the_folder_is_as_the_readme_draws_it(openbaar: Plekken) -> None:
    tekening = README.split("## What you get")[1]
    aanwezig = {p.name for p in openbaar.actueel.iterdir()}
    assert aanwezig == {
        "veiligheidsbeeld.duckdb",
        "marts",
        "datadocs",
        "dbtdocs",
        "berekening",
        "werkmappen",
        "site",
        "manifest.json",
    }
    assert all(naam in tekening for naam in aanwezig)
    for pagina in re.findall(r"((?:datadocs|dbtdocs|site)/[\w/]*index\.html)", tekening):
        assert (openbaar.actueel / pagina).is_file(), pagina


def test_the_readme_can_be_followed_with_a_file_of_ones_own(tmp_path: Path) -> None:
    """Each sentence in the table is what the product says of such a file."""
    eigen = tmp_path / "raw" / "eigen"
    (eigen / "politie_47018ned").mkdir(parents=True)
    (eigen / "vm_microdata").mkdir()
    bron = next((PROJECT / "data/raw/openbaar/politie_47018ned").glob("*.csv"))
    misdrijven = eigen / "politie_47018ned" / "misdrijven_2024.csv"
    misdrijven.write_bytes(bron.read_bytes())
    (eigen / "iets.csv").write_text("RegioS;Perioden\nGM0200;2018JJ00\n", encoding="utf-8")
    contract = _koppen("vm_microdata")
    rij = ["PL9999-1", *("1" for _ in contract[1:])]
    (eigen / "vm_microdata" / "golf.csv").write_text(
        f"{';'.join(contract)}\n{';'.join(rij)}\n", encoding="utf-8"
    )
    plekken = Plekken.van("eigen", Settings(data=tmp_path))
    gezegd = {Path(g.pad).name: str(g.melding) for g in maak_inventaris(plekken).geweigerd}
    for naam in ("misdrijven_2024.csv", "iets.csv", "golf.csv"):
        (geciteerd,) = re.findall(rf"\| `({re.escape(naam)} .*?)` \|", README)
        assert gezegd[naam].startswith(geciteerd.removesuffix(" …")), naam
    (briefje,) = re.findall(r"```yaml\n(.*?)```", README, flags=re.S)
    sidecar.pad_van(misdrijven).write_text(re.sub(r"^ +", "", briefje, flags=re.M), encoding="utf-8")
    aanvaard = [g.pad for g in maak_inventaris(plekken).aanvaard]
    assert aanvaard == ["politie_47018ned/misdrijven_2024.csv"]


def _koppen(bron: str) -> list[str]:
    from pipelines.sources.contracten import contracten

    return [k.kop for k in contracten()[bron].kolommen]


def test_every_relative_link_resolves(markdown: dict[Path, str]) -> None:
    stuk = []
    for pad, tekst in markdown.items():
        for doel in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", tekst, flags=re.S)):
            if re.match(r"[a-z]+:", doel):
                continue
            bestand, _, anker = doel.partition("#")
            naar = (pad.parent / bestand).resolve() if bestand else pad
            if not naar.exists() or (anker and anker not in _ankers(naar.read_text(encoding="utf-8"))):
                stuk.append(f"{pad.name}: {doel}")
    assert stuk == []


def _ankers(tekst: str) -> set[str]:
    """Anchors as they are made from headings, and those that a page names itself."""
    koppen = re.findall(r"^#+ (.*)$", tekst, flags=re.M)
    gemaakt = {re.sub(r"[^\w\- ]", "", kop.lower()).replace(" ", "-") for kop in koppen}
    return gemaakt | set(re.findall(r'<a id="([^"]+)">', tekst))


def test_no_page_holds_a_path_of_one_machine_or_an_address_of_a_registry(markdown: dict[Path, str]) -> None:
    beeld = {p: p.read_text(encoding="utf-8") for p in (PROJECT / "docs" / "beelden").glob("*.svg")}
    verboden = re.compile(
        r"(?<![\w.…])/(?:tmp|root|home|work|Users)/|https?://(?!127\.0\.0\.1|www\.w3\.org|(?:opendata|dataderden)\.cbs\.nl)"
    )
    gevonden = {p.name: verboden.findall(t) for p, t in {**markdown, **beeld}.items() if verboden.search(t)}
    assert gevonden == {}


def test_pictures_are_small(markdown: dict[Path, str]) -> None:
    beelden = list((PROJECT / "docs" / "beelden").iterdir())
    assert {b.name for b in beelden} == {
        "scorebord-openbaar.svg", "assets.png", "site-scorebord.png", "site-t02.png", "site-kaart.png",
        "werkmap-verloop.png",
    }  # fmt: skip
    assert all(b.stat().st_size < 400_000 for b in beelden)
