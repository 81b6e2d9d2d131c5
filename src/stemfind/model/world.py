"""Every country of ISO 3166, and Kosovo: both codes, and what people call it, whether or not anything is on record."""

COUNTRIES = """
AD AND Andorra
AE ARE United Arab Emirates; Emirates; UAE; Dubai; Abu Dhabi; Sharjah
AF AFG Afghanistan
AG ATG Antigua and Barbuda; Antigua; Barbuda
AI AIA Anguilla
AL ALB Albania; Shqipëria
AM ARM Armenia
AO AGO Angola
AQ ATA Antarctica
AR ARG Argentina; Argentine Republic
AS ASM American Samoa
AT AUT Austria; Österreich
AU AUS Australia
AW ABW Aruba
AX ALA Åland Islands; Åland
AZ AZE Azerbaijan
BA BIH Bosnia and Herzegovina; Bosnia; Herzegovina; Bosna i Hercegovina
BB BRB Barbados
BD BGD Bangladesh
BE BEL Belgium; België; Belgique
BF BFA Burkina Faso; Burkina
BG BGR Bulgaria; Bulgaristan
BH BHR Bahrain
BI BDI Burundi
BJ BEN Benin
BL BLM Saint Barthélemy; Saint Barts
BM BMU Bermuda
BN BRN Brunei; Brunei Darussalam
BO BOL Bolivia; Plurinational State of Bolivia
BQ BES Bonaire, Sint Eustatius and Saba; Bonaire; Sint Eustatius; Saba; Caribbean Netherlands
BR BRA Brazil; Federative Republic of Brazil
BS BHS Bahamas
BT BTN Bhutan
BV BVT Bouvet Island
BW BWA Botswana
BY BLR Belarus; Byelorussia; White Russia
BZ BLZ Belize
CA CAN Canada
CC CCK Cocos (Keeling) Islands; Cocos Islands; Keeling Islands
CD COD DR Congo; Democratic Republic of the Congo; DRC; Congo-Kinshasa; Zaire
CF CAF Central African Republic
CG COG Congo; Republic of the Congo; Congo-Brazzaville
CH CHE Switzerland; Swiss Confederation; Schweiz; Suisse; Svizzera
CI CIV Côte d'Ivoire; Ivory Coast
CK COK Cook Islands
CL CHL Chile
CM CMR Cameroon
CN CHN China; People's Republic of China; PRC; Mainland China
CO COL Colombia
CR CRI Costa Rica
CU CUB Cuba
CV CPV Cabo Verde; Cape Verde
CW CUW Curaçao
CX CXR Christmas Island
CY CYP Cyprus; Northern Cyprus; North Cyprus; Kıbrıs; Kypros
CZ CZE Czechia; Czech Republic; Česko
DE DEU Germany; Almanya; Alemania
DJ DJI Djibouti
DK DNK Denmark; Danmark
DM DMA Dominica
DO DOM Dominican Republic; República Dominicana
DZ DZA Algeria; People's Democratic Republic of Algeria
EC ECU Ecuador
EE EST Estonia; Eesti
EG EGY Egypt; Arab Republic of Egypt
EH ESH Western Sahara
ER ERI Eritrea; the State of Eritrea
ES ESP Spain; İspanya
ET ETH Ethiopia
FI FIN Finland; Suomi
FJ FJI Fiji
FK FLK Falkland Islands; Falkland Islands (Malvinas); Falklands; Malvinas
FM FSM Micronesia; Federated States of Micronesia
FO FRO Faroe Islands; Faroes
FR FRA France; French Republic; Francia; Fransa
GA GAB Gabon; Gabonese Republic
GB GBR United Kingdom; United Kingdom of Great Britain and Northern Ireland; UK; Great Britain; Britain; England; Scotland; Wales; Northern Ireland; Reino Unido; Inglaterra; Birleşik Krallık; İngiltere
GD GRD Grenada
GE GEO Georgia
GF GUF French Guiana
GG GGY Guernsey
GH GHA Ghana
GI GIB Gibraltar
GL GRL Greenland
GM GMB Gambia; the Gambia
GN GIN Guinea; Guinea-Conakry
GP GLP Guadeloupe
GQ GNQ Equatorial Guinea
GR GRC Greece; Hellenic Republic; Hellas; Ellada; Yunanistan
GS SGS South Georgia and the South Sandwich Islands; South Georgia; South Sandwich Islands
GT GTM Guatemala
GU GUM Guam
GW GNB Guinea-Bissau
GY GUY Guyana; Co-operative Republic of Guyana
HK HKG Hong Kong; Hong Kong Special Administrative Region of China; Hong Kong SAR
HM HMD Heard Island and McDonald Islands; Heard Island; McDonald Islands
HN HND Honduras
HR HRV Croatia; Hrvatska
HT HTI Haiti
HU HUN Hungary; Magyarország
ID IDN Indonesia; Bali
IE IRL Ireland; Éire; Republic of Ireland; Eire
IL ISR Israel
IM IMN Isle of Man
IN IND India; Hindistan
IO IOT British Indian Ocean Territory
IQ IRQ Iraq
IR IRN Iran; Islamic Republic of Iran; Persia
IS ISL Iceland; Ísland
IT ITA Italy; Italian Republic; Italia; İtalya
JE JEY Jersey
JM JAM Jamaica
JO JOR Jordan; Hashemite Kingdom of Jordan
JP JPN Japan
KE KEN Kenya
KG KGZ Kyrgyzstan; Kyrgyz Republic
KH KHM Cambodia; Kampuchea
KI KIR Kiribati
KM COM Comoros; Union of the Comoros
KN KNA Saint Kitts and Nevis; Saint Kitts; Nevis
KP PRK North Korea; Democratic People's Republic of Korea; DPRK; N Korea
KR KOR South Korea; Republic of Korea; Güney Kore; S Korea; Corea del Sur
KW KWT Kuwait
KY CYM Cayman Islands; Caymans
KZ KAZ Kazakhstan
LA LAO Laos; Lao People's Democratic Republic; Lao
LB LBN Lebanon; Lebanese Republic
LC LCA Saint Lucia
LI LIE Liechtenstein
LK LKA Sri Lanka; Democratic Socialist Republic of Sri Lanka; Ceylon
LR LBR Liberia
LS LSO Lesotho
LT LTU Lithuania; Lietuva
LU LUX Luxembourg
LV LVA Latvia; Latvija
LY LBY Libya
MA MAR Morocco; Maroc
MC MCO Monaco
MD MDA Moldova; Republic of Moldova
ME MNE Montenegro; Crna Gora
MF MAF Saint Martin (French part); Saint Martin
MG MDG Madagascar
MH MHL Marshall Islands
MK MKD North Macedonia; Macedonia; FYROM
ML MLI Mali
MM MMR Myanmar; Burma
MN MNG Mongolia
MO MAC Macao; Macau; Macao Special Administrative Region of China; Macao SAR
MP MNP Northern Mariana Islands; Commonwealth of the Northern Mariana Islands
MQ MTQ Martinique
MR MRT Mauritania
MS MSR Montserrat
MT MLT Malta
MU MUS Mauritius
MV MDV Maldives
MW MWI Malawi
MX MEX Mexico; United Mexican States; Méjico; Meksika
MY MYS Malaysia
MZ MOZ Mozambique
NA NAM Namibia
NC NCL New Caledonia
NE NER Niger
NF NFK Norfolk Island
NG NGA Nigeria
NI NIC Nicaragua
NL NLD Netherlands; Holland; Nederland; Hollanda
NO NOR Norway; Norge
NP NPL Nepal
NR NRU Nauru
NU NIU Niue
NZ NZL New Zealand; Aotearoa
OM OMN Oman
PA PAN Panama
PE PER Peru
PF PYF French Polynesia; Tahiti
PG PNG Papua New Guinea; Independent State of Papua New Guinea
PH PHL Philippines; Filipinas; Pilipinas
PK PAK Pakistan
PL POL Poland; Polonya
PM SPM Saint Pierre and Miquelon; Saint Pierre; Miquelon
PN PCN Pitcairn; Pitcairn Islands
PR PRI Puerto Rico
PS PSE Palestine; State of Palestine; Palestinian Territories; Gaza; West Bank
PT PRT Portugal; Portuguese Republic
PW PLW Palau
PY PRY Paraguay
QA QAT Qatar
RE REU Réunion
RO ROU Romania; România
RS SRB Serbia; Sırbistan
RU RUS Russia; Russian Federation; Rusya
RW RWA Rwanda; Rwandese Republic
SA SAU Saudi Arabia; KSA; Saudi
SB SLB Solomon Islands
SC SYC Seychelles
SD SDN Sudan
SE SWE Sweden; Sverige
SG SGP Singapore
SH SHN Saint Helena, Ascension and Tristan da Cunha; Saint Helena; Ascension; Tristan da Cunha
SI SVN Slovenia; Slovenija
SJ SJM Svalbard and Jan Mayen; Svalbard; Jan Mayen
SK SVK Slovakia; Slovak Republic; Slovensko
SL SLE Sierra Leone
SM SMR San Marino
SN SEN Senegal
SO SOM Somalia
SR SUR Suriname
SS SSD South Sudan
ST STP São Tomé and Príncipe; São Tomé
SV SLV El Salvador
SX SXM Sint Maarten (Dutch part); Sint Maarten
SY SYR Syria; Syrian Arab Republic
SZ SWZ Eswatini; Swaziland
TC TCA Turks and Caicos Islands; Turks and Caicos
TD TCD Chad
TF ATF French Southern Territories
TG TGO Togo; Togolese Republic
TH THA Thailand; Siam; Tayland; Tailandia
TJ TJK Tajikistan
TK TKL Tokelau
TL TLS Timor-Leste; East Timor
TM TKM Turkmenistan
TN TUN Tunisia
TO TON Tonga
TR TUR Turkey; Türkiye; Turquía
TT TTO Trinidad and Tobago; Trinidad; Tobago
TV TUV Tuvalu
TW TWN Taiwan; Taiwan, Province of China; Republic of China; Chinese Taipei
TZ TZA Tanzania; United Republic of Tanzania; Zanzibar
UA UKR Ukraine; Ukrayna; Ucrania
UG UGA Uganda
UM UMI United States Minor Outlying Islands; US Minor Outlying Islands
US USA United States; United States of America; America; Estados Unidos; Amerika; ABD
UY URY Uruguay; Eastern Republic of Uruguay
UZ UZB Uzbekistan
VA VAT Vatican City; Vatican; Holy See; Holy See (Vatican City State)
VC VCT Saint Vincent and the Grenadines; Saint Vincent; Grenadines
VE VEN Venezuela; Bolivarian Republic of Venezuela
VG VGB British Virgin Islands; Virgin Islands, British; BVI
VI VIR US Virgin Islands; Virgin Islands, U.S.; Virgin Islands of the United States; United States Virgin Islands; USVI
VN VNM Vietnam; Viet Nam; Socialist Republic of Viet Nam
VU VUT Vanuatu
WF WLF Wallis and Futuna; Wallis; Futuna
WS WSM Samoa; Independent State of Samoa; Western Samoa
XK XKX Kosovo; Kosova
YE YEM Yemen
YT MYT Mayotte
ZA ZAF South Africa; RSA
ZM ZMB Zambia
ZW ZWE Zimbabwe; Rhodesia
"""  # noqa: E501 - one country a line
"""Two letters, three letters, the usual name, then other names: official and former ones, and parts of it that people
take for countries."""
UNION = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
"""Members of the European Union."""
IDS = {"US": "usa"}
"""Ids that are not made of the name."""
FORMS = (
    "arab", "bolivarian", "commonwealth", "confederation", "democratic", "duchy", "federal", "federation", "federative",
    "grand", "hashemite", "independent", "islamic", "kingdom", "nation", "people", "peoples", "plurinational",
    "principality", "republic", "socialist", "state", "states", "sultanate", "union",
)  # fmt: skip
"""Words of official names that say what kind of state it is: Republic of India."""
TOWNS = {
    "bangkok": "TH", "bombay": "IN", "cancun": "MX", "istanbul": "TR", "kiev": "UA", "kyiv": "UA", "medellin": "CO",
    "mumbai": "IN", "tijuana": "MX",
}  # fmt: skip
"""Large towns to which people travel for treatment, in folded words, and the two letters of their country: general
knowledge, which no source is named for."""
