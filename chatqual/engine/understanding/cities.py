"""The larger cities of the world by country, for reading where a visitor is.

Keys are ISO 3166-1 alpha-2 codes; names are lower case, parted by "|". Where a name stands in
several countries, the last listed wins. Own compilation.
"""

from __future__ import annotations

CITIES: dict[str, str] = {
    "DE": (
        "berlin|hamburg|munich|münchen|muenchen|cologne|köln|koeln|frankfurt am main|frankfurt|"
        "stuttgart|düsseldorf|duesseldorf|dusseldorf|leipzig|dortmund|essen|bremen|dresden|"
        "hannover|hanover|nürnberg|nuernberg|nuremberg|duisburg|bochum|wuppertal|bielefeld|bonn|"
        "münster|muenster|mannheim|karlsruhe|augsburg|wiesbaden|mönchengladbach|gelsenkirchen|"
        "aachen|braunschweig|chemnitz|kiel|magdeburg|freiburg|krefeld|mainz|lübeck|luebeck|erfurt|"
        "oberhausen|rostock|kassel|hagen|potsdam|saarbrücken|hamm|ludwigshafen|oldenburg|"
        "osnabrück|leverkusen|heidelberg|darmstadt|solingen|regensburg|herne|paderborn|neuss|"
        "ingolstadt|offenbach|fürth|ulm|würzburg|wuerzburg|heilbronn|pforzheim|wolfsburg|"
        "göttingen|goettingen|bottrop|reutlingen|koblenz|bremerhaven|erlangen|remscheid|"
        "bergisch gladbach|trier|recklinghausen|jena|salzgitter|moers|siegen|hildesheim|gütersloh|"
        "cottbus|kaiserslautern|witten|schwerin|gera|iserlohn|zwickau|düren|esslingen|ratingen|"
        "flensburg|hanau|tübingen|ludwigsburg|konstanz|villingen-schwenningen|marburg|gießen|"
        "giessen|minden|worms|bayreuth|bamberg|passau|landshut|rosenheim|kempten|ravensburg|"
        "friedrichshafen|aschaffenburg|fulda|weimar|görlitz|stralsund|lüneburg|celle|emden|"
        "wilhelmshaven|norderstedt|dessau|plauen|schweinfurt|coburg|ansbach|aalen|sindelfingen|"
        "böblingen|lörrach|offenburg|baden-baden|rastatt|speyer|wetzlar|limburg an der lahn|"
        "gummersbach|lippstadt|soest|arnsberg|unna|halle"
    ),
    "AT": (
        "vienna|wien|graz|linz|salzburg|innsbruck|klagenfurt|villach|wels|sankt pölten|st. pölten|"
        "dornbirn|wiener neustadt|steyr|feldkirch|bregenz|leoben|krems|kufstein|eisenstadt"
    ),
    "CH": (
        "zurich|zürich|zuerich|geneva|genf|genève|basel|basle|bern|berne|lausanne|winterthur|"
        "lucerne|luzern|st. gallen|st gallen|sankt gallen|lugano|biel|thun|fribourg|schaffhausen|"
        "chur|neuchâtel|zug|sion|köniz|rapperswil|aarau|olten|solothurn|frauenfeld"
    ),
    "LI": "vaduz",
    "LU": "luxembourg city|esch-sur-alzette",
    "GB": (
        "london|birmingham|manchester|leeds|glasgow|sheffield|liverpool|edinburgh|bristol|cardiff|"
        "leicester|coventry|bradford|nottingham|kingston upon hull|hull|newcastle|"
        "newcastle upon tyne|stoke-on-trent|stoke|southampton|portsmouth|plymouth|derby|"
        "wolverhampton|swansea|milton keynes|northampton|norwich|luton|aberdeen|dundee|sunderland|"
        "brighton|bournemouth|reading|middlesbrough|oxford|cambridge|york|ipswich|gloucester|"
        "exeter|peterborough|swindon|huddersfield|blackpool|bolton|stockport|warrington|slough|"
        "watford|cheltenham|colchester|chester|bath|lincoln|doncaster|rotherham|wigan|preston|"
        "salford|oldham|croydon|basingstoke|worcester|lancaster|carlisle|durham|canterbury|"
        "belfast|derry|newport|wrexham|inverness|stirling|perth scotland|maidstone|guildford|"
        "woking|crawley|chelmsford|southend|telford|shrewsbury|hereford|harrogate|halifax uk|"
        "wakefield|barnsley|burnley|blackburn|rochdale|scunthorpe|grimsby|taunton|truro|torquay|"
        "poole|salisbury|winchester|st albans|stevenage|hemel hempstead|bedford|kettering|corby|"
        "stafford|crewe|macclesfield|darlington|gateshead|livingston|paisley|falkirk|solihull"
    ),
    "IE": (
        "dublin|cork|galway|limerick|waterford|drogheda|dundalk|kilkenny|sligo|athlone|letterkenny"
    ),
    "FR": (
        "paris|marseille|marseilles|lyon|lyons|toulouse|nice|nantes|strasbourg|straßburg|"
        "montpellier|bordeaux|lille|rennes|reims|saint-étienne|saint-etienne|le havre|toulon|"
        "grenoble|dijon|angers|nîmes|nimes|villeurbanne|clermont-ferrand|le mans|aix-en-provence|"
        "brest|tours|amiens|limoges|annecy|perpignan|metz|besançon|orléans|orleans|rouen|mulhouse|"
        "caen|nancy|avignon|poitiers|versailles|la rochelle|pau|cannes|antibes|calais|dunkirk|"
        "colmar|bayonne|quimper|valence|troyes|chambéry|lorient|sophia antipolis"
    ),
    "BE": (
        "brussels|brüssel|bruxelles|brussel|antwerp|antwerpen|anvers|ghent|gent|gand|charleroi|"
        "liège|liege|lüttich|bruges|brugge|namur|leuven|louvain|mons|mechelen|aalst|kortrijk|"
        "hasselt|ostend|oostende|genk"
    ),
    "NL": (
        "amsterdam|rotterdam|the hague|den haag|utrecht|eindhoven|tilburg|groningen|almere|breda|"
        "nijmegen|enschede|haarlem|arnhem|zaanstad|amersfoort|apeldoorn|hoofddorp|maastricht|"
        "leiden|dordrecht|zoetermeer|zwolle|deventer|delft|alkmaar|heerlen|venlo|leeuwarden|"
        "hilversum|den bosch|'s-hertogenbosch|roosendaal|schiphol|gouda|helmond|middelburg|assen|"
        "lelystad|ede"
    ),
    "ES": (
        "madrid|barcelona|valencia|seville|sevilla|zaragoza|malaga|málaga|murcia|palma|"
        "palma de mallorca|las palmas|bilbao|alicante|córdoba|cordoba|valladolid|vigo|gijón|gijon|"
        "vitoria|a coruña|coruña|la coruña|granada|elche|oviedo|cartagena|terrassa|jerez|sabadell|"
        "santander|pamplona|almería|almeria|san sebastián|san sebastian|donostia|burgos|salamanca|"
        "albacete|logroño|badajoz|huelva|tarragona|lleida|girona|marbella|cádiz|cadiz|león españa|"
        "castellón|santiago de compostela|toledo spain"
    ),
    "PT": (
        "lisbon|lisboa|lissabon|porto|oporto|braga|coimbra|funchal|setúbal|aveiro|faro|guimarães|"
        "leiria|évora"
    ),
    "IT": (
        "rome|roma|rom|milan|milano|mailand|naples|napoli|neapel|turin|torino|palermo|genoa|"
        "genova|genua|bologna|florence|firenze|florenz|bari|catania|venice|venezia|venedig|verona|"
        "messina|padua|padova|trieste|triest|brescia|parma|prato|modena|reggio emilia|"
        "reggio calabria|perugia|ravenna|livorno|rimini|cagliari|foggia|ferrara|salerno|sassari|"
        "bergamo|trento|trient|vicenza|bolzano|bozen|novara|ancona|piacenza|udine|pescara|monza|"
        "treviso|como|pisa|lucca|siena|arezzo|lecce|varese|cremona|mantova|mantua|pavia|cuneo|"
        "asti|biella"
    ),
    "DK": (
        "copenhagen|kopenhagen|københavn|kobenhavn|aarhus|århus|odense|aalborg|esbjerg|randers|"
        "kolding|horsens|vejle|roskilde|herning|silkeborg|billund"
    ),
    "SE": (
        "stockholm|gothenburg|göteborg|goteborg|malmö|malmo|uppsala|västerås|örebro|linköping|"
        "helsingborg|jönköping|norrköping|lund|umeå|umea|gävle|borås|södertälje|eskilstuna|"
        "halmstad|växjö|karlstad|sundsvall|luleå|lulea|kalmar|kiruna|trollhättan"
    ),
    "NO": (
        "oslo|bergen|trondheim|stavanger|drammen|fredrikstad|kristiansand|sandnes|tromsø|tromso|"
        "bodø|bodo|sarpsborg|skien|ålesund|alesund|haugesund|tønsberg|hamar|lillehammer|narvik|"
        "molde"
    ),
    "FI": (
        "helsinki|espoo|tampere|vantaa|oulu|turku|jyväskylä|lahti|kuopio|pori|joensuu|"
        "lappeenranta|vaasa|rovaniemi"
    ),
    "IS": "reykjavik|reykjavík|akureyri",
    "EE": "tallinn|tartu|narva|pärnu",
    "LV": "riga|daugavpils|jurmala",
    "LT": "vilnius|kaunas|klaipeda|klaipėda|šiauliai",
    "PL": (
        "warsaw|warszawa|warschau|krakow|kraków|cracow|krakau|lodz|łódź|wroclaw|wrocław|breslau|"
        "poznan|poznań|posen|gdansk|gdańsk|danzig|szczecin|stettin|bydgoszcz|lublin|bialystok|"
        "białystok|katowice|kattowitz|gdynia|czestochowa|częstochowa|radom|torun|toruń|sosnowiec|"
        "kielce|rzeszow|rzeszów|gliwice|zabrze|olsztyn|bielsko-biala|opole|zielona góra|rybnik|"
        "tychy|legnica|sopot"
    ),
    "CZ": (
        "prague|prag|praha|brno|brünn|ostrava|pilsen|plzen|plzeň|liberec|olomouc|ceske budejovice|"
        "hradec kralove|pardubice|zlín|zlin|karlovy vary"
    ),
    "SK": (
        "bratislava|kosice|košice|presov|prešov|zilina|žilina|nitra|banska bystrica|trnava|trencin"
    ),
    "HU": (
        "budapest|debrecen|szeged|miskolc|pécs|pecs|győr|gyor|nyíregyháza|kecskemét|"
        "székesfehérvár|szombathely"
    ),
    "SI": "ljubljana|maribor|celje|kranj|koper|novo mesto",
    "HR": "zagreb|rijeka|osijek|zadar|dubrovnik|pula|varazdin",
    "BA": "sarajevo|banja luka|tuzla|mostar|zenica",
    "RS": "belgrade|belgrad|beograd|novi sad|nis serbia|kragujevac|subotica",
    "ME": "podgorica|budva",
    "MK": "skopje|bitola",
    "AL": "tirana|durres|durrës",
    "GR": "athens|athen|thessaloniki|patras|heraklion|piraeus|larissa|volos|rhodes|ioannina|chania",
    "BG": "sofia|plovdiv|varna|burgas|ruse",
    "RO": (
        "bucharest|bukarest|bucurești|bucuresti|cluj|cluj-napoca|timisoara|timișoara|iasi|iași|"
        "constanta|constanța|craiova|brasov|brașov|galati|ploiesti|oradea|sibiu|hermannstadt|arad|"
        "pitesti|bacau"
    ),
    "MD": "chisinau|chișinău",
    "UA": (
        "kyiv|kiev|kiew|kharkiv|odesa|odessa|dnipro|lviv|lemberg|zaporizhzhia|vinnytsia|"
        "ivano-frankivsk|poltava|chernihiv|uzhhorod"
    ),
    "BY": "minsk|gomel|grodno|vitebsk",
    "RU": (
        "moscow|moskau|moskva|saint petersburg|st petersburg|st. petersburg|novosibirsk|"
        "yekaterinburg|kazan|nizhny novgorod|chelyabinsk|samara|omsk|rostov|ufa|krasnoyarsk|perm|"
        "voronezh|volgograd|kaliningrad|vladivostok|sochi"
    ),
    "TR": (
        "istanbul|ankara|izmir|bursa|antalya|adana|konya|gaziantep|mersin|kayseri|eskisehir|"
        "trabzon|kocaeli"
    ),
    "CY": "nicosia|nikosia|limassol|larnaca|paphos",
    "MT": "valletta|sliema|birkirkara|st julians",
    "GE": "tbilisi|batumi",
    "AM": "yerevan|gyumri",
    "AZ": "baku|ganja",
    "KZ": "almaty|astana|shymkent|karaganda",
    "UZ": "tashkent|samarkand",
    "KG": "bishkek",
    "IL": (
        "tel aviv|jerusalem|haifa|beersheba|herzliya|netanya|ramat gan|petah tikva|rishon lezion|"
        "ra'anana"
    ),
    "LB": "beirut",
    "JO": "amman|aqaba",
    "SY": "damascus|aleppo",
    "IQ": "baghdad|erbil|basra|mosul",
    "IR": "tehran|teheran|isfahan|mashhad|tabriz|shiraz",
    "SA": "riyadh|jeddah|dammam|mecca|medina|khobar|al khobar",
    "AE": "dubai|abu dhabi|sharjah|ajman|ras al khaimah",
    "QA": "doha",
    "KW": "kuwait city",
    "BH": "manama",
    "OM": "muscat",
    "EG": "cairo|kairo|alexandria|giza|luxor",
    "MA": "casablanca|rabat|marrakesh|marrakech|tangier|agadir|fes|fès",
    "DZ": "algiers|alger|oran|constantine",
    "TN": "tunis|sfax|sousse",
    "LY": "tripoli|benghazi",
    "NG": "lagos|abuja|kano|ibadan|port harcourt|benin city|kaduna",
    "GH": "accra|kumasi|tema",
    "KE": "nairobi|mombasa|kisumu|nakuru",
    "TZ": "dar es salaam|dodoma|arusha|zanzibar",
    "UG": "kampala|entebbe",
    "RW": "kigali",
    "ET": "addis ababa|addis abeba",
    "SN": "dakar",
    "CI": "abidjan",
    "CM": "douala|yaoundé|yaounde",
    "CD": "kinshasa|lubumbashi",
    "AO": "luanda",
    "ZM": "lusaka",
    "ZW": "harare|bulawayo",
    "MZ": "maputo",
    "NA": "windhoek|windhuk",
    "BW": "gaborone",
    "MU": "port louis",
    "MG": "antananarivo",
    "SD": "khartoum",
    "ZA": (
        "johannesburg|cape town|kapstadt|durban|pretoria|port elizabeth|gqeberha|bloemfontein|"
        "stellenbosch|sandton|centurion|midrand|soweto|east london"
    ),
    "US": (
        "new york|new york city|nyc|los angeles|chicago|houston|phoenix|philadelphia|san antonio|"
        "san diego|dallas|san jose|austin|jacksonville|fort worth|columbus|charlotte|"
        "san francisco|indianapolis|seattle|denver|washington dc|washington d.c.|washington, dc|"
        "washington|boston|el paso|nashville|detroit|oklahoma city|portland|las vegas|memphis|"
        "louisville|baltimore|milwaukee|albuquerque|tucson|fresno|sacramento|kansas city|mesa|"
        "atlanta|omaha|colorado springs|raleigh|miami|long beach|virginia beach|oakland|"
        "minneapolis|tulsa|tampa|arlington|new orleans|wichita|cleveland|bakersfield|aurora|"
        "anaheim|honolulu|santa ana|riverside|corpus christi|lexington|stockton|st. louis|"
        "st louis|saint louis|st. paul|st paul|saint paul|cincinnati|pittsburgh|greensboro|"
        "anchorage|plano|orlando|irvine|newark|toledo|durham nc|chula vista|fort wayne|"
        "jersey city|st. petersburg florida|laredo|madison|chandler|buffalo|lubbock|scottsdale|"
        "reno|glendale|norfolk va|winston-salem|chesapeake|gilbert|fremont|boise|richmond|"
        "baton rouge|des moines|spokane|tacoma|san bernardino|modesto|fontana|oxnard|fayetteville|"
        "moreno valley|rochester|yonkers|worcester ma|little rock|salt lake city|slc|tallahassee|"
        "huntsville|grand rapids|knoxville|providence|brownsville|santa clarita|garden grove|"
        "fort lauderdale|chattanooga|tempe|sioux falls|peoria|vancouver wa|eugene|salem|"
        "springfield|pasadena|palo alto|mountain view|sunnyvale|santa clara|menlo park|cupertino|"
        "redwood city|berkeley|boulder|ann arbor|savannah|charleston|syracuse|albany|hartford|"
        "new haven|stamford|bridgeport|dayton|akron|naperville|joliet|fargo|bellevue|redmond|"
        "santa monica|santa barbara|fort collins|killeen|mckinney|frisco|amarillo|waco|shreveport|"
        "mobile alabama|montgomery|birmingham alabama|jackson mississippi|topeka|lincoln nebraska|"
        "billings|burlington vermont|manchester nh|portland maine|trenton|princeton|hoboken|"
        "wilmington|bethesda|alexandria va|reston|mclean|rockville|silver spring|greenville|"
        "columbia sc|asheville|myrtle beach|gainesville|sarasota|naples fl|boca raton|"
        "west palm beach|st. augustine"
    ),
    "CA": (
        "toronto|montreal|montréal|vancouver|calgary|edmonton|ottawa|winnipeg|quebec city|"
        "ville de québec|hamilton|kitchener|waterloo ontario|london ontario|halifax|oshawa|"
        "windsor|saskatoon|regina|barrie|kelowna|mississauga|brampton|markham|burnaby|surrey bc|"
        "laval|gatineau|st. john's|moncton|fredericton|guelph|sherbrooke|victoria bc"
    ),
    "MX": (
        "mexico city|ciudad de méxico|cdmx|guadalajara|monterrey|puebla|tijuana|león|"
        "ciudad juárez|zapopan|mérida|merida|querétaro|queretaro|cancún|cancun|toluca|chihuahua|"
        "hermosillo|saltillo|aguascalientes|morelia|veracruz"
    ),
    "GT": "guatemala city",
    "CR": "san josé costa rica",
    "PA": "panama city",
    "SV": "san salvador",
    "HN": "tegucigalpa",
    "NI": "managua",
    "CU": "havana|la habana",
    "DO": "santo domingo|punta cana",
    "PR": "san juan",
    "JM": "kingston",
    "TT": "port of spain",
    "BS": "nassau",
    "CO": "bogotá|bogota|medellín|medellin|cali|barranquilla|bucaramanga|pereira",
    "VE": "caracas|maracaibo",
    "EC": "quito|guayaquil|cuenca",
    "PE": "lima|arequipa|trujillo|cusco",
    "BO": "la paz|santa cruz de la sierra|cochabamba",
    "CL": "santiago|santiago de chile|valparaíso|valparaiso|concepción|antofagasta|viña del mar",
    "AR": "buenos aires|rosario|mendoza|la plata|mar del plata|tucumán|neuquén",
    "UY": "montevideo|punta del este",
    "PY": "asunción|asuncion|ciudad del este",
    "BR": (
        "são paulo|sao paulo|rio de janeiro|brasília|brasilia|salvador|fortaleza|belo horizonte|"
        "manaus|curitiba|recife|porto alegre|belém|belem|goiânia|goiania|guarulhos|campinas|"
        "são luís|maceió|natal|joão pessoa|florianópolis|florianopolis|joinville|vitória|santos|"
        "ribeirão preto|uberlândia|sorocaba|londrina|blumenau|cuiabá"
    ),
    "CN": (
        "beijing|peking|shanghai|guangzhou|shenzhen|chengdu|tianjin|wuhan|chongqing|hangzhou|"
        "nanjing|suzhou|xi'an|xian|qingdao|dalian|shenyang|harbin|dongguan|foshan|xiamen|ningbo|"
        "changsha|zhengzhou|kunming|jinan|wuxi"
    ),
    "HK": "kowloon",
    "TW": "taipei|kaohsiung|taichung|hsinchu|tainan",
    "JP": (
        "tokyo|tokio|osaka|yokohama|nagoya|sapporo|fukuoka|kobe|kyoto|kawasaki|saitama|hiroshima|"
        "sendai|chiba|nara|okinawa"
    ),
    "KR": "seoul|busan|incheon|daegu|daejeon|gwangju|suwon|ulsan|pangyo",
    "MN": "ulaanbaatar",
    "IN": (
        "mumbai|bombay|delhi|new delhi|neu-delhi|bangalore|bengaluru|hyderabad|chennai|madras|"
        "kolkata|calcutta|pune|ahmedabad|jaipur|surat|lucknow|kanpur|nagpur|indore|thane|bhopal|"
        "visakhapatnam|vadodara|ghaziabad|ludhiana|agra|nashik|faridabad|rajkot|varanasi|noida|"
        "gurgaon|gurugram|coimbatore|kochi|cochin|chandigarh|trivandrum|thiruvananthapuram|mysore|"
        "mysuru|mangalore|bhubaneswar|guwahati|dehradun|goa|vijayawada|madurai|ranchi|raipur"
    ),
    "PK": "karachi|lahore|islamabad|faisalabad|rawalpindi|multan|peshawar|sialkot",
    "BD": "dhaka|chittagong|chattogram|sylhet",
    "LK": "colombo|kandy",
    "NP": "kathmandu|pokhara",
    "MV": "malé maldives",
    "MM": "yangon|mandalay",
    "TH": "bangkok|chiang mai|phuket|pattaya",
    "VN": "hanoi|ho chi minh city|saigon|hcmc|da nang|danang|haiphong|hai phong",
    "KH": "phnom penh|siem reap",
    "LA": "vientiane",
    "MY": (
        "kuala lumpur|penang|johor bahru|george town|petaling jaya|kuching|ipoh|malacca|cyberjaya|"
        "shah alam"
    ),
    "ID": "jakarta|surabaya|bandung|medan|bali|denpasar|yogyakarta|semarang|makassar",
    "PH": "manila|quezon city|makati|cebu|cebu city|davao|taguig|pasig",
    "AF": "kabul",
    "AU": (
        "sydney|melbourne|brisbane|perth|adelaide|gold coast|canberra|hobart|darwin|wollongong|"
        "geelong|townsville|cairns|toowoomba|ballarat|sunshine coast|bendigo|newcastle nsw|"
        "parramatta|alice springs"
    ),
    "NZ": (
        "auckland|wellington|christchurch|dunedin|tauranga|queenstown|napier|palmerston north|"
        "rotorua|nelson nz|whangarei"
    ),
    "FJ": "suva",
}
