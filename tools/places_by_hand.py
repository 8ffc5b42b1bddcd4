"""What GeoNames does not say of US places, written by hand and reviewed.

`SPANNING`: all counties of cities that lie in several, and the county of towns that lie so near a border
that the map alone misplaces them. `SECTIONS`: quarters of a city that GeoNames lists as places of
their own; they have no government, so no rule of theirs can be looked up.
"""

from __future__ import annotations

SPANNING: dict[str, str] = {
    "AL Birmingham": "Jefferson, Shelby",
    "AL Decatur": "Limestone, Morgan",
    "AL Hoover": "Jefferson, Shelby",
    "AL Huntsville": "Limestone, Madison, Morgan",
    "AR Little Rock": "Pulaski",
    "AZ Peoria": "Maricopa, Yavapai",
    "AZ Queen Creek": "Maricopa, Pinal",
    "CA Clovis": "Fresno",
    "CA Fontana": "San Bernardino",
    "CA Palo Alto": "Santa Clara",
    "CO Arvada": "Adams, Jefferson",
    "CO Aurora": "Adams, Arapahoe, Douglas",
    "CO Broomfield": "Broomfield",
    "CO Glendale": "Arapahoe",
    "CO Holly Hills": "Arapahoe",
    "CO Longmont": "Boulder, Weld",
    "CO Thornton": "Adams, Weld",
    "CO Westminster": "Adams, Jefferson",
    "FL Jacksonville": "Duval",
    "FL Miami": "Miami-Dade",
    "FL Orlando": "Orange",
    "FL Tallahassee": "Leon",
    "GA Atlanta": "DeKalb, Fulton",
    "GA Augusta": "Richmond",
    "IA Des Moines": "Polk, Warren",
    "IA West Des Moines": "Dallas, Madison, Polk, Warren",
    "ID Meridian": "Ada",
    "IL Aurora": "DuPage, Kane, Kendall, Will",
    "IL Bolingbrook": "DuPage, Will",
    "IL Chicago": "Cook, DuPage",
    "IL Elgin": "Cook, Kane",
    "IL Joliet": "Kendall, Will",
    "IL Naperville": "DuPage, Will",
    "IL Orland Park": "Cook, Will",
    "IL Schaumburg": "Cook, DuPage",
    "IN Indianapolis": "Marion",
    "KS Kansas City": "Wyandotte",
    "LA New Orleans": "Orleans",
    "MA Boston": "Suffolk",
    "MA Seekonk": "Bristol",
    "MI Grand Rapids": "Kent",
    "MI Lansing": "Clinton, Eaton, Ingham",
    "MN Minneapolis": "Hennepin",
    "MN Saint Cloud": "Benton, Sherburne, Stearns",
    "MN Saint Paul": "Ramsey",
    "MO Columbia": "Boone",
    "MO Independence": "Clay, Jackson",
    "MO Kansas City": "Cass, Clay, Jackson, Platte",
    "MO Lee's Summit": "Cass, Jackson",
    "MO Springfield": "Christian, Greene",
    "MS Jackson": "Hinds, Madison, Rankin",
    "NC Cary": "Chatham, Durham, Wake",
    "NC Chapel Hill": "Durham, Orange",
    "NC Charlotte": "Mecklenburg",
    "NC Durham": "Durham, Orange, Wake",
    "NC Hickory": "Burke, Caldwell, Catawba",
    "NC High Point": "Davidson, Forsyth, Guilford, Randolph",
    "NC Kannapolis": "Cabarrus, Rowan",
    "NC Raleigh": "Durham, Wake",
    "NC Wilmington": "New Hanover",
    "NE Omaha": "Douglas",
    "NV Henderson": "Clark",
    "NY New York": "Bronx, Kings, New York, Queens, Richmond",
    "OH Cincinnati": "Hamilton",
    "OH Columbus": "Delaware, Fairfield, Franklin",
    "OH Dayton": "Greene, Montgomery",
    "OH Dublin": "Delaware, Franklin, Union",
    "OK Broken Arrow": "Tulsa, Wagoner",
    "OK Oklahoma City": "Canadian, Cleveland, Oklahoma, Pottawatomie",
    "OK Tulsa": "Osage, Rogers, Tulsa, Wagoner",
    "OR Portland": "Clackamas, Multnomah, Washington",
    "OR Salem": "Marion, Polk",
    "PA Bethlehem": "Lehigh, Northampton",
    "PA Cheltenham": "Montgomery",
    "PA Millbourne": "Delaware",
    "PA Wyndmoor": "Montgomery",
    "SC Charleston": "Berkeley, Charleston",
    "SC Columbia": "Lexington, Richland",
    "SC North Charleston": "Berkeley, Charleston, Dorchester",
    "SD Sioux Falls": "Lincoln, Minnehaha",
    "TX Abilene": "Jones, Taylor",
    "TX Amarillo": "Potter, Randall",
    "TX Arlington": "Tarrant",
    "TX Austin": "Hays, Travis, Williamson",
    "TX Baytown": "Chambers, Harris",
    "TX Carrollton": "Collin, Dallas, Denton",
    "TX Cedar Park": "Travis, Williamson",
    "TX Dallas": "Collin, Dallas, Denton, Kaufman, Rockwall",
    "TX El Paso": "El Paso",
    "TX Fort Worth": "Denton, Johnson, Parker, Tarrant, Wise",
    "TX Frisco": "Collin, Denton",
    "TX Garland": "Collin, Dallas, Rockwall",
    "TX Grand Prairie": "Dallas, Ellis, Tarrant",
    "TX Houston": "Fort Bend, Harris, Montgomery",
    "TX League City": "Galveston, Harris",
    "TX Lewisville": "Dallas, Denton",
    "TX Mansfield": "Ellis, Johnson, Tarrant",
    "TX Midland": "Martin, Midland",
    "TX Missouri City": "Fort Bend, Harris",
    "TX New Braunfels": "Comal, Guadalupe",
    "TX Odessa": "Ector, Midland",
    "TX Pearland": "Brazoria, Fort Bend, Harris",
    "TX Plano": "Collin, Denton",
    "TX Richardson": "Collin, Dallas",
    "TX Round Rock": "Travis, Williamson",
    "TX San Antonio": "Bexar, Comal, Medina",
    "TX San Marcos": "Caldwell, Guadalupe, Hays",
    "UT Draper": "Salt Lake, Utah",
    "WA Auburn": "King, Pierce",
    "WA Bothell": "King, Snohomish",
    "WI Appleton": "Calumet, Outagamie, Winnebago",
    "WI Eau Claire": "Chippewa, Eau Claire",
    "WI Milwaukee": "Milwaukee, Washington, Waukesha",
}

