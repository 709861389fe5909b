"""Countries, regions and names that are words too, for reading where a visitor is.

Keys are ISO 3166-1 alpha-2 codes; names are lower case, parted by "|". Own compilation.
"""

from __future__ import annotations

COUNTRIES: dict[str, str] = {
    "AD": "andorra",
    "AE": "united arab emirates|uae|emirates|vereinigte arabische emirate|vae",
    "AF": "afghanistan",
    "AL": "albania|albanien",
    "AM": "armenia|armenien",
    "AO": "angola",
    "AR": "argentina|argentinien|argentine",
    "AT": "austria|österreich|oesterreich|autriche|oostenrijk",
    "AU": "australia|australien|australie",
    "AZ": "azerbaijan|aserbaidschan",
    "BA": "bosnia|bosnia and herzegovina|bosnien",
    "BB": "barbados",
    "BD": "bangladesh|bangladesch",
    "BE": "belgium|belgien|belgique|belgië|bélgica|belgio",
    "BF": "burkina faso",
    "BG": "bulgaria|bulgarien",
    "BH": "bahrain",
    "BJ": "benin",
    "BO": "bolivia|bolivien",
    "BR": "brazil|brasil|brasilien|brésil|brasile",
    "BS": "bahamas",
    "BW": "botswana",
    "BY": "belarus|weißrussland",
    "BZ": "belize",
    "CA": "canada|kanada",
    "CD": "congo|dr congo|kongo",
    "CH": "switzerland|schweiz|suisse|svizzera|suiza|zwitserland|suíça",
    "CI": "ivory coast|côte d'ivoire",
    "CL": "chile",
    "CM": "cameroon|kamerun",
    "CN": "china|prc",
    "CO": "colombia|kolumbien",
    "CR": "costa rica",
    "CU": "cuba|kuba",
    "CV": "cape verde",
    "CY": "cyprus|zypern",
    "CZ": "czech republic|czechia|czech|tschechien|česko",
    "DE": "germany|deutschland|allemagne|alemania|alemanha|germania|duitsland|brd",
    "DK": "denmark|dänemark|danmark|danemark",
    "DO": "dominican republic|dominikanische republik",
    "DZ": "algeria|algerien|algérie",
    "EC": "ecuador",
    "EE": "estonia|estland",
    "EG": "egypt|ägypten|egypte",
    "ES": "spain|spanien|españa|espagne|spagna|espanha|spanje",
    "ET": "ethiopia|äthiopien",
    "FI": "finland|finnland|suomi",
    "FJ": "fiji",
    "FR": "france|frankreich|francia|frankrijk|frança",
    "GB": (
        "united kingdom|uk|u.k.|u.k|great britain|britain|england|scotland|wales|"
        "northern ireland|großbritannien|grossbritannien|schottland|vereinigtes königreich|"
        "royaume-uni|reino unido|gb"
    ),
    "GE": "georgien|géorgie",
    "GH": "ghana",
    "GR": "greece|griechenland|hellas|grèce|grecia",
    "GT": "guatemala",
    "GY": "guyana",
    "HK": "hk|hong kong|hongkong",
    "HN": "honduras",
    "HR": "croatia|kroatien|hrvatska",
    "HT": "haiti",
    "HU": "hungary|ungarn|magyarország",
    "ID": "indonesia|indonesien",
    "IE": "ireland|irland|republic of ireland|éire",
    "IL": "israel",
    "IN": "india|indien|inde|bharat",
    "IQ": "iraq|irak",
    "IR": "iran",
    "IS": "iceland|islande",
    "IT": "italy|italien|italia|italie|italië|itália",
    "JM": "jamaica|jamaika",
    "JO": "jordan|jordanien",
    "JP": "japan",
    "KE": "kenya|kenia",
    "KG": "kyrgyzstan",
    "KH": "cambodia|kambodscha",
    "KR": "south korea|korea|südkorea",
    "KW": "kuwait",
    "KZ": "kazakhstan|kasachstan",
    "LA": "laos",
    "LB": "lebanon|libanon",
    "LI": "liechtenstein",
    "LK": "sri lanka",
    "LT": "lithuania|litauen",
    "LU": "luxembourg|luxemburg",
    "LV": "latvia|lettland",
    "LY": "libya|libyen",
    "MA": "morocco|marokko|maroc|marruecos",
    "MC": "monaco",
    "MD": "moldova|moldau",
    "ME": "montenegro",
    "MG": "madagascar",
    "MK": "north macedonia|macedonia|nordmazedonien",
    "ML": "mali",
    "MM": "myanmar",
    "MN": "mongolia|mongolei",
    "MO": "macau|macao",
    "MT": "malta",
    "MU": "mauritius",
    "MV": "maldives",
    "MX": "mexico|méxico|mexiko|mexique",
    "MY": "malaysia",
    "MZ": "mozambique|mosambik",
    "NA": "namibia",
    "NE": "niger",
    "NG": "nigeria",
    "NI": "nicaragua",
    "NL": ("netherlands|holland|niederlande|niederlanden|nederland|pays-bas|países bajos"),
    "NO": "norway|norwegen|norge|norvège|noruega",
    "NP": "nepal",
    "NZ": "new zealand|neuseeland|aotearoa",
    "OM": "oman",
    "PA": "panama",
    "PE": "peru|perú",
    "PH": "philippines|philippinen",
    "PK": "pakistan",
    "PL": "poland|polen|polska|pologne|polonia",
    "PR": "puerto rico",
    "PS": "palestine",
    "PT": "portugal",
    "PY": "paraguay",
    "QA": "qatar|katar",
    "RO": "romania|rumänien|românia",
    "RS": "serbia|serbien|srbija",
    "RU": "russia|russland",
    "RW": "rwanda|ruanda",
    "SA": "saudi arabia|saudi|ksa|saudi-arabien",
    "SD": "sudan",
    "SE": "sweden|schweden|sverige|suède|suecia",
    "SG": "singapore|singapur",
    "SI": "slovenia|slowenien|slovenija",
    "SK": "slovakia|slowakei|slovensko",
    "SN": "senegal",
    "SR": "suriname",
    "SV": "el salvador",
    "SY": "syria|syrien",
    "TH": "thailand",
    "TN": "tunisia|tunesien|tunisie",
    "TR": "turkey|türkei|türkiye|turkiye",
    "TT": "trinidad|trinidad and tobago",
    "TW": "taiwan",
    "TZ": "tanzania|tansania",
    "UA": "ukraine",
    "UG": "uganda",
    "US": (
        "united states|united states of america|usa|us|the states|u.s.|u.s|u.s.a.|us of a|"
        "vereinigte staaten|"
        "estados unidos|états-unis|stati uniti|amerika|america"
    ),
    "UY": "uruguay",
    "UZ": "uzbekistan|usbekistan",
    "VE": "venezuela",
    "VN": "vietnam",
    "ZA": "south africa|südafrika|rsa",
    "ZM": "zambia|sambia",
    "ZW": "zimbabwe|simbabwe",
}

