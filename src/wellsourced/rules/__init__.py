"""What an agency must, may or must not do: rules of law by place, agency, paper, ground and day.

>>> from datetime import date
>>> from wellsourced.settings import casebook_folder
>>> from wellsourced.rules import Situation, find_place, load_casebook, resolve
>>> casebook = load_casebook(casebook_folder("local-ice-cooperation"))
>>> asked = Situation(place=find_place("Houston"), agency="police", action="honor_detainer")
>>> answer = resolve(casebook, asked, date(2026, 11, 22))
>>> answer.value.value, answer.because[0].instrument, answer.because[0].verified
('must', 'TX-SB4-2017', True)

An `Answer` has a `value` (`must`, `may`, `must_not`, `only_with_judicial_warrant`, `only_with`,
`unresolved`, `not_found`), its `needs` (one of `papers` and one of `grounds`), `because` (the `Rule` that
decides first), `displaced` (each with why), `exceptions` and `notes` in words, and a `confidence` of 0 to
0.8, 0 where nothing is decided. No answer is legal advice.
"""

from wellsourced.rules.casebook import LoadedCasebook, load_casebook
from wellsourced.rules.engine import Answer, Displaced, Rule, RuleBook, resolve
from wellsourced.rules.finding import find_place
from wellsourced.rules.instruments import Needs
from wellsourced.rules.situation import Situation

__all__ = [
    "Answer",
    "Displaced",
    "LoadedCasebook",
    "Needs",
    "Rule",
    "RuleBook",
    "Situation",
    "find_place",
    "load_casebook",
    "resolve",
]
