"""dbt's manifest as steps: what every table is, what it is made from and what is made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipelines.publish.site.opmaak import teksten, zeg
from pipelines.sources.contracten import contracten

LAGEN = ("raw", "seeds", "staging", "intermediate", "kwaliteit", "marts")
Kolommen = Mapping[tuple[str, str], Mapping[str, str]]  # (schema, table) -> column -> type


@dataclass(frozen=True)
class Stap:
    """A table of the build: delivered, listed or made."""

    id: str
    soort: str  # source, seed, model: as dbt names it
    laag: str
    naam: str
    omschrijving: str
    kolommen: Sequence[tuple[str, str, str]]  # name, type, meaning
    code: str
    toetsen: Sequence[str] = ()
    voorbeelden: Sequence[str] = ()
    geleverd: bool = False  # by an owner, under a contract
    referentie: bool = False  # a list: that it also looks at a delivery is no road of a figure

    @property
    def pagina(self) -> str:
        return f"{self.laag}.{self.naam}.html"

    @property
    def kort(self) -> str:
        """First sentence of the description."""
        return self.omschrijving.split(". ", maxsplit=1)[0].rstrip(".") + "."


@dataclass(frozen=True)
class Boom:
    """Every step by dbt's id, and who is made from whom."""

    stappen: Mapping[str, Stap]
    ouders: Mapping[str, Sequence[str]]
    kinderen: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def _rang(self) -> Mapping[str, int]:
        """A place for every step, after the places of what it is made from."""
        rang: dict[str, int] = {}

        def loop(node: str) -> None:
            if node not in rang:
                for ouder in self.ouders[node]:
                    loop(ouder)
                rang[node] = len(rang)

        for node in sorted(self.stappen):
            loop(node)
        return rang

    def voorouders(self, node: str) -> list[Stap]:
        """All that `node` rests on, in an order in which it can be built."""
        gezien: set[str] = set()
        open_ = list(self.ouders[node])
        while open_:
            ander = open_.pop()
            if ander not in gezien:
                gezien.add(ander)
                open_ += self.ouders[ander]
        return [self.stappen[n] for n in sorted(gezien, key=self._rang.__getitem__)]

    def wegen(self, node: str) -> list[tuple[Stap, list[Stap]]]:
        """Per delivered source the steps between it and `node`, in an order in which they can be built."""
        achter: dict[str, frozenset[str]] = {}  # delivered sources behind a step

        def loop(ander: str) -> frozenset[str]:
            if ander not in achter:
                stap = self.stappen[ander]
                eigen = frozenset({ander}) if stap.geleverd else frozenset()
                verder = () if stap.referentie and ander != node else self.ouders[ander]
                achter[ander] = eigen.union(*(loop(ouder) for ouder in verder))
            return achter[ander]

        volgorde = sorted(loop(node), key=lambda b: self.stappen[b].naam)
        tussen = sorted((n for n in achter if n != node), key=self._rang.__getitem__)
        return [
            (self.stappen[bron], [self.stappen[n] for n in tussen if bron in achter[n] and n != bron])
            for bron in volgorde
            if bron != node
        ]

    def boven(self, node: str) -> list[Stap]:
        return self._op_naam(self.ouders[node])

    def onder(self, node: str) -> list[Stap]:
        return self._op_naam(self.kinderen.get(node, ()))

    def per_laag(self, stappen: Sequence[Stap] | None = None) -> list[tuple[str, list[Stap]]]:
        """Steps under the name of their layer, from delivery to mart."""
        alle = self._op_naam(self.stappen) if stappen is None else stappen
        return [(laag, eigen) for laag in LAGEN if (eigen := [s for s in alle if s.laag == laag])]

    def _op_naam(self, nodes: Sequence[str] | Mapping[str, Any]) -> list[Stap]:
        return sorted((self.stappen[n] for n in nodes), key=lambda s: (LAGEN.index(s.laag), s.naam))


