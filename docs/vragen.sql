-- Vragen van analisten. `make docs` draait ze en schrijft docs/vragen.md; een test vergelijkt.
-- Per vraag: de vraag, op welke verzameling, en hoe het antwoord te lezen is.

-- vraag: Is T02 gehaald, en hoe zeker is dat?
-- verzameling: openbaar
-- lees: Vraag altijd rol = 'doel', is_hoofd en leidend: dat is de ene rij die voor het doel spreekt. Ligt de norm buiten het 95%-interval, dan is het verschil groter dan toeval. T02_keuzes (vraag 2) zegt of een andere lezing iets anders had gegeven.
select jaar, waarde, ondergrens, bovengrens, padwaarde, oordeel, toelichting
from marts.doelbereik
where doel_id = 'T02' and rol = 'doel' and is_hoofd and leidend and jaar between 2014 and 2018
order by jaar;

-- vraag: Hangt het oordeel over T02 aan een keuze die wij maakten?
-- verzameling: openbaar
-- lees: Elke keuze is langs alle andere keuzes gelegd. 'keert_om' is het aantal lezingen dat van oordeel wisselt als alleen deze keuze verandert. Nul overal: het oordeel hangt niet aan onze lezing.
select keuze, waarde, lezingen, gehaald, keert_om
from marts.t02_keuzes
where gebied_code = 'RE02'
order by keuze, waarde;

-- vraag: Welke gemeenten dragen T02, en welke niet?
-- verzameling: openbaar
-- lees: Een gemeente heeft geen eigen norm: zij wordt met haar eigen basis vergeleken, over drie jaren samen omdat één jaar te weinig zegt. Hier de vijf die het meest achterblijven; 'onbeslist' is geen slecht nieuws, maar te weinig inbraken om het te weten.
select gebied.naam, bereik.waarde, bereik.padwaarde, bereik.waarde - bereik.padwaarde as verschil, bereik.koers
from marts.doelbereik as bereik
inner join marts.dim_gebied as gebied using (gebied_code)
where bereik.doel_id = 'T02' and bereik.is_hoofd and bereik.leidend
    and bereik.periode_id = '2016-2018' and gebied.gebied_type = 'gemeente'
order by verschil desc, gebied.naam
limit 5;

-- vraag: Uit welke regels van welk bestand komt het cijfer van T02 in 2018?
-- verzameling: openbaar
-- lees: 'bijdrage' is samen het cijfer. De eerste en laatste regel staan in het geleverde bestand zelf (de kop is regel 1); sha256 zegt of u hetzelfde bestand hebt. `veiligheidsbeeld herkomst T02 2018` toont dezelfde weg met de modellen erbij.
select herkomst.bron, levering.bestand, left(levering.sha256, 12) as sha256, levering.peilmoment,
    herkomst.rijen, herkomst.eerste_regel, herkomst.laatste_regel, herkomst.bijdrage
from marts.doelbereik as bereik
inner join marts.herkomst_cijfer as herkomst using (indicator_id, gebied_code, periode_id, bron)
inner join marts.leveringen as levering using (levering_id)
where bereik.doel_id = 'T02' and bereik.jaar = 2018 and bereik.rol = 'doel' and bereik.is_hoofd and bereik.leidend
order by levering.bestand;

-- vraag: Waarom is T02 2016 veranderd sinds vorige maand?
-- verzameling: demo
-- lees: Elke regel is een stap van de ene levering naar de volgende waarin het jaarcijfer anders werd. De delen samen zijn de verandering: laat gemeld, opnieuw geleverd, ingetrokken, in een andere klasse gezet, naar een ander gebied, of met een andere datum. De bovenste regel is de laatste maand waarin het cijfer van 2016 bewoog.
select van_moment, tot_moment, aantal_van, aantal_tot, laat, hergeleverd, ingetrokken, heringedeeld, verplaatst, grens, datum
from marts.herzieningen
where indicator_id = 'woninginbraken' and gebied_code = 'RE02' and periode_id = '2016'
    and vergeleken_met = 'eerder moment' and verandering <> 0
order by tot_moment desc
limit 5;

