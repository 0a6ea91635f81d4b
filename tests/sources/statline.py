"""A StatLine on this machine: the true shapes of the service, and the ways in which it fails.

What it serves is given as the rows of a raw download: padded keys and values, a point for nothing.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

HERKOMST = "http://opendata.cbs.nl"  # links name the origin, also behind a mirror


@dataclass
class StatLine:
    """One table. `fouten` says per request for a page, in order, what goes wrong; then nothing does."""

    tabel: str
    rijen: list[dict[str, Any]]
    gewijzigd: str = "2018-03-01T15:30:00"
    per_blad: int = 10
    sleutels: list[str] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    altijd: str = ""  # goes wrong at every request for a page
    aantal: int | None = None  # what $count says, where that is not the truth
    na_eerste_blad: str = ""  # the version that comes after the first page
    bladen: list[int] = field(default_factory=list)  # first row of every page that was asked for
    vragen: list[str] = field(default_factory=list)
    links: bool = True  # whether a page links to the next one
    wacht: float = 3.0  # how long 'traag' takes
    adres: str = ""

    def antwoord(self, pad: str) -> tuple[int, bytes, str]:
        """Status, body and what goes wrong with it."""
        url = urlsplit(pad)
        self.vragen.append(unquote(pad))
        _, dienst, odata, tabel, *rest = url.path.split("/")
        if (dienst, odata.lower(), tabel) != ("ODataFeed", "odata", self.tabel):
            return 404, b"no such table", ""
        keuze = {naam: waarden[0] for naam, waarden in parse_qs(url.query).items()}
        if rest[-1] == "$count":
            return 200, str(len(self.rijen) if self.aantal is None else self.aantal).encode(), ""
        assert keuze["$format"] == "json"
        wortel = f"{HERKOMST}/ODataFeed/OData/{self.tabel}"
        if rest == ["TableInfos"]:
            return 200, _json(f"{wortel}/$metadata#{rest[0]}", [{"ID": 0, "Modified": self.gewijzigd}]), ""
        if rest == ["DataProperties"]:
            sleutels = self.sleutels or [k for k in self.rijen[0] if k != "ID"]
            # a group of topics has an empty key
            eigenschappen = [{"ID": n, "Key": k} for n, k in enumerate([*sleutels[:3], "", *sleutels[3:]])]
            return 200, _json(f"{wortel}/$metadata#{rest[0]}", eigenschappen), ""
        return self._blad(keuze, url.query, wortel)

    def _blad(self, keuze: dict[str, str], vraag: str, wortel: str) -> tuple[int, bytes, str]:
        fout = self.altijd or (self.fouten.pop(0) if self.fouten else "")
        eerste = int(keuze.get("$skip", 0))
        self.bladen.append(eerste)
        if self.na_eerste_blad and len(self.bladen) == 2:
            self.gewijzigd, self.na_eerste_blad = self.na_eerste_blad, ""
        if fout in ("503", "500", "404"):
            return int(fout), b"<html>sorry</html>", ""
        if fout == "herhaald":
            eerste = max(0, eerste - self.per_blad)
        aantal = self.per_blad // 2 if fout == "kort" else self.per_blad
        kolommen = keuze["$select"].split(",")
        blad = [{k: rij[k] for k in kolommen} for rij in self.rijen[eerste : eerste + aantal]]
        if fout == "leeg":
            blad = []
        volgende = eerste + len(blad)
        link = None
        if self.links and blad and volgende < len(self.rijen):
            rest = "&".join(d for d in vraag.split("&") if not d.startswith("$skip="))
            link = f"{wortel}/UntypedDataSet?{rest}&$skip={volgende}".replace("/OData/", "/odata/")
        inhoud = _json(f"{wortel}/$metadata#UntypedDataSet", blad, link)
        return 200, b"<html>" if fout == "geen json" else inhoud, fout


def _json(metadata: str, waarden: list[dict[str, Any]], link: str | None = None) -> bytes:
    inhoud: dict[str, Any] = {"odata.metadata": metadata, "value": waarden}
    if link:
        inhoud["odata.nextLink"] = link
    return json.dumps(inhoud).encode()


@contextmanager
def dien(statline: StatLine) -> Iterator[StatLine]:
    """Serve on a free port of this machine."""

    class Balie(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, inhoud, fout = statline.antwoord(self.path)
            if fout == "traag":
                time.sleep(statline.wacht)
            self.send_response(status)
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            try:
                self.wfile.write(inhoud[: len(inhoud) // 2] if fout == "half" else inhoud)
            except OSError:
                return  # whoever asked did not wait
            if fout == "half":
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Balie)
    server.daemon_threads = True
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    statline.adres = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield statline
    finally:
        server.shutdown()
        server.server_close()
