"""Work out every calculation card again, from the cards alone: python narekenen.py <publication>/berekening"""

# fmt: off
import json
import math
import sys
from pathlib import Path
from typing import Any

from scipy.stats import beta, gamma, norm

KAARTEN: dict[str, Any] = {p.stem: json.loads(p.read_text()) for p in Path(sys.argv[1]).glob("*.json")}
def kansen(t: Any, phi: float) -> tuple[float, float]:  # on the path: of this figure or lower, or higher
    x, y, tegen = t["nieuw"], t["basis"], t["tegen"]
    if t["soort"] == "schatting":
        return norm.cdf((x - tegen) / t["se"]), norm.sf((x - tegen) / t["se"])
    if t["soort"] == "telling":
        return gamma.sf(tegen / phi, x / phi + 1), gamma.cdf(tegen / phi, x / phi) if x else 1
    k = tegen / (1 + tegen)
    return beta.sf(k, x / phi + 1, y / phi) if y else 1, beta.cdf(k, x / phi, y / phi + 1) if x else 1
def haalt(w: float, d: Any) -> bool:  # at the printed precision, rounded half up
    half, w = d["precisie"] / 2, round(w, 9)
    hoog, laag = (w < d["norm"] + half if half else w <= d["norm"]), w >= d["norm"] - half
    return {"<=": hoog, ">=": laag, "=": hoog and laag}[d["operator"]]
def reken(kaart: Any, o: Any) -> tuple[Any, ...]:
    d, c, b, p, t, soort = kaart["doel"], o["cijfer"], o["basis"], o["pad"], o["toetsing"], o["toets"]
    if soort == "volgt":
        waar = [KAARTEN.get(f"{u}-{kaart['gebied']['gebied_code']}-{kaart['jaar']}") for u in o["volgt_uit"]]
        delen = [next(x for x in k["oordelen"] if x["is_hoofd"]) if k else {} for k in waar]
        labels, normen = [x.get("koers") for x in delen], [x.get("norm_gehaald") for x in delen]
        koers = next((k for k in ("niet op koers", None, "onbeslist") if k in labels), "op koers")
        return None, None, None, koers, None if None in normen else all(normen)
    waarde = c["waarde"] if c["teller"] is None else c["teller"] if not c["noemer"] else (
        100 * (c["teller"] / c["noemer"] - (soort == "verandering")))
    s, n, w0, basis, eis = p["stap"], p["stappen"], d["basiswaarde"], b["waarde"], d["norm"]
    pad = {"meetkundig": lambda: w0 * (1 - s) ** n, "lineair": lambda: w0 * (1 - s * n), "basis": lambda: basis,
           "optellend": lambda: w0 + s * n, "relatief": lambda: basis * (1 + s / 100)}.get(p["wijze"], lambda: eis)()
    if p["delen"] and soort != "verandering":  # of an area: what the path leaves of its own base
        pad = basis * sum(p["delen"]) / (len(p["delen"]) if soort == "ratio_basis" else 1)
    koers, kans = o["koers"], None
    if t["soort"] and (t["se"] or t["soort"] != "schatting"):
        op_pad, dalend = t["tegen"] * (t["basis"] if t["soort"] == "verhouding" else 1), d["richting"] == "dalend"
        eis = 100 * (op_pad / c["noemer"] - (soort == "verandering")) if c["noemer"] else op_pad
        assert t["soort"] == "schatting" or math.isclose(pad, eis)  # what is tested against is the path
        onder = t["nieuw"] < op_pad or (t["nieuw"] == op_pad and dalend)
        kans = max(kansen(t, phi)[0 if onder else 1] for phi in o["spreiding"]["getoetst_bij"] or [1])
        koers = "onbeslist" if kans > 0.05 else "op koers" if onder == dalend else "niet op koers"
    if o["norm_gehaald"] is None:
        return waarde, pad, kans, koers, None
    eigen = o["belofte_per_jaar"] or {0: 100 * (waarde / basis - 1) if soort == "verhouding" else waarde}
    return waarde, pad, kans, koers, all(haalt(w, d) for w in eigen.values())
fouten = []
for kaart, o in ((k, o) for k in KAARTEN.values() for o in k["oordelen"]):
    uit, d = reken(kaart, o), kaart["doel"]
    staat = [o["cijfer"]["waarde"], o["pad"]["waarde"], o["toetsing"]["p_waarde"], o["koers"], o["norm_gehaald"]]
    gelijk = [math.isclose(a, b, rel_tol=1e-7, abs_tol=1e-300) if isinstance(b, float) else a == b
              for a, b in zip(uit, staat, strict=True)]
    woord = (o["koers"] if uit[4] is None else "gehaald" if uit[4] else "niet gehaald") + ", voorlopig" * o["voorlopig"]
    fouten += [f"{d} {kaart['gebied']} {kaart['jaar']}: {uit}, {staat}"] * (not all(gelijk) or o["oordeel"] != woord)
sys.exit(f"{len(KAARTEN)} kaarten, {len(fouten)} anders\n" + "\n".join(fouten[:20]) if fouten or not KAARTEN else 0)
