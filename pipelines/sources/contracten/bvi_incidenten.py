"""Police incident extract (BVI/BVH): one row per incident, xlsx with two sheets or the same as CSV."""

from pipelines.sources.contract import Contract, Kolom


def _niet_geladen(naam: str, kop: str, omschrijving: str, *, persoon: bool = False) -> Kolom:
    return Kolom(naam, kop, omschrijving, laden=False, privacy="persoonsgegeven" if persoon else "geen")


CONTRACT = Contract(
    bron="bvi_incidenten",
    titel="Incidenten uit BVI/BVH",
    eigenaar="Politie-eenheid",
    formaten=("xlsx", "csv"),
    blad="Incidenten",
    informatieblad="Informatie",
    sleutel=("incident_id",),
    frequentie="maandelijks",
    vervaldag=1,
    privacy="persoonsgegeven",
    decimaalteken=",.",
    fictief_kenmerk="incident_id",
    thema="politie",
    kolommen=(
        Kolom(
            "incident_id",
            "Incident Identificatie",
            "Nummer van het incident",
            leeg=False,
            privacy="persoonsgegeven",
        ),
        Kolom("bronregistratie", "Bronregistratie", "Nummer van de registratie", privacy="persoonsgegeven"),
        Kolom("mk_code", "Incidentsoort code", "Maatschappelijke klasse", leeg=False),
        Kolom("mk_naam", "Incidentsoort", "Naam van de maatschappelijke klasse"),
        _niet_geladen("straatnaam", "Pleegstraatnaam", "Straat", persoon=True),
        _niet_geladen("huisnummer", "Pleeghuisnummer met toev.", "Huisnummer", persoon=True),
        Kolom("postcode", "Pleegpostcode", "Postcode, soms alleen de cijfers", privacy="persoonsgegeven"),
        Kolom("plaats", "Pleegplaats", "Woonplaats van de pleegplaats"),
        Kolom("gemeente", "Pleeggemeente", "Naam van de gemeente, geen code"),
        Kolom("provincie", "Pleegprovincie", "Naam van de provincie"),
        Kolom("wijk", "Pleegwijk", "Wijk, zoals in het jaar van de levering"),
        Kolom("buurt", "Pleegbuurt", "Buurt, zoals in het jaar van de levering"),
        _niet_geladen("subbuurt", "Pleegsubbuurt", "Subbuurt"),
        _niet_geladen("begin_dag", "Begin-pleegdag v/d week", "Weekdag, afleidbaar uit het tijdstip"),
        _niet_geladen("begin_dagdeel", "Begin-pleegdagdeel", "Dagdeel, afleidbaar uit het tijdstip"),
        Kolom("begin_pleegtijd", "Begin-pleegdatum/tijd", "Vroegst mogelijke moment", type="tijdstip"),
        _niet_geladen("eind_dag", "Eind-pleegdag v/d week", "Weekdag, afleidbaar uit het tijdstip"),
        _niet_geladen("eind_dagdeel", "Eind-pleegdagdeel", "Dagdeel, afleidbaar uit het tijdstip"),
        Kolom("eind_pleegtijd", "Eind-pleegdatum/tijd", "Laatst mogelijke moment", type="tijdstip"),
        _niet_geladen("kennisname_dag", "Kennisnamedag v/d week", "Weekdag, afleidbaar uit het tijdstip"),
        _niet_geladen("kennisname_dagdeel", "Kennisnamedagdeel", "Dagdeel, afleidbaar uit het tijdstip"),
        Kolom(
            "kennisname_tijd", "Kennisnamedatum/tijd", "Moment waarop de politie het wist", type="tijdstip"
        ),
        Kolom("aangifte", "Aangifte", "Is aangifte gedaan", type="janee"),
        Kolom("poging", "Poging", "Bleef het bij een poging", type="janee"),
        Kolom("verdachten", "Verdachten", "Aantal verdachten bij dit incident", type="geheel"),
        Kolom("aanhoudingen", "Aanhoudingen", "Aantal aanhoudingen", type="geheel"),
        Kolom("opgehelderd", "Opgehelderd", "Is het incident opgehelderd", type="janee"),
        Kolom("object", "Object", "Soort object"),
        _niet_geladen("projecten", "Project(en)", "Vrije tekst"),
        _niet_geladen("temperatuur", "Temperatuur", "Weergegeven door het weerstation"),
        _niet_geladen("weer", "Weer", "Weergegeven door het weerstation"),
        Kolom("x", "X", "Rijksdriehoekscoördinaat in meters", type="decimaal", privacy="persoonsgegeven"),
        Kolom("y", "Y", "Rijksdriehoekscoördinaat in meters", type="decimaal", privacy="persoonsgegeven"),
        Kolom("basisteam", "Basisteam", "Code van het basisteam", verplicht=False),
        Kolom("district", "District", "Afkorting van het district", verplicht=False),
        Kolom("werkwijze", "Werkwijze/MO", "Vrije tekst", verplicht=False, laden=False),
    ),
)