-- vraag: Hoe staat de verdachtenratio ervoor, in elke lezing?
-- verzameling: demo
-- lees: De ratio is geen aandeel opgehelderde zaken: één verdachte kan bij meer inbraken horen. De lezingen verschillen in wat onder de streep staat (de inbraken van het jaar, of die waarvan de verdachte in dat jaar bekend werd); zet ze nooit in één lijn.
select definitie.naam, cijfer.periode_id, cijfer.waarde, cijfer.ondergrens, cijfer.bovengrens, cijfer.celstatus
from marts.indicatoren as cijfer
inner join marts.dim_indicator as definitie using (indicator_id)
where cijfer.indicator_id like 'verdachtenratio%' and cijfer.gebied_code = 'RE02' and cijfer.periode_id in ('2013', '2018')
order by definitie.naam, cijfer.periode_id;

-- vraag: Wat is nog voorlopig?
-- verzameling: demo
-- lees: Voorlopig betekent dat er nog aanvullingen te verwachten zijn. Vergelijk een voorlopige maand nooit met een oude; wacht, of vergelijk met wat toen even oud was (ontwikkelingsdriehoek).
select strftime(feit.maand, '%Y-%m') as maand, sum(feit.aantal)::bigint as incidenten
from marts.feit_incident_maand as feit
inner join marts.dim_gebied as gebied using (gebied_code)
where feit.voorlopig and gebied.in_eenheid
group by feit.maand
order by feit.maand;

-- vraag: Welke gemeenten staan landelijk in de top tien van jeugdoverlast, en is die plaats zeker?
-- verzameling: demo
-- lees: De plaats zelf is een getal zonder marge; rang_laag tot rang_hoog is waar de gemeente even goed had kunnen staan. Loopt dat interval over de tien heen, dan is wel of niet in de top tien grotendeels toeval.
select gebied.naam, stand.jaar, stand.waarde, stand.rang, stand.rang_laag, stand.rang_hoog
from marts.jeugdoverlast_rang as stand
inner join marts.dim_gebied as gebied using (gebied_code)
where stand.lezing = 'aantal' and stand.in_top_tien and gebied.in_eenheid
    and stand.jaar = (select max(jaar) from marts.jeugdoverlast_rang)
order by stand.rang, gebied.naam;

-- vraag: Passen de prioriteiten van Apeldoorn bij haar cijfers?
-- verzameling: demo
-- lees: Naast elke prioriteit staat het aantal incidenten per 1000 inwoners, dat van vergelijkbare gemeenten, en wat bewoners zelf zeggen. 'oordeel' weegt niets en beslist niets: het is een vraag voor de driehoek.
select onderwerp, per_1000, per_1000_ondergrens, per_1000_bovengrens, vergelijkbaar_per_1000, incidentbeeld, enquetebeeld, oordeel
from marts.prioriteit_beeld
where gebied_code = 'GM0200' and is_prioriteit
order by onderwerp_code;

-- vraag: Wat kan in 2018 niet worden beoordeeld, en waarom niet?
-- verzameling: openbaar
-- lees: 'geen levering' is op te lossen: vraag het bestand. 'geen meting' niet meer: dat jaar is niemand ernaar gevraagd. 'niet meetbaar' heeft geen maat in de strategie.
select bereik.doel_id, doel.naam, bereik.meetstatus, reden.omschrijving
from marts.doelbereik as bereik
inner join marts.dim_doelstelling as doel using (doel_id)
inner join marts.dim_reden as reden using (reden_code)
where bereik.jaar = 2018 and bereik.rol = 'doel' and bereik.is_hoofd and bereik.leidend and bereik.meetstatus <> 'gemeten'
order by bereik.doel_id;

-- vraag: Wat weten we van een kolom, zonder dit document?
-- verzameling: openbaar
-- lees: Elke tabel en elke kolom draagt haar betekenis, eenheid, wat leeg betekent en haar bron in het bestand zelf. In PostgreSQL staat hetzelfde in de opmerkingen, in Parquet in de voet.
select column_name as kolom, lower(data_type) as soort, comment as uitleg
from duckdb_columns()
where schema_name = 'marts' and table_name = 'doelbereik' and column_name in ('waarde', 'ondergrens', 'koers')
order by column_index;
