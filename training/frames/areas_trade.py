"""What rules are about, second part: tax, zoning, licences, environment, data, transit, libraries, labor."""

from __future__ import annotations

__all__ = ["AREAS_TRADE"]

TAX = {
    "actors": "the {c} assessor~the assessor;the {s} Department of Revenue~the department;cities in "
    "{s}~cities+;"
    "homeowners in {c}~homeowners+;the {p} treasurer~the treasurer;charities in {s}~charities+;online "
    "sellers in {s}~"
    "online sellers+",
    "actions": """
tax:groceries = levy:a tax:on groceries
collect:sales tax:on clothing = charge:sales tax:when clothing is bought
waive:penalties:for late payment = forgive:penalties owed for paying late
raise:property taxes:by more than three percent = increase:the property tax:beyond three percent
reassess:homes:after a sale = value:homes:anew once they are sold
publish:the names of delinquent taxpayers = make:tax debtors' names:public
accept:payment in installments = take:payments in installments
deduct:the cost of solar panels = write off:spending on solar panels
exempt:veterans:from property tax = free:veterans:from paying property tax
audit:small businesses = examine:the books of small businesses
seize:bank accounts of tax debtors = take:money:from the bank accounts of tax debtors
offer:rebates:to renters = grant:renters:rebates
impose:a hotel tax = charge:hotel guests:a tax
share:tax returns:with other states = give:other states:copies of tax returns
file:returns:on paper = submit:paper returns
sell:tax liens:to investors = transfer:tax liens:to private investors
""",
    "conditions": """
two thirds of voters approve | the approval of two thirds of voters | voters have not approved
the council declares an emergency | a declared emergency | no emergency has been declared
the taxpayer applies by May 1 | an application by May 1 | no application is made by May 1
income is under $40,000 | an income under $40,000 | income is $40,000 or more
the legislature consents | the consent of the legislature | the legislature has not consented
an auditor certifies the accounts | certified accounts | no auditor has certified the accounts
the debt is over $5,000 | a debt of more than $5,000 | the debt is $5,000 or less
a public hearing has been held | a public hearing | no hearing has been held
""",
    "situations": (
        "a recession;a bankruptcy case;cases of fraud;a natural disaster;the first year of "
        "ownership;a budget crisis"
    ),
    "docs": (
        "Section {n} of the Tax Code;House Bill {m};Measure {m};Ordinance {n};the Revenue Act;Bulletin {n}"
    ),
}
ZONING = {
    "actors": "the {p} planning commission~the commission;developers in {p}~developers+;property owners in "
    "{p}~owners+;"
    "the {p} Building Department~the department;restaurants in {p}~restaurants+;churches in {c}~churches+;"
    "short-term rental hosts in {p}~hosts+",
    "actions": """
build:a second home:on one lot = put:two homes:on a single lot
rent out:rooms:for less than a month = offer:rooms:for stays under a month
put up:a fence taller than six feet = erect:fences more than six feet tall
cut down:mature trees = fell:trees that are fully grown
open:a drive-through window = operate:drive-through windows
set:tables:on the sidewalk = place:tables:along the sidewalk
demolish:historic buildings = tear down:buildings of historic value
reduce:parking:in new buildings = provide:fewer parking spaces:in new buildings
play:amplified music:after ten at night = have::amplified music past ten in the evening
raise:chickens:in the backyard = keep:backyard chickens
convert:garages:into apartments = turn:garages:into apartments
grant:variances from height limits = approve:exceptions to height limits
install:billboards:along the highway = set up:highway billboards
pave:front yards = cover:front yards:with pavement
shelter:homeless people:in parking lots = let:homeless people:sleep in parking lots
store:boats:in driveways = keep:a boat:in the driveway
include:affordable units:in new towers = set aside:affordable apartments:in new towers
""",
    "conditions": """
the neighbors agree | the neighbors' agreement | the neighbors object
a permit has been issued | a permit | no permit has been issued
the lot is larger than an acre | a lot larger than an acre | the lot is an acre or smaller
the fire marshal approves | the fire marshal's approval | the fire marshal has not approved
the council votes for it | a council vote | the council has not voted for it
an engineer certifies the plan | a plan certified by an engineer | no engineer has certified the plan
the building has sprinklers | a sprinkler system | the building has no sprinklers
a sign is posted for two weeks | a sign posted for two weeks | no sign has been posted
the owner lives on the property | an owner who lives on the property | the owner lives elsewhere
""",
    "situations": (
        "historic districts;the downtown core;flood zones;a street festival;industrial zones;a "
        "housing emergency"
    ),
    "docs": (
        "Section {n} of the Municipal Code;Ordinance {n};the zoning code;the Downtown Plan;Chapter "
        "{m};the land use code"
    ),
}
LICENSES = {
    "actors": "taxi drivers in {p}~drivers+;barbers in {s}~barbers+;the {s} Liquor Board~the board;food "
    "trucks in {p}~"
    "food trucks+;the {s} Board of Nursing~the board;breweries in {s}~breweries+;cannabis shops in "
    "{p}~shops+;"
    "electricians in {s}~electricians+;pawn shops in {p}~pawn shops+;child care centers in {s}~centers+",
    "actions": """
sell:alcohol:on Sundays = offer:alcoholic drinks:for sale on Sunday
work::without supervision = do::the job unsupervised
hire:people under eighteen = employ:minors
advertise::on billboards = buy:billboard advertising
deliver:goods:after midnight = make:deliveries:past midnight
accept:cash payments = take:payment in cash
display:a license:at the entrance = post:the license:by the front door
revoke:licenses:for unpaid fines = take away:licenses:over unpaid fines
renew:a license:online = apply::over the internet to renew a license
charge:customers:a booking fee = add:a booking fee:to the customer's bill
operate::near a school = do::business close to a school
inspect:premises:without warning = carry out:surprise inspections
serve:customers:outdoors = wait on:customers:outside
give:free samples:to adults = offer:adults:free samples
hold:liability insurance = have:insurance against liability
refuse:service:to intoxicated customers = turn away:customers who are drunk
keep:records of each sale = write down:every sale
""",
    "conditions": """
an inspector has signed off | an inspector's signature | no inspector has signed off
the fee has been paid | payment of the fee | the fee is unpaid
the applicant passes an exam | a passed exam | the applicant has not passed an exam
a background check is clean | a clean background check | the background check shows a conviction
the business has operated for two years | two years in operation | the business is less than two years old
a manager is present | a manager on site | no manager is present
the city issues a special permit | a special permit | no special permit has been issued
the board approves | the board's approval | the board has not approved
""",
    "situations": (
        "the holiday season;a street fair;a declared emergency;the case of trade shows;the winter "
        "season;the case of charity events"
    ),
    "docs": (
        "Section {n} of the Business Code;Rule {n};Ordinance {n};the Licensing Act;House Bill {m};Chapter {m}"
    ),
}
ENVIRONMENT = {
    "actors": "farms in {c}~farms+;the {s} Department of Ecology~the department;power plants in {s}~power "
    "plants+;"
    "water districts in {s}~water districts+;the {p} Water Authority~the authority;mining companies in {s}~"
    "companies+;fishing boats off {s}~boats+;landfill operators in {c}~operators+",
    "actions": """
burn:field waste = set:fire:to field waste
pump:groundwater:in summer = draw:water:from wells during summer
discharge:treated wastewater:into rivers = release:treated sewage:into rivers
spray:pesticides:near schools = apply:pesticides:close to schools
drain:wetlands = dry out:wetlands
sell:water:to other counties = transfer:water:to other counties for money
test:wells:for arsenic = check:well water:for arsenic
report:chemical spills:within a day = notify:the state:of a chemical spill within a day
use:plastic bags = give out:plastic bags
log:old-growth forest = cut:timber:in old-growth forest
cover:waste piles = keep:waste piles:covered
restrict:lawn watering:to two days a week = limit:the watering of lawns:to two days a week
trap:wolves = catch:wolves:in traps
monitor:air quality:at the fence line = measure:air pollution:along the fence
store:radioactive waste:on site = keep:radioactive waste:where it was produced
catch:salmon:above the dam = take:salmon:upstream of the dam
plant:trees:along streams = put:trees:on stream banks
""",
    "conditions": """
the drought has been declared over | an official end to the drought | the drought is still declared
the agency issues a permit | an agency permit | the agency has issued no permit
wind speeds are below ten miles an hour | winds below ten miles an hour | winds reach ten miles an hour
an impact study is complete | a completed impact study | no impact study has been done
downstream users are notified | notice to downstream users | downstream users are not told
a biologist is present | a biologist on site | no biologist is present
the reservoir is full | a full reservoir | the reservoir is not full
the tribe agrees | the tribe's agreement | the tribe objects
""",
    "situations": "a drought;a wildfire;a flood emergency;the breeding season;a fuel shortage;a heat wave",
    "docs": (
        "Rule {n};the Clean Rivers Act;Ordinance {n};House Bill {m};Permit {m};Section {n} of the Water Code"
    ),
}
DATA = {
    "actors": "data brokers in {s}~data brokers+;the {s} Department of Motor Vehicles~the department;social "
    "media "
    "companies~the companies+;phone carriers in {s}~carriers+;the {p} city government~the city;app "
    "developers~"
    "developers+;credit bureaus~the bureaus+;employers in {s}~employers+",
    "actions": """
sell:location data:to advertisers = trade:location records:with advertisers
delete:personal data:on request = erase:personal information:when asked to
collect:data:from children = gather:information:about children
store:biometric data:for over a year = keep:biometric records:longer than a year
share:driver photos:with immigration agents = give:immigration agents:access to driver photos
scan:private messages = read:private messages:by machine
tell:users:about breaches within three days = notify:users:of a breach within three days
track:workers:outside working hours = monitor:employees:when they are off duty
buy:records:from brokers = purchase:data:from brokers
use:algorithms:to screen applicants = let::software screen applicants
encrypt:stored passwords = keep:passwords:in encrypted form
ask:job applicants:for account passwords = demand:account passwords:from job applicants
transfer:customer data:abroad = send:customer information:out of the country
post:salaries:online = publish:salaries:on the web
merge:health data:with shopping records = combine:shopping records:with health data
""",
    "conditions": """
the user opts in | the user's opt-in | the user has not opted in
a court issues a subpoena | a subpoena | no subpoena has been issued
the person is over sixteen | proof of age above sixteen | the person is sixteen or younger
the data has been made anonymous | anonymized data | the data still names people
the privacy office approves | the privacy office's approval | the privacy office has not approved
a contract limits its use | a contract limiting its use | no contract limits its use
an outside audit has been done | an outside audit | no audit has been done
the customer signs a form | a signed form | the customer has signed nothing
""",
    "situations": (
        "a criminal investigation;a security incident;a medical emergency;fraud inquiries;a recall;a merger"
    ),
    "docs": (
        "Section {n} of the Privacy Act;the Data Protection Act;House Bill {m};Senate Bill {m};Rule "
        "{n};the service agreement"
    ),
}
TRANSIT = {
    "actors": "the {p} Transit Authority~the authority;bus drivers in {p}~drivers+;scooter companies in "
    "{p}~companies+;"
    "the {s} Department of Transportation~the department;airports in {s}~airports+;public libraries in "
    "{c}~libraries+;"
    "the {p} Parks Department~the department;truck drivers in {s}~truck drivers+;ferry operators in "
    "{s}~operators+",
    "actions": """
carry:bicycles:on trains = let:bicycles:aboard trains
raise:fares:during rush hour = charge:more:at rush hour
remove:riders:for not paying = put:riders:off for not paying
leave:scooters:on sidewalks = park:scooters:on the sidewalk
close:roads:at night = shut:roads:overnight
allow:dogs:off the leash = let:dogs:run without a leash
charge:overdue fines = collect:fines:for late returns
keep:borrowing records = retain:a record:of what people borrow
exceed:a speed of 25 miles an hour = go::faster than 25 miles an hour
broadcast:stops:in Spanish = announce:stops:in Spanish
install:speed cameras:near schools = put:speed cameras:close to schools
rent:fields:to private clubs = let:private clubs:hire fields
offer:free rides:to students = carry:students:free of charge
screen:passengers:with body scanners = put:passengers:through body scanners
drive::more than eleven hours a day = stay::behind the wheel for over eleven hours a day
tow:trailers:over the bridge = take:trailers:across the bridge
ban:smoking:at stops = forbid:smoking:at stops
""",
    "conditions": """
visibility is good | good visibility | visibility is poor
the board approves by a majority vote | a majority vote of the board | the board has not approved
space is available | available space | no space is available
the mayor declares a snow emergency | a declared snow emergency | no snow emergency has been declared
a second employee is present | a second employee on hand | no second employee is present
signs are posted | posted signs | no signs are posted
the police have been told | notice to the police | the police have not been told
an engineer has inspected the bridge | an engineer's inspection | no engineer has inspected the bridge
""",
    "situations": "rush hour;a snow emergency;the peak season;an evacuation;a strike;the event of a parade",
    "docs": "Rule {n};Ordinance {n};the rider code;Section {n} of the Vehicle Code;Policy {n};Resolution {m}",
}
AREAS_TRADE = [TAX, ZONING, LICENSES, ENVIRONMENT, DATA, TRANSIT]
