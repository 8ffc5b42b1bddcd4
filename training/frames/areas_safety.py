"""What rules are about, first part: police, jails, schools, health, elections, benefits.

An area holds actors (`{p}` is a place, `{s}` a state), actions with wordings parted by ` = `, conditions as
`clause | noun | opposite clause`, and situations that may be excepted.
"""

from __future__ import annotations

__all__ = ["AREAS_SAFETY"]

POLICE = {
    "actors": "the {p} Police Department~the department;the {p} police~the police+;officers of the {p} "
    "Police Department~"
    "officers+;patrol officers in {p}~patrol officers+;the {s} State Patrol~the patrol;detectives in "
    "{p}~detectives+",
    "actions": """
search:a parked vehicle = look through:a vehicle left parked
use:facial recognition software:on crowds = run:faces in a crowd:through recognition software
ask:a witness:about immigration status = question:witnesses:about their immigration status
release:body camera footage:to the public = make:body camera recordings:public
publish:mugshots:before a conviction = post:booking photographs:ahead of any conviction
stop:cyclists:for riding on a sidewalk = pull over:bicycle riders:for using the sidewalk
fly:drones:over private yards = operate:unmanned aircraft:above private yards
pursue:drivers suspected of traffic offenses = chase:motorists:over traffic violations
tow:abandoned cars:from residential streets = remove:cars abandoned on residential streets
store:license plate scans:for more than a month = keep:plate reader data:longer than a month
hold:a juvenile:in an adult cell = detain:minors:in cells meant for adults
fire:rubber bullets:at demonstrators = shoot:rubber rounds:into a protest
share:case files:with federal prosecutors = hand over:investigation files:to federal prosecutors
record:interviews:with suspects = tape:suspect interviews
carry:naloxone:on patrol = have:an overdose antidote:in patrol cars
seize:cash found in a traffic stop = confiscate:money found during a traffic stop
enter:a home:at night = go into:a residence:after dark
use:choke holds:to restrain a suspect = apply:neck restraints:to suspects
arrest:people:for sleeping in parks = take:campers:into custody for sleeping in a park
photograph:peaceful protesters = take:pictures of people at a peaceful protest
destroy:seized firearms = melt down:confiscated guns
monitor:social media accounts of residents = track:residents' social media posts
""",
    "conditions": """
a judge has signed a warrant | a signed warrant | no judge has signed a warrant
a supervisor approves in writing | a supervisor's written approval | no supervisor has approved
the owner consents | the owner's consent | the owner objects
there is probable cause | probable cause | probable cause is lacking
a court orders it | a court order | no court has ordered it
the chief gives written permission | the chief's written permission | the chief has not given permission
the district attorney agrees | the district attorney's agreement | the district attorney has not agreed
a crime has been reported | a reported crime | no crime has been reported
an incident number has been assigned | an assigned incident number | no incident number has been assigned
the civilian board has been notified | notice to the civilian board | the civilian board has not been told
""",
    "situations": "an emergency;a terrorism investigation;a missing child case;an active shooter "
    "situation;"
    "a natural disaster;a hostage situation;a homicide case;a riot",
    "docs": (
        "General Order {n};Policy {n};the use-of-force manual;Ordinance {n};Directive {n};the "
        "surveillance ordinance"
    ),
}
JAILS = {
    "actors": "the {c} Sheriff's Office~the office;the {c} jail~the jail;the {s} Department of "
    "Corrections~the department;"
    "jail staff in {c}~staff+;the {c} Detention Center~the center;private prison operators in "
    "{s}~operators+;"
    "the sheriff of {c}~the sheriff",
    "actions": """
share:inmate release dates:with federal immigration agents = tell:immigration agents:when an inmate will be released = disclose:inmates' release dates:to federal immigration officers
hold:a person:past the scheduled release time = keep:people:in custody after their release time
charge:inmates:for phone calls = bill:people in custody:for telephone calls
place:pregnant inmates:in restraints = shackle:pregnant women
house:teenagers:with adult prisoners = put:teenagers:in units with adults
open:mail from attorneys = read:letters from an inmate's lawyer
offer:opioid treatment:to inmates = provide:medication for opioid addiction:to people in custody
let:immigration agents:interview inmates = allow:interviews of inmates by immigration agents
record:calls with attorneys = tape:telephone calls between inmates and lawyers
screen:newcomers:for mental illness = check:people being booked:for mental health needs
limit:visits:to video calls = replace:in-person visits:with video calls
keep:a prisoner:in solitary confinement for over two weeks = hold:prisoners:in isolation for more than two weeks
give:newly released people:a bus pass = hand:bus passes:to people leaving custody
transfer:inmates:to another county = move:people in custody:to a facility elsewhere
collect:saliva samples:from inmates = take:DNA swabs:from people in custody
deny:outdoor exercise:to inmates = withhold:time outdoors:from prisoners
report:deaths in custody:to the state = notify:the state:of every death in custody
honor:detainers not signed by a judge = act on:detainers that no judge has signed
employ:inmates:in the kitchen = assign:prisoners:to kitchen work
serve:hot meals:to inmates = provide:warm food:to people in custody
""",  # noqa: E501
    "conditions": """
a judge has signed a warrant | a judicial warrant | no judge has signed a warrant
the inmate consents in writing | the inmate's written consent | the inmate refuses
a physician approves | a physician's approval | no physician has approved
the person has been convicted of a violent felony | a violent felony conviction | the person has no violent conviction
the inmate's lawyer has been told | notice to the inmate's lawyer | the inmate's lawyer has not been told
the warden signs an order | an order signed by the warden | the warden has signed nothing
a court orders it | a court order | no court has ordered it
the county commission approves | the county commission's approval | the county commission has not approved
a disciplinary hearing has been held | a disciplinary hearing | no hearing has been held
""",  # noqa: E501
    "situations": (
        "an escape attempt;a medical emergency;a lockdown;a facility fire;an outbreak of "
        "illness;a federal investigation"
    ),
    "docs": (
        "Policy {n};Senate Bill {m};House Bill {m};the detention standard;Directive {n};Resolution "
        "{m};the jail handbook"
    ),
}
SCHOOLS = {
    "actors": "the {p} School District~the district;public schools in {s}~public schools+;teachers in "
    "{p}~teachers+;"
    "the {s} Board of Education~the board;charter schools in {s}~charter schools+;the University of "
    "{s}~the "
    "university;"
    "principals in the {p} School District~principals+",
    "actions": """
suspend:students:for skipping class = send:students:home for truancy
start:classes:before eight in the morning = begin:the school day:earlier than eight o'clock
sell:soda:on school grounds = offer:sugary drinks:for sale on campus
require:uniforms:in middle school = make:middle school students:wear uniforms
ban:cell phones:during lessons = forbid:mobile phones:in class
share:student records:with the military = give:recruiters:access to student files
ask:families:about citizenship = inquire about:the citizenship of families
teach:cursive writing:in third grade = include:cursive handwriting:in the third-grade curriculum
test:drinking water:for lead = check:drinking water:for lead
provide:free breakfast:to all students = serve:every student:breakfast at no charge
search:student lockers = look inside:lockers assigned to students
arm:staff members = let:employees:carry guns
remove:books:from the library = pull:titles:from library shelves
charge:fees:for sports = make:athletes:pay to play
admit:unvaccinated children = enroll:children without vaccinations
assign:homework:over holidays = give:homework:during vacation periods
hire:teachers without a license = employ:unlicensed teachers
offer:classes in two languages = run:bilingual classes
keep:defibrillators:in every gym = install:defibrillators:in all gyms
report:bullying:to parents = tell:parents:about bullying
use:corporal punishment = paddle:students
collect:students' fingerprints = take:fingerprints:from students
""",
    "conditions": """
a parent agrees in writing | a parent's written consent | the parents object
the school board votes to approve it | a vote of the school board | the school board has not approved it
the superintendent signs off | the superintendent's sign-off | the superintendent has not signed off
two weeks' notice is given | two weeks' notice | no notice is given
a hearing has been held | a prior hearing | no hearing has been held
a nurse is on site | an on-site nurse | no nurse is present
the state pays the cost | state funding | the state does not pay
a doctor provides a note | a doctor's note | no doctor has provided a note
enrollment tops 500 | an enrollment above 500 | enrollment is 500 or less
a committee of teachers has reviewed it | review by a committee of teachers | no committee has reviewed it
""",
    "situations": (
        "a snow emergency;a public health emergency;a lockdown;the final exam period;a state of "
        "emergency;summer school"
    ),
    "docs": (
        "Policy {n};Board Rule {n};House Bill {m};the student code of conduct;Section {n} of the "
        "Education Code;the district handbook"
    ),
}
HEALTH = {
    "actors": "hospitals in {s}~hospitals+;the {p} Health Department~the department;pharmacists in "
    "{s}~pharmacists+;"
    "nursing homes in {s}~nursing homes+;the {s} Department of Health~the department;clinics in "
    "{p}~clinics+;"
    "health insurers in {s}~insurers+;nurse practitioners in {s}~nurse practitioners+",
    "actions": """
turn away:uninsured patients = refuse:treatment:to patients without insurance
dispense:birth control:without a prescription = provide:contraceptives:to people who have no prescription
post:prices:for common procedures = publish:what common procedures cost
prescribe:opioids:for more than a week = write:opioid prescriptions:that last longer than a week
share:patient records:with researchers = give:researchers:access to patient files
administer:flu shots:to children = vaccinate:children:against the flu
close:restaurants:over repeated violations = shut down:restaurants:with repeated violations
bill:patients:for emergency transport = charge:patients:for an ambulance ride
report:overdoses:to the state = notify:state officials:of overdoses
require:staff:to wear masks = make:employees:wear masks
limit:visitors:in intensive care = restrict:visits:to intensive care units
supply:clean needles:to drug users = hand out:sterile syringes
treat:patients:by video = see:patients:in video appointments
discharge:homeless patients:to a shelter = release:homeless patients:into shelters
substitute:a generic drug:for a brand name = replace:brand-name drugs:with generics
test:newborns:for hearing loss = screen:newborn babies:for deafness
deny:coverage:for mental health care = refuse::to pay for mental health treatment
keep:vaccination records:for ten years = retain:immunization records:for a decade
perform:surgery:on minors = operate on:minors
ration:scarce drugs = limit:supplies of scarce drugs
""",
    "conditions": """
the patient consents in writing | the patient's written consent | the patient refuses
a physician signs the order | an order signed by a physician | no physician has signed
the health officer approves | the health officer's approval | the health officer has not approved
a second doctor agrees | a second doctor's agreement | no second doctor has agreed
the state issues a license | a state license | the state has issued no license
the ethics board has reviewed it | an ethics review | the ethics board has not reviewed it
an interpreter is available | an available interpreter | no interpreter is available
beds are short | a shortage of beds | there are enough beds
the insurer agrees to pay | the insurer's agreement to pay | the insurer refuses to pay
""",
    "situations": (
        "a declared epidemic;a life-threatening emergency;a mass casualty event;a drug shortage;a "
        "flood;a power failure"
    ),
    "docs": (
        "Rule {n};House Bill {m};the Patient Protection Act;Section {n} of the Health Code;Emergency "
        "Order {m};the licensing code"
    ),
}
ELECTIONS = {
    "actors": "the {c} clerk~the clerk;the {s} Board of Elections~the board;poll workers in {c}~poll "
    "workers+;"
    "county clerks in {s}~county clerks+;the {s} Secretary of State~the secretary;candidates for the "
    "{p} "
    "council~"
    "candidates+;political committees in {s}~committees+",
    "actions": """
count:ballots:that arrive after Election Day = tally:ballots received after Election Day
ask:voters:for photo identification = demand:a photo ID:from voters
mail:ballots:to every registered voter = send:all registered voters:a ballot
remove:inactive voters:from the rolls = strike:voters who have not voted lately:from the rolls
open:polling places:on Sunday = offer:voting on Sundays
accept:donations:from corporations = take:corporate contributions
start:counting early votes:before polls close = begin:the tally of early votes:ahead of poll closing
place:drop boxes:outside libraries = put:ballot drop boxes:in front of libraries
disclose:the names of donors = make:donors' names:public
allow:observers:inside the counting room = admit:observers:to the counting room
recount:ballots:by hand = conduct:a hand count of the ballots
reject:ballots with mismatched signatures = throw out:ballots on which signatures do not match
register:voters:at the polls = sign up:new voters:on Election Day
print:ballots:in two languages = provide:bilingual ballots
campaign::within 100 feet of a polling place = seek:votes:within 100 feet of a polling place
hire:private lawyers:for recounts = retain:outside counsel:for recounts
use:voting machines without a paper record = employ:paperless voting machines
""",
    "conditions": """
the margin is below half a percent | a margin below half a percent | the margin is half a percent or more
the board certifies it | certification by the board | the board has not certified it
a court orders it | a court order | no court has ordered it
both parties agree | the agreement of both parties | one party objects
a voter asks for it in writing | a voter's written request | no voter has asked for it
the council passes a resolution | a council resolution | the council has passed no resolution
notice is published ten days before | ten days' published notice | no notice is published
the state covers the expense | state payment | the state does not cover the expense
""",
    "situations": (
        "a runoff;a special election;a natural disaster;a primary election;a power outage;a recount"
    ),
    "docs": (
        "Section {n} of the Election Code;House Bill {m};Senate Bill {m};the Voter Access Act;Rule "
        "{n};Measure {m}"
    ),
}
BENEFITS = {
    "actors": "the {s} Department of Human Services~the department;caseworkers in {c}~caseworkers+;the "
    "{p} "
    "Housing Authority~"
    "the authority;homeless shelters in {p}~shelters+;the {s} Unemployment Office~the office;landlords "
    "in "
    "{p}~landlords+;"
    "employers in {s}~employers+",
    "actions": """
cut:food aid:after three months = end:food assistance:once three months have passed
ask:applicants:for a Social Security number = demand:a Social Security number:from applicants
evict:tenants:in winter = remove:renters:during the winter months
turn away:families with pets = refuse:families who have pets
reject:rent vouchers = decline:housing vouchers
demand:drug tests of applicants = make:applicants:take a drug test
pay:benefits:to part-time workers = grant:part-time workers:benefits
visit:homes:without notice = make:unannounced home visits
charge:application fees = bill:people:for applying
consider:an applicant's criminal record = look at:the criminal history of applicants
raise:rents:by more than five percent = increase:the rent:beyond five percent
share:client files:with immigration authorities = give:immigration authorities:access to client files
count:child support:as income = treat:child support payments:as income
offer:paid sick leave = give:workers:paid sick days
install:smoke detectors:in bedrooms = fit:bedrooms:with smoke detectors
keep:security deposits = withhold:a renter's security deposit
schedule:shifts:on short notice = assign:shifts:at short notice
recover:overpayments:from the estate of a recipient = claim:overpaid sums:from a recipient's estate
limit:stays:to ninety days = cap:stays:at ninety days
""",
    "conditions": """
the tenant is three months behind | arrears of three months | the tenant is less than three months behind
a hearing officer approves | a hearing officer's approval | no hearing officer has approved
thirty days' written notice is given | thirty days' written notice | no notice is given
the person agrees in writing | the person's written agreement | the person objects
household income exceeds the limit | a household income above the limit | household income is below the limit
a judge issues an order | a judge's order | no judge has issued an order
the recipient has children | children in the household | the recipient has no children
the federal government pays half | federal payment of half the cost | no federal money is provided
""",
    "situations": (
        "a declared emergency;a fire;cases of fraud;a flood;cases of domestic violence;a heat wave"
    ),
    "docs": (
        "Section {n} of the Housing Code;Ordinance {n};House Bill {m};the Tenant Protection Act;Rule "
        "{n};Senate Bill {m}"
    ),
}
AREAS_SAFETY = [POLICE, JAILS, SCHOOLS, HEALTH, ELECTIONS, BENEFITS]