def geordend(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest in a fixed order: dbt's own differs between files read anew and files from its cache."""
    op_naam = {
        deel: dict(sorted(manifest[deel].items())) for deel in ("nodes", "sources", "macros", "unit_tests")
    }
    kaarten = {
        deel: {i: sorted(manifest[deel][i]) for i in sorted(manifest[deel])}
        for deel in ("parent_map", "child_map")
    }
    return {**manifest, **op_naam, **kaarten}


def lees(manifest: Mapping[str, Any], kolommen: Kolommen) -> Boom:
    """The steps of dbt's manifest; `kolommen` says which columns the build holds, and of what type."""
    tabellen = {
        i: n
        for i, n in {**manifest["nodes"], **manifest["sources"]}.items()
        if n["resource_type"] in {"model", "seed", "source"}
    }
    toetsen = _per_tabel(_toetsen(manifest, tabellen))
    voorbeelden = _per_tabel(_voorbeelden(manifest))
    stappen = {
        i: Stap(
            id=i,
            soort=n["resource_type"],
            laag=n["schema"],
            naam=n["name"],
            omschrijving=_omschrijving(n),
            kolommen=_kolommen(n, kolommen.get((n["schema"], n["name"]), {})),
            code=n.get("raw_code", ""),
            toetsen=toetsen.get(i, ()),
            voorbeelden=voorbeelden.get(i, ()),
            referentie="referentie" in n["tags"],
            geleverd=n["resource_type"] == "source" and n["name"] in contracten(),
        )
        for i, n in tabellen.items()
    }
    ouders = {i: [o for o in manifest["parent_map"].get(i, ()) if o in stappen] for i in stappen}
    kinderen: dict[str, list[str]] = {i: [] for i in stappen}
    for kind, eigen in ouders.items():
        for ouder in eigen:
            kinderen[ouder].append(kind)
    return Boom(stappen, ouders, kinderen)


def _omschrijving(node: Mapping[str, Any]) -> str:
    """What dbt knows of a table; a delivered one is described by its contract."""
    if node["resource_type"] != "source":
        return " ".join(str(node["description"]).split())
    if (contract := contracten().get(node["name"])) is not None:
        return zeg("herkomst.levering", titel=contract.titel, eigenaar=contract.eigenaar)
    return zeg("herkomst.administratie")


def _kolommen(node: Mapping[str, Any], soorten: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Columns in the order of the table; where it was not built, those that are described."""
    beschreven = {naam: " ".join(k["description"].split()) for naam, k in node["columns"].items()}
    if node["resource_type"] == "source" and (contract := contracten().get(node["name"])) is not None:
        beschreven = {k.naam: k.omschrijving for k in contract.kolommen} | teksten()["herkomst"][
            "administratief"
        ]
    return [(naam, soorten.get(naam, ""), beschreven.get(naam, "")) for naam in soorten or beschreven]


def _per_tabel(regels: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    per: dict[str, list[str]] = {}
    for node, regel in regels:
        per.setdefault(node, []).append(regel)
    return per


def _toetsen(manifest: Mapping[str, Any], tabellen: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Per test the table that it stands at, and what it asks in words."""
    for node in manifest["nodes"].values():
        if node["resource_type"] != "test":
            continue
        meta = node.get("test_metadata") or {}
        if not meta:  # a query of its own, named by what it guards
            for tabel in node["depends_on"]["nodes"]:
                yield tabel, node["name"].replace("_", " ")
        elif node["attached_node"] in tabellen:
            yield node["attached_node"], _toets(meta["name"], meta["kwargs"])


def _toets(naam: str, argumenten: Mapping[str, Any]) -> str:
    bekend = teksten()["herkomst"]["toets"]
    waarden = {k: _leesbaar(v) for k, v in argumenten.items() if k != "model"}
    if naam == "sleutel_en_gevuld":
        sleutel, gevuld = waarden.get("sleutel"), waarden.get("gevuld")
        zinnen = [bekend["sleutel"].format(sleutel=sleutel)] if sleutel else []
        return " ".join([*zinnen, bekend["gevuld"].format(gevuld=gevuld)] if gevuld else zinnen)
    if naam in bekend:
        return str(bekend[naam]).format(**waarden)
    over = ", ".join(f"{k}: {v}" for k, v in waarden.items())
    return f"{naam.replace('_', ' ')} ({over})" if over else naam.replace("_", " ")


def _leesbaar(waarde: Any) -> str:
    if isinstance(waarde, list):
        return ", ".join(map(str, waarde))
    return str(waarde).removeprefix("ref('").removesuffix("')")


def _voorbeelden(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names of the worked examples (dbt's unit tests) that a model has to get right."""
    for toets in manifest["unit_tests"].values():
        for tabel in toets["depends_on"]["nodes"]:
            yield tabel, toets["name"].replace("_", " ")