REGIONS: dict[str, str] = {
    "DE": (
        "bavaria|bayern|baden-württemberg|baden-wuerttemberg|hesse|hessen|saxony|sachsen|"
        "thuringia|thüringen|lower saxony|niedersachsen|north rhine-westphalia|"
        "nordrhein-westfalen|nrw|brandenburg|schleswig-holstein|rheinland-pfalz|"
        "rhineland-palatinate|saarland|mecklenburg-vorpommern|ruhrgebiet|sachsen-anhalt|"
        "schwabenland|allgäu|franken"
    ),
    "AT": (
        "tyrol|tirol|styria|steiermark|carinthia|kärnten|vorarlberg|burgenland|niederösterreich|"
        "oberösterreich"
    ),
    "CH": "ticino|tessin|aargau|graubünden|thurgau|vaud|wallis|valais",
    "US": (
        "california|texas|florida|new york state|illinois|ohio|michigan|pennsylvania|"
        "massachusetts|new jersey|virginia|north carolina|south carolina|tennessee|arizona|"
        "colorado|oregon|washington state|minnesota|wisconsin|missouri|maryland|indiana|nevada|"
        "utah|connecticut|kentucky|louisiana|alabama|oklahoma|iowa|kansas|nebraska|new mexico|"
        "idaho|montana|wyoming|north dakota|south dakota|arkansas|mississippi|west virginia|"
        "rhode island|new hampshire|vermont|maine|delaware|hawaii|alaska|bay area|silicon valley|"
        "new england|midwest|brooklyn|manhattan|the bronx|queens ny|long island|orange county"
    ),
    "CA": (
        "ontario|quebec|québec|british columbia|alberta|manitoba|saskatchewan|nova scotia|"
        "new brunswick|newfoundland"
    ),
    "GB": (
        "yorkshire|lancashire|cornwall|devon|kent|surrey|sussex|essex|cumbria|norfolk|suffolk|"
        "cheshire|merseyside|midlands|west midlands|east anglia|hampshire|oxfordshire|"
        "cambridgeshire|berkshire|somerset|dorset|wiltshire|gloucestershire|northumberland|"
        "the cotswolds|highlands|isle of wight|tyneside|greater manchester|county durham|"
        "derbyshire|nottinghamshire|lincolnshire|hertfordshire|buckinghamshire"
    ),
    "FR": (
        "brittany|bretagne|normandy|normandie|provence|alsace|occitanie|île-de-france|burgundy|"
        "bourgogne"
    ),
    "ES": (
        "catalonia|cataluña|catalunya|andalusia|andalucía|basque country|país vasco|galicia|"
        "mallorca|canary islands|tenerife|ibiza"
    ),
    "IT": (
        "tuscany|toscana|lombardy|lombardia|sicily|sicilia|piedmont|piemonte|veneto|sardinia|"
        "south tyrol|südtirol|emilia-romagna|puglia|campania|lazio"
    ),
    "AU": "new south wales|nsw|queensland|western australia|south australia|tasmania",
    "IN": (
        "karnataka|maharashtra|gujarat|tamil nadu|kerala|rajasthan|punjab|uttar pradesh|"
        "west bengal|telangana"
    ),
    "NL": "randstad|brabant|limburg|friesland|gelderland|zeeland|utrecht province",
    "BE": "flanders|flandern|vlaanderen|wallonia|wallonie|wallonië",
    "BR": "minas gerais|rio grande do sul|santa catarina|paraná|bahia",
}

