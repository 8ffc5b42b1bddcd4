"""Words that sources use for the words of a claim, to search by and for nothing else.

They widen what is looked for. Whether a passage bears on the claim is judged by other rules: what is found
by a looser word is weighed like everything else.
"""

from __future__ import annotations

from types import MappingProxyType

from wellsourced.text.tokens import stem

__all__ = ["synonym"]

_TABLE = """
abolish: repeal; accuse: allege; acquire: buy; aid: assistance; airport: airfield; allow: permit;
announce: declare; appoint: name; approve: pass; arrest: detain; assist: help; attack: assault; attorney:
lawyer; automobile: car; ban: prohibit; barrage: dam; bill: legislation; boat: vessel; border: frontier;
budget: spending; build: construct; buy: purchase; cancel: scrap; car: vehicle; charge: indict; child:
minor; city: municipality; close: shut; collapse: fail; company: firm; complain: object; construct: build;
cooperate: assist; cost: price; country: nation; court: judge; crash: accident; create: establish; crime:
offense; cut: reduce; dam: barrage; dead: killed; death: fatality; debt: borrowing; decide: rule; decline:
refuse; decrease: fall; deficit: shortfall; demolish: raze; deport: remove; deputy: officer; destroy:
demolish; detain: hold; detainer: hold; die: killed; dismiss: fire; doctor: physician; drop: fall; drug:
medicine; education: schooling; elect: win; election: vote; emission: pollution; employ: hire; employment:
jobs; end: terminate; establish: found; expel: remove; extend: prolong; factory: plant; fall: decline;
fee: charge; fine: penalty; fire: blaze; firearm: gun; flood: flooding; forbid: prohibit; found:
establish; fund: finance; gas: petrol; government: authorities; grant: award; guilty: convicted; gun:
firearm; harm: damage; help: assist; hire: appoint; homicide: murder; honor: comply; hospital: clinic;
hotel: inn; house: home; illegal: unlawful; immigrant: migrant; immigration: migration; inaugurate: open;
income: earnings; increase: rise; inmate: prisoner; injure: wound; inquiry: investigation; introduce:
launch; invade: attack; investigate: probe; jail: prison; job: employment; judge: court; kid: child; kill:
dead; launch: start; law: statute; lawful: legal; lawsuit: suit; lawyer: attorney; layoff: dismissal;
legal: lawful; letter: correspondence; limit: restrict; mandate: require; mandatory: compulsory; marry:
wed; medicine: drug; merge: combine; migrant: immigrant; murder: homicide; newspaper: gazette; obligatory:
mandatory; offense: crime; officer: deputy; open: inaugurate; oppose: object; pact: agreement; parliament:
legislature; pass: adopt; pay: salary; penalty: fine; permit: license; physician: doctor; plant: factory;
police: law enforcement; policy: rule; pollution: emissions; population: residents; price: cost; prison:
jail; prohibit: ban; property: real estate; protest: demonstration; publish: release; purchase: buy; quit:
resign; raise: increase; reduce: cut; refuse: decline; reject: turn down; release: free; remove: deport;
rent: lease; repeal: abolish; replace: succeed; report: study; request: ask; require: mandate; resident:
inhabitant; resign: step down; restrict: limit; retire: step down; rise: increase; rule: decide; salary:
pay; school: education; sell: sale; senator: lawmaker; sentence: imprison; sheriff: law enforcement; ship:
vessel; shoot: gunfire; shut: close; sign: agree; soldier: troops; spend: expenditure; start: begin;
statute: law; steal: theft; store: shop; strike: walkout; study: research; sue: lawsuit; suit: lawsuit;
support: back; surge: jump; tax: levy; teach: instruct; teacher: educator; town: municipality; train:
railway; treaty: agreement; unemployment: jobless; university: college; unlawful: illegal; vaccine:
immunization; vessel: ship; veto: reject; visa: permit; vote: ballot; voter: electorate; wage: pay; war:
conflict; warrant: court order; weapon: arms; wound: injure
"""


def _read(table: str) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in table.replace("\n", " ").split(";"))
    return {stem(word.strip()): other.strip() for word, _, other in pairs}


_BY_STEM = MappingProxyType(_read(_TABLE))


def synonym(word: str) -> str:
    """Another word sources use for this one, whatever its ending; empty where none is known."""
    return _BY_STEM.get(stem(word), "")