_NAMES: dict[str, str] = {
    "CA Los Angeles": (
        "Atwater Village, Bel Air, Boyle Heights, Brentwood, Canoga Park, Century City, Echo Park, Encino, "
        "Granada Hills, Hollywood, Koreatown, Larchmont, Mid-City, North Hills, North Hollywood, Northridge, "
        "Pacific Palisades, Pacoima, Panorama City, Playa del Rey, Porter Ranch, Reseda, San Pedro, "
        "Sawtelle, "
        "Shadow Hills, Sherman Oaks, Silver Lake, Studio City, Sun Valley, Sunland, Sylmar, Tarzana, "
        "Tujunga, "
        "Valley Glen, Van Nuys, Venice, Vermont Square, Watts, West Hills, Westwood, Wilmington, Winnetka, "
        "Woodland Hills, Chatsworth"
    ),
    "CA San Diego": "La Jolla, Mira Mesa, Sorrento Valley, San Ysidro, Rancho Penasquitos",
    "CA San Jose": "Cambrian Park, Communications Hill, Seven Trees",
    "FL Miami": "Allapattah, Little Havana, Coconut Grove",
    "IL Chicago": (
        "Albany Park, Ashburn, Auburn Gresham, Avondale, Belmont Cragin, Brighton Park, Chicago Lawn, "
        "Chicago Loop, East Garfield Park, Edgewater, Englewood, Gage Park, Grand Boulevard, "
        "Greater Grand Crossing, Hyde Park, Irving Park, Kenwood, Lincoln Park, Lincoln Square, Logan "
        "Square, "
        "Lower West Side, McKinley Park, Morgan Park, Mount Greenwood, Near North Side, Near South Side, "
        "New City, North Center, North Lawndale, Parkway Garden Homes, Portage Park, Rogers Park, "
        "South Chicago, South Lawndale, South Shore, Ukrainian Village, Uptown, West Elsdon, West Englewood, "
        "West Garfield Park, West Lawn, West Ridge, West Town"
    ),
    "MA Boston": (
        "Aberdeen, Allston, Ashmont, Back Bay, Back of the Hill, Beacon Hill, Boston Seaport, Brighton, "
        "Charlestown, Clarendon Hills, Dorchester, East Boston, Faneuil, Grove Hall, Jamaica Plain, "
        "Jeffries Point, Lower Allston, Mattapan, Mission Hill, North Brighton, North End, Orient Heights, "
        "Roslindale, Roxbury Crossing, Savin Hill, South Boston, Uphams Corner, West Fens, Hyde Park, "
        "West Roxbury, Roxbury"
    ),
    "MA Cambridge": "Cambridgeport, East Cambridge, Kendall Square, Mid-Cambridge",
    "MN Minneapolis": "Longfellow Community",
    "NY New York": "Far Rockaway",
    "OH Cincinnati": "Walnut Hills",
    "OH Cleveland": "Clark-Fulton, Detroit-Shoreway, Glenville, Hough, Ohio City",
    "OR Portland": "Bridgeton, Kenton, Lents, North Portland",
    "PA Pittsburgh": "Lawrenceville",
    "TX Houston": "Alief",
    "WA Seattle": "Columbia City, Ballard",
}
SECTIONS = {(city[:2], name): city[3:] for city, names in _NAMES.items() for name in names.split(", ")}