# Several countries: the text fills, the country stays open.
WIDE = (
    "europe|europa|eu|dach|emea|apac|scandinavia|skandinavien|nordics|benelux|asia|africa|"
    "latin america|north america|south america|middle east|balkans|baltics|worldwide|the gulf|gcc"
)

# Ordinary words, first names or surnames as well: a place only with a capital and a word such as
# "in" before it, or where the place was asked for.
_AMBIGUOUS = (
    "aalst|adana|agra|alabama|albany|alexandria|alice springs|america|amerika|ancona|"
    "angers|arad|arlington|assen|aurora|austin|bar|bari|barnsley|barrie|bath|batumi|bayonne|"
    "bedford|"
    "bergen|bern|biel|bodo|bodø|braga|brandenburg|breda|brest|brittany|buffalo|burgos|bursa|cali|"
    "cambridge|cannes|carolina|cartagena|celje|celle|chad|charlotte|chelsea|chester|china|chur|"
    "cleveland|colombo|columbus|como|concepción|constantine|corby|cordoba|cork|crawley|crewe|cuba|"
    "cuenca|czech|córdoba|dakota|dallas|darwin|dayton|delaware|denver|derby|devon|durham|ede|elche|"
    "essen|essex|eu|eugene|fargo|faro|ferrara|florence|foggia|france|franken|fulda|galati|"
    "galicia|gb|"
    "gcc|genk|gent|georgia|gera|gilbert|goa|granada|guernsey|hagen|halifax|halle|hamar|hamilton|"
    "hamm|"
    "hessen|highlands|houston|hull|ibiza|india|indiana|island|israel|jackson|jena|jersey|jordan|"
    "kandy|kano|kansas|kent|kingston|kobe|lancaster|laval|leon|lexington|león|lima|limburg|lincoln|"
    "livingston|london|lucca|lund|madison|maine|male|mali|medan|medina|mendoza|merida|mersin|mesa|"
    "metz|midwest|milan|minden|mobile|modena|moers|molde|mons|montana|montgomery|multan|mérida|"
    "nancy|"
    "napier|nara|natal|nelson|newcastle|newport|nice|niger|nitra|norfolk|normandy|odessa|oman|omsk|"
    "oran|orange|orlando|oxford|paisley|paris|parma|pau|peoria|pereira|perm|perth|phoenix|pisa|"
    "plano|"
    "poitiers|poole|prc|preston|princeton|providence|pula|pune|punjab|queens|reading|regina|reno|"
    "richmond|riga|riverside|rochester|rom|roma|rosario|rsa|ruse|sachsen|salem|salerno|salvador|"
    "samara|santiago|santos|saudi|savannah|siegen|siena|sion|slough|sochi|soest|sofia|split|"
    "springfield|stafford|steyr|stoke|suffolk|surat|surrey|sussex|telford|tema|thane|thun|toledo|"
    "tours|trenton|trier|trinidad|troyes|trujillo|turkey|tyrol|ufa|ulm|unna|us|valence|valencia|"
    "varna|verona|victoria|vigo|virginia|vitoria|washington|watford|wellington|wells|wels|"
    "wilmington|"
    "windsor|worcester|worms|york|zadar|zug"
)
AMBIGUOUS = frozenset(_AMBIGUOUS.split("|"))
# Of these, the ones that lower-case writing takes for words even after "in".
_WORDLIKE = (
    "reading|bath|nice|essen|mobile|split|male|bar|rom|tours|como|orange|perm|worms|"
    "halle|natal|regina|mesa|faro|island|turkey|pau|nancy|goa|of|hull|cork|poole|kent|preston|"
    "lincoln|jordan|chad|victoria|florence|madison|charlotte|jackson|constantine|surat|ede|lund|"
    "assen|angers|mons|queens|highlands|franken|hessen|buffalo|phoenix|aurora|salem|providence"
)
WORDLIKE = frozenset(_WORDLIKE.split("|"))
