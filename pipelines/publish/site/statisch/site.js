/* Grafieken, keuzes, adres, toetsenbord en meenemen. Zonder dit script is elke pagina ook te lezen. */
(function () {
  "use strict";
  const T = VB.teksten, K = VB.kenmerken;
  const $ = (s, o) => (o || document).querySelector(s);
  const $$ = (s, o) => Array.from((o || document).querySelectorAll(s));
  const vul = (s, w) => s.replace(/\{(\w+)\}/g, (_, n) => w[n]);
  const omroep = $("#omroep");
  const zeg = (t) => { omroep.textContent = ""; setTimeout(() => { omroep.textContent = t; }, 30); };

  /* Dezelfde afronding als de server: op het exacte getal, en bij precies de helft naar even. */
  function rond(x, d) {
    const heel = Math.abs(x).toFixed(Math.min(d + 30, 100));
    const plek = heel.indexOf(".") + 1 + d;
    let uit = Math.abs(x).toFixed(d);
    if (/^50*$/.test(heel.slice(plek))) {
      const laag = d ? heel.slice(0, plek) : heel.slice(0, plek - 1);
      if ("02468".includes(laag[laag.length - 1])) uit = laag;
    }
    return (x < 0 ? "-" : "") + uit;
  }
  function getal(x, d) {
    if (x === null || x === undefined) return "–";
    const [heel, rest] = rond(x, d || 0).split(".");
    return heel.replace(/\B(?=(\d{3})+(?!\d))/g, ".") + (rest ? "," + rest : "");
  }
  const cel = (k, w, d) => k.soort === "getal" ? getal(w, d) : w === null || w === undefined ? "–" : String(w);
  const alsObject = (data) => data.rijen.map((r) => Object.fromEntries(data.kolommen.map((k, i) => [k.naam, r[i]])));

  /* Tabel: dezelfde rijen als de grafiek. */
  function vulTabel(fig, data) {
    const lijf = $("tbody", fig), zichtbaar = data.kolommen.map((k, i) => [k, i]).filter(([k]) => k.soort !== "zin");
    lijf.replaceChildren(...data.rijen.map((r) => {
      const tr = document.createElement("tr");
      zichtbaar.forEach(([k, i], n) => {
        const c = document.createElement(n ? "td" : "th");
        if (!n) c.scope = "row"; else if (k.soort === "getal") c.className = "n";
        c.textContent = cel(k, r[i], data.decimalen);
        tr.append(c);
      });
      return tr;
    }));
    const naam = vul(T.tabel, data);
    $("caption", fig).textContent = naam;
    $(".rol", fig).setAttribute("aria-label", naam);
    $(".gtitel", fig).textContent = data.titel;
    $(".galt", fig).textContent = data.alt;
  }

  /* Van rijen naar de lagen van een ontwerp. */
  const soortVan = (o) => { const k = String(o).split(",")[0];
    return ["gehaald", "op koers"].includes(k) ? "goed" : ["niet gehaald", "niet op koers"].includes(k) ? "slecht" : k === "onbeslist" ? "open" : "geen"; };
  function lagen(data) {
    const o = alsObject(data);
    if (data.soort === "reeks") {
      const een = o.filter((r) => r.jaren === 1).map((r) => ({ ...r, x: r.jaar, voorlopig: r.stand === "voorlopig" }));
      return { cijfers: een, pad: een.filter((r) => r.padwaarde !== null), breuken: data.breuken.map((b, i) => ({ x: b.x, label: "\n".repeat(i) + b.label })),
        norm: data.norm === null ? [] : [{ norm: data.norm, label: data.normtekst }], loper: [] };
    }
    if (data.soort === "rang") return { rijen: o.map((r) => ({ ...r, naam: r.gebied, voorlopig: r.stand === "voorlopig" })), loper: [] };
    if (data.soort === "balk") {
      let van = 0;
      const kleur = { "gemeten": ["var(--goed-vlak)", "var(--goed)", "●"], "geen meting": ["var(--open-vlak)", "var(--open)", "○"], "geen levering": ["var(--geen-vlak)", "var(--geen)", "△"], "niet meetbaar": ["var(--slecht-vlak)", "var(--slecht)", "✕"] };
      const rijen = o.map((r) => { const u = { ...r, van, tot: van + r.aantal, midden: van + r.aantal / 2, label: kleur[r.status][2] + " " + r.aantal, vulling: kleur[r.status][0], tekstkleur: kleur[r.status][1] }; van += r.aantal; return u; });
      return { rijen, loper: [] };
    }
    const per = Object.fromEntries(o.map((r) => [r.gebied_code, r]));
    const vormen = data.vormen.filter((v) => per[v.id]).map((v) => ({ ...v, properties: { ...v.properties, vulling: `var(--${soortVan(per[v.id].oordeel)}-vlak)` } }));
    return { vormen, loper: [], tekens: vormen.map((v) => ({ x: v.properties.midden[0], y: v.properties.midden[1], teken: T.teken[soortVan(per[v.id].oordeel)], kleur: `var(--${soortVan(per[v.id].oordeel)})` })) };
  }
  const loopRijen = (data) => data.soort === "reeks" ? data.rijen.filter((r) => r[1] === 1) : data.rijen;
  function loperVan(data, nr) {
    const alle = lagen(data);
    if (data.soort === "kaart") { const code = loopRijen(data)[nr][1]; return alle.vormen.filter((v) => v.id === code); }
    const rij = (alle.cijfers || alle.rijen)[nr];
    return rij.waarde === null ? [] : [rij];
  }
  function spreek(data, rij) {
    return data.kolommen.map((k, i) => k.soort === "zin" || (k.naam === "jaren" && rij[i] === 1) || (rij[i] === null && k.naam !== "waarde") ? "" :
      (k.kop + " " + (rij[i] === null ? T.geen : cel(k, rij[i], data.decimalen)))).filter(Boolean).join(", ") + ".";
  }

  function breek(tekst, tekens) {
    const uit = [""];
    for (const w of tekst.split(" ")) { const r = uit[uit.length - 1]; if (r && (r + " " + w).length > tekens) uit.push(w); else uit[uit.length - 1] = r ? r + " " + w : w; }
    return uit;
  }
  function ontwerp(data, breedte) {
    const s = JSON.parse(JSON.stringify(VB.ontwerpen[data.soort]));
    const tekens = Math.max(24, Math.floor((breedte - 20) / 6.6));
    s.title = { text: breek((K.fictief ? K.waarschuwing + ": " : "") + data.titel, Math.floor(tekens * 0.8)), subtitle: [
      ...breek(vul(T.eenheid, { eenheid: data.eenheid || "–" }) + ". " + data.legenda, tekens),
      ...breek(vul(T.bron, data) + ". " + vul(T.publicatie, { dag: K.peildatum, id: K.publicatie_id }), tekens) ] };
    s.width = breedte; s.autosize = { type: "fit", contains: "padding" };
    if (data.soort === "reeks") s.height = Math.min(460, Math.max(330, breedte * 0.5));
    if (data.soort === "kaart") s.height = Math.min(760, Math.max(420, breedte * 0.95));
    if (data.soort === "balk") { s.height = undefined; s.autosize = { type: "fit-x", contains: "padding" }; s.height = 60; }
    if (data.soort === "rang") s.autosize = { type: "pad", contains: "padding" };
    if ("vanaf_nul" in data) for (const l of s.layer) for (const as of ["x", "y"]) {
      const e = l.encoding[as]; if (e && /^(waarde|ondergrens|padwaarde)$/.test(e.field)) e.scale = { ...(e.scale || {}), zero: data.vanaf_nul };
    }
    if (data.decimalen === 0 && s.layer) for (const l of s.layer) for (const as of ["x", "y"]) { const e = l.encoding && l.encoding[as]; if (e && e.axis && e.axis.format === ",~f") { e.axis.format = ",.0~f"; e.axis.tickMinStep = 1; } }
    s.datasets = lagen(data);
    s.config = { ...s.config, aria: false };
    return s;
  }

  /* Kleuren van de CSS, voor wie het beeld meeneemt: altijd die van licht papier. */
  const LICHT = { vlak: "#ffffff", inkt: "#1b2430", zacht: "#55606e", raster: "#dfe3e8", cijfer: "#0b4f9c", pad: "#a2400a", norm: "#6d2077", goed: "#0d6236", "goed-vlak": "#d8f0e2", slecht: "#a11421", "slecht-vlak": "#fadfe0", open: "#735000", "open-vlak": "#fcefc9", geen: "#46505c", "geen-vlak": "#e6e9ed" };
  const opPapier = (s) => JSON.parse(JSON.stringify(s).replace(/var\(--([\w-]+)\)/g, (_, n) => LICHT[n]).replace('"background":"transparent"', '"background":"#ffffff"'));
  async function beeld(data) {
    const doos = document.createElement("div");
    const spec = opPapier(ontwerp(data, 900)); spec.padding = 16;
    return (await vegaEmbed(doos, spec, { actions: false, renderer: "svg", tooltip: false, logLevel: 1 })).view;
  }

  const bestandsnaam = (data, eind) => [K.waarschuwing ? "FICTIEF" : "", data.naam, data.jaar || "", K.publicatie_id].filter(Boolean).join("_") + eind;
  function bewaar(naam, inhoud, soort) {
    const a = document.createElement("a");
    const url = typeof inhoud === "string" && inhoud.startsWith("data:") ? inhoud : URL.createObjectURL(new Blob([inhoud], { type: soort }));
    a.href = url; a.download = naam; document.body.append(a); a.click(); a.remove();
    if (url.startsWith("blob:")) setTimeout(() => URL.revokeObjectURL(url), 1000);
  }
  /* Getallen zonder punten ertussen: 1.985 is in een CSV 1985 en wordt nooit 2. */
  function csv(data, komma) {
    const tekst = (w) => { let s = String(w); if (/^[=+\-@\t]/.test(s)) s = "'" + s; return /[";\n]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s; };
    const waarde = (k, w) => w === null || w === undefined ? "" : typeof w === "number" ? (komma ? String(w).replace(".", ",") : String(w)) : tekst(w);
    const extra = { gebied: data.gebied || "", gebiedsnaam: data.gebiedsnaam || "", padvariant: data.padvariant || "", meeteenheid: data.eenheid || "", peildatum: K.peildatum, publicatie_id: K.publicatie_id, waarschuwing: K.waarschuwing };
    const namen = data.kolommen.map((k) => k.naam), erbij = Object.keys(extra).filter((n) => !namen.includes(n));
    const regels = [[...namen, ...erbij].join(";")];
    for (const r of data.rijen) regels.push([...data.kolommen.map((k, i) => waarde(k, r[i])), ...erbij.map((n) => tekst(extra[n]))].join(";"));
    return (komma ? "\ufeff" : "") + regels.join("\r\n") + "\r\n";
  }
  const bronvermelding = (data) => (K.waarschuwing ? K.waarschuwing + ". " : "") + vul(T.bronvermelding, { titel: data.titel, bronnen: data.bronnen, id: K.publicatie_id, dag: K.peildatum });
  const veilig = (s) => String(s).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  async function kaartje(data, fig) {
    const svg = await (await beeld(data)).toSVG();
    const tabel = $("table", fig).outerHTML;
    return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${veilig(data.titel)}</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:1rem;color:#1b2430;background:#fff}svg{max-width:100%;height:auto}table{border-collapse:collapse;font-size:14px}th,td{text-align:left;padding:2px 10px 2px 0;border-top:1px solid #ddd}.n{text-align:right}.stil{display:none}div{overflow-x:auto}</style></head><body><main><h1 style="font-size:1.2rem">${veilig(data.titel)}</h1>${K.waarschuwing ? `<p><strong>${veilig(K.waarschuwing)}</strong></p>` : ""}<p>${veilig(data.alt)}</p><div role="img" aria-label="${veilig(data.alt)}">${svg}</div><div tabindex="0" role="region" aria-label="${veilig(data.titel)}">${tabel}</div><p>${veilig(bronvermelding(data))}</p></main></body></html>`;
  }
  async function kopieer(tekst) {
    try { await navigator.clipboard.writeText(tekst); zeg(T.gekopieerd); } catch { window.prompt(T.kopieer_zelf, tekst); }
  }

  /* Eén grafiek. */
  function maak(fig) {
    const staat = { data: JSON.parse($("script.data", fig).textContent), view: null, nr: -1 };
    const vak = $(".tekening", fig), knoppen = $(".knoppen", fig);
    let getekend = 0;
    const delen = $$(".balk > span", vak);
    async function teken() {
      if (delen.length) { fig.dataset.klaar = "ja"; return; }
      const breedte = vak.clientWidth - 18;
      if (breedte <= 0) return;
      const beurt = ++getekend;
      const doos = document.createElement("div");
      const r = await vegaEmbed(doos, ontwerp(staat.data, breedte), { actions: false, renderer: "svg", tooltip: false, logLevel: 1 });
      if (beurt !== getekend) return r.view.finalize();
      if (staat.view) staat.view.finalize();
      staat.view = r.view; vak.replaceChildren(doos); doos.setAttribute("aria-hidden", "true");
      if (staat.nr >= 0) wijs(staat.nr, true);
      fig.dataset.klaar = "ja";
    }
    function wijs(nr, stil) {
      const rijen = loopRijen(staat.data);
      staat.nr = Math.max(0, Math.min(rijen.length - 1, nr));
      delen.forEach((d, i) => d.classList.toggle("loper", i === staat.nr));
      if (staat.view) staat.view.data("loper", loperVan(staat.data, staat.nr)).run();
      if (!stil) zeg(vul(T.punt, { nummer: staat.nr + 1, totaal: rijen.length, tekst: spreek(staat.data, rijen[staat.nr]) }));
    }
    function toon(data, jaar) {
      staat.data = data; staat.nr = -1;
      vulTabel(fig, data); benoem();
      $(".legenda", fig).textContent = data.legenda;
      if (jaar) $$("tbody tr", fig).forEach((tr) => { const op = tr.cells[0].textContent === String(jaar); tr.classList.toggle("gekozen", op); if (op) tr.setAttribute("aria-current", "true"); });
      if (staat.zichtbaar) teken();
    }
    function benoem() { vak.setAttribute("aria-label", staat.data.titel + ". " + staat.data.alt + " " + T.loop); }
    vak.hidden = false; vak.tabIndex = 0; vak.setAttribute("role", "group"); if (!delen.length) vak.style.minHeight = "120px"; benoem();
    vak.addEventListener("keydown", (e) => {
      const stap = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[e.key];
      if (stap) wijs(staat.nr + stap); else if (e.key === "Home") wijs(0); else if (e.key === "End") wijs(1e6); else return;
      e.preventDefault();
    });
    vak.addEventListener("focus", () => { if (staat.nr < 0 && vak.matches(":focus-visible")) wijs(0); });
    const knop = (tekst, doe) => { const b = document.createElement("button"); b.type = "button"; b.textContent = tekst; b.addEventListener("click", doe); knoppen.append(b); return b; };
    knop(T.csv_komma, () => bewaar(bestandsnaam(staat.data, "_komma.csv"), csv(staat.data, true), "text/csv;charset=utf-8")).dataset.doe = "csv-komma";
    knop(T.csv_punt, () => bewaar(bestandsnaam(staat.data, "_punt.csv"), csv(staat.data, false), "text/csv;charset=utf-8")).dataset.doe = "csv-punt";
    knop(T.svg, async () => bewaar(bestandsnaam(staat.data, ".svg"), await (await beeld(staat.data)).toSVG(), "image/svg+xml")).dataset.doe = "svg";
    knop(T.png, async () => bewaar(bestandsnaam(staat.data, ".png"), await (await beeld(staat.data)).toImageURL("png", 2))).dataset.doe = "png";
    knop(T.kaartje, async () => bewaar(bestandsnaam(staat.data, ".html"), await kaartje(staat.data, fig), "text/html")).dataset.doe = "kaartje";
    knop(T.citaat, () => kopieer(bronvermelding(staat.data))).dataset.doe = "citaat";
    knop(T.link, () => kopieer(location.href.split("#")[0] + (location.hash || "#" + fig.id))).dataset.doe = "link";
    $$("button", knoppen).forEach((b) => b.setAttribute("aria-label", b.textContent + ": " + staat.data.titel));
    knoppen.hidden = false;
    let wacht = 0, oud = 0;
    new ResizeObserver(() => { if (!staat.zichtbaar || Math.abs(vak.clientWidth - oud) < 4) return; oud = vak.clientWidth; clearTimeout(wacht); wacht = setTimeout(teken, 120); }).observe(vak);
    const start = () => { if (!staat.zichtbaar) { staat.zichtbaar = true; oud = vak.clientWidth; teken(); } };
    new IntersectionObserver((e, o) => { if (e.some((x) => x.isIntersecting)) { o.disconnect(); start(); } }, { rootMargin: "400px" }).observe(vak);
    window.addEventListener("beforeprint", start);
    return { toon, staat, csv: (komma) => csv(staat.data, komma), svg: async () => (await beeld(staat.data)).toSVG(), png: async () => (await beeld(staat.data)).toImageURL("png", 2), kaartje: () => kaartje(staat.data, fig), citaat: () => bronvermelding(staat.data), start };
  }

  /* Keuzes op een pagina, met hun stand in het adres. */
  function keuzes(form, grafiek) {
    const winkel = JSON.parse($("#" + form.dataset.winkel).textContent), vast = grafiek.staat.data;
    form.hidden = false;
    if (winkel.vormen) vast.vormen = winkel.vormen;
    const velden = Object.fromEntries($$("select", form).map((s) => [s.name, s]));
    const lees = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    const zet = (veld, w) => { if (w && Array.from(veld.options).some((o) => o.value === w && !o.disabled)) { veld.value = w; return true; } return false; };
    const eerste = Object.fromEntries(Object.entries(velden).map(([n, s]) => [n, s.value]));
    function toon(spreekt) {
      let data;
      if (winkel.soort === "reeks") {
        const g = winkel.gebieden[velden.gebied.value], paden = Object.keys(g.paden);
        Array.from(velden.padvariant.options).forEach((o) => { o.disabled = !paden.includes(o.value); });
        if (!paden.includes(velden.padvariant.value)) velden.padvariant.value = paden[0];
        const rijen = g.paden[velden.padvariant.value], jaar = Number(velden.jaar.value);
        const drie = rijen.find((r) => r[0] === jaar && r[1] === 3 && r[2] !== null), een = rijen.find((r) => r[0] === jaar && r[1] === 1);
        const eigen = velden.gebied.value === winkel.eenheid;
        data = { ...vast, naam: vast.doel + "-" + velden.gebied.value, gebied: velden.gebied.value, gebiedsnaam: g.naam, padvariant: velden.padvariant.value, rijen, bronnen: g.bronnen, breuken: g.breuken,
          titel: vast.titel.replace(vast.gebiedsnaam, g.naam), norm: eigen ? vast.norm : null, alt: (drie || een || [])[9] || "" };
        data.legenda = vul(T.legenda, { norm: data.norm === null ? "" : T.legenda_norm, breuk: data.breuken.length ? T.legenda_breuk : "" });
        const p = $(".gekozen", form), a = document.createElement("a");
        a.href = "../gebied/" + velden.gebied.value + ".html#" + vast.doel; a.textContent = vul(p.dataset.sjabloon, { naam: g.naam }); p.replaceChildren(a);
        $$(".perjaar").forEach((d) => { if (spreekt && eigen) d.open = d.id === "jaar-" + jaar; });
        grafiek.toon(data, jaar);
      } else {
        const d = winkel.doelen[velden.doel.value], jaren = Object.keys(d.jaren);
        Array.from(velden.jaar.options).forEach((o) => { o.disabled = !jaren.includes(o.value); });
        if (!jaren.includes(velden.jaar.value)) velden.jaar.value = jaren.includes(String(winkel.jaar)) ? String(winkel.jaar) : jaren[jaren.length - 1];
        const rijen = d.jaren[velden.jaar.value], telling = {};
        rijen.forEach((r) => { telling[r[7]] = (telling[r[7]] || 0) + 1; });
        data = { ...vast, naam: "kaart-" + velden.doel.value, doel: velden.doel.value, jaar: Number(velden.jaar.value), rijen, eenheid: d.eenheid, decimalen: d.decimalen, bronnen: d.bronnen + ". " + winkel.grenzen_bron,
          titel: d.naam + ", " + velden.jaar.value, alt: Object.entries(telling).sort((a, b) => b[1] - a[1]).map(([o, n]) => n + " " + o).join(", ") + "." };
        grafiek.toon(data);
      }
      if (spreekt) zeg(vul(T.te_zien, data));
    }
    function uitAdres(spreekt) {
      const h = lees();
      Array.from(form.querySelectorAll("option")).forEach((o) => { o.disabled = false; });
      for (const [n, s] of Object.entries(velden)) if (!zet(s, h[n])) s.value = eerste[n];
      toon(spreekt);
    }
    form.addEventListener("change", () => {
      toon(true);
      history.replaceState(null, "", "#" + new URLSearchParams(Object.fromEntries(Object.entries(velden).map(([n, s]) => [n, s.value]))));
    });
    form.addEventListener("submit", (e) => e.preventDefault());
    window.addEventListener("hashchange", () => { if (location.hash.includes("=")) uitAdres(true); });
    if (location.hash.includes("=")) uitAdres(false); else toon(false);
  }

  function zoek(form) {
    form.hidden = false;
    const veld = $("input", form);
    const kaal = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    let wacht = 0;
    veld.addEventListener("input", () => {
      const q = kaal(veld.value.trim());
      let aantal = 0;
      $$("[data-zoek]").forEach((li) => { const op = kaal(li.dataset.zoek).includes(q); li.hidden = !op; aantal += op; });
      $$(".vindplaats").forEach((s) => { s.hidden = !$$("[data-zoek]", s).some((li) => !li.hidden); });
      clearTimeout(wacht); wacht = setTimeout(() => zeg(vul(veld.dataset.gevonden, { aantal })), 400);
    });
    form.addEventListener("submit", (e) => { e.preventDefault(); const a = $("[data-zoek]:not([hidden]) a"); if (a) location.href = a.href; });
  }

  /* Eén soort tegelijk, met de keuze in het adres. */
  function filter(form) {
    form.hidden = false;
    const keuze = $("select", form), delen = $$("section[data-soort]");
    function toon(spreekt) {
      let aantal = 0;
      delen.forEach((s) => { s.hidden = keuze.value !== "" && s.dataset.soort !== keuze.value; if (!s.hidden) aantal += Number(s.dataset.aantal); });
      if (spreekt) zeg(vul(form.dataset.gevonden, { aantal, soort: keuze.selectedOptions[0].textContent }));
    }
    function uitAdres(spreekt) {
      const soort = new URLSearchParams(location.hash.slice(1)).get(keuze.name) || "";
      keuze.value = Array.from(keuze.options).some((o) => o.value === soort) ? soort : "";
      toon(spreekt);
    }
    keuze.addEventListener("change", () => { toon(true); history.replaceState(null, "", "#" + (keuze.value && keuze.name + "=" + keuze.value)); });
    form.addEventListener("submit", (e) => e.preventDefault());
    window.addEventListener("hashchange", () => uitAdres(true));
    uitAdres(false);
  }

  const grafieken = Object.fromEntries($$("figure.grafiek").map((f) => [f.id, maak(f)]));
  VB.grafieken = grafieken;
  const form = $("form.keuze");
  if (form) keuzes(form, grafieken[$("figure.grafiek").id]);
  if ($("form.filter")) filter($("form.filter"));
  if ($("form.zoek")) zoek($("form.zoek"));
  window.addEventListener("beforeprint", () => $$("main details").forEach((d) => { if (!d.open) { d.open = true; d.dataset.papier = "ja"; } }));
  window.addEventListener("afterprint", () => $$("details[data-papier]").forEach((d) => { d.open = false; delete d.dataset.papier; }));
  VB.getal = getal;
})();
