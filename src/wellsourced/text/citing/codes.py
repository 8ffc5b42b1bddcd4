"""Codes of law and how they are named: facts, each table with where it can be looked up."""

from __future__ import annotations

from wellsourced.text.wordlists import words

__all__ = ["BY_INITIALS", "STATES", "SUBJECTS", "usc_section_of"]

STATES = {
    **{"Alabama": "Ala.", "Alaska": "Alaska", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Cal."},
    **{"Colorado": "Colo.", "Connecticut": "Conn.", "Delaware": "Del.", "Florida": "Fla.", "Georgia": "Ga."},
    **{"Hawaii": "Haw.", "Idaho": "Idaho", "Illinois": "Ill.", "Indiana": "Ind.", "Iowa": "Iowa"},
    **{"Kansas": "Kan.", "Kentucky": "Ky.", "Louisiana": "La.", "Maine": "Me.", "Maryland": "Md."},
    **{"Massachusetts": "Mass.", "Michigan": "Mich.", "Minnesota": "Minn.", "Mississippi": "Miss."},
    **{"Missouri": "Mo.", "Montana": "Mont.", "Nebraska": "Neb.", "Nevada": "Nev.", "Ohio": "Ohio"},
    **{"New Hampshire": "N.H.", "New Jersey": "N.J.", "New Mexico": "N.M.", "New York": "N.Y."},
    **{"North Carolina": "N.C.", "North Dakota": "N.D.", "Oklahoma": "Okla.", "Oregon": "Or."},
    **{"Pennsylvania": "Pa.", "Rhode Island": "R.I.", "South Carolina": "S.C.", "South Dakota": "S.D."},
    **{"Tennessee": "Tenn.", "Texas": "Tex.", "Utah": "Utah", "Vermont": "Vt.", "Virginia": "Va."},
    **{"West Virginia": "W. Va.", "Washington": "Wash.", "Wisconsin": "Wis.", "Wyoming": "Wyo."},
    **{"District of Columbia": "D.C.", "New York City": "N.Y.C.", "San Francisco": "S.F."},
}
"""States as the Bluebook's table T10 shortens them, and two cities whose codes are often cited."""

SUBJECTS = {
    **{"administrative": "Admin.", "agriculture": "Agric.", "annotated": "", "ann": "", "business": "Bus."},
    **{
        "civil": "Civ.",
        "code": "Code",
        "codes": "Code",
        "codified": "Codified",
        "commerce": "Com.",
        "commercial": "Com.",
    },
    **{"comp": "Comp.", "compiled": "Comp.", "consolidated": "Consol.", "corporations": "Corp."},
    **{
        "correct": "Correct.",
        "correction": "Correct.",
        "corrections": "Correct.",
        "correctional": "Correct.",
        "crim": "Crim.",
    },
    **{"criminal": "Crim.", "education": "Educ.", "educ": "Educ.", "election": "Elec.", "elections": "Elec."},
    **{"evidence": "Evid.", "executive": "Exec.", "exec": "Exec.", "family": "Fam.", "finance": "Fin."},
    **{
        "gen": "Gen.",
        "general": "Gen.",
        "gov": "Gov.",
        "government": "Gov.",
        "gov't": "Gov.",
        "govt": "Gov.",
    },
    **{"health": "Health", "insurance": "Ins.", "institutions": "Inst.", "inst": "Inst.", "labor": "Lab."},
    **{"lab": "Lab.", "law": "Law", "laws": "Laws", "local": "Loc.", "loc": "Loc.", "municipal": "Mun."},
    **{"mun": "Mun.", "occupations": "Occ.", "occ": "Occ.", "of": "", "ordinances": "Ord.", "penal": "Penal"},
    **{"pen": "Penal", "probate": "Prob.", "prob": "Prob.", "procedure": "Proc.", "proc": "Proc."},
    **{"professions": "Prof.", "prof": "Prof.", "property": "Prop.", "prop": "Prop.", "public": "Pub."},
    **{"pub": "Pub.", "rev": "Rev.", "revised": "Rev.", "safety": "Safety", "services": "Serv."},
    **{"stat": "Stat.", "statute": "Stat.", "statutes": "Stat.", "tax": "Tax", "taxation": "Tax"},
    **{
        "transportation": "Transp.",
        "transp": "Transp.",
        "vehicle": "Veh.",
        "vehicles": "Veh.",
        "veh": "Veh.",
    },
    **{"welfare": "Welf.", "welf": "Welf.", "admin": "Admin.", "civ": "Civ.", "bus": "Bus.", "fam": "Fam."},
    **{"ins": "Ins.", "elec": "Elec.", "fin": "Fin.", "safe": "Safety", "and": "&", "&": "&", "the": ""},
}
"""Words of a code's name in the Bluebook's short form (tables T1.3 and T6); nothing for those that may be
left out. "Gov." stands for California's "Gov't" and "Gov." alike."""

BY_INITIALS = {
    **{"A.R.S.": "Ariz. Rev. Stat.", "ARS": "Ariz. Rev. Stat.", "C.R.S.": "Colo. Rev. Stat."},
    **{"CRS": "Colo. Rev. Stat.", "C.G.S.": "Conn. Gen. Stat.", "K.S.A.": "Kan. Stat."},
    **{
        "KRS": "Ky. Rev. Stat.",
        "K.R.S.": "Ky. Rev. Stat.",
        "M.G.L.": "Mass. Gen. Laws",
        "MGL": "Mass. Gen. Laws",
    },
    **{"G.L.": "Mass. Gen. Laws", "MCL": "Mich. Comp. Laws", "M.C.L.": "Mich. Comp. Laws"},
    **{
        "MCA": "Mont. Code",
        "RSMo": "Mo. Rev. Stat.",
        "N.C.G.S.": "N.C. Gen. Stat.",
        "N.J.S.A.": "N.J. Stat.",
    },
    **{"NMSA": "N.M. Stat.", "NRS": "Nev. Rev. Stat.", "N.R.S.": "Nev. Rev. Stat.", "O.C.G.A.": "Ga. Code"},
    **{"OCGA": "Ga. Code", "ORS": "Or. Rev. Stat.", "O.R.S.": "Or. Rev. Stat.", "O.R.C.": "Ohio Rev. Code"},
    **{
        "ORC": "Ohio Rev. Code",
        "RCW": "Wash. Rev. Code",
        "R.C.W.": "Wash. Rev. Code",
        "RSA": "N.H. Rev. Stat.",
    },
    **{
        "T.C.A.": "Tenn. Code",
        "V.S.A.": "Vt. Stat.",
        "ILCS": "Ill. Comp. Stat.",
        "SDCL": "S.D. Codified Laws",
    },
}
"""Codes called by initials at home, and their names after the Bluebook's table T1.3."""

_SERIES = (
    *((101, 1101, 5), (201, 1151, 9), (221, 1201, 4), (231, 1221, 7), (261, 1301, 6), (271, 1321, 10)),
    *((281, 1351, 13), (301, 1401, 9), (310, 1421, 11), (328, 1439, 2), (330, 1441, 15), (358, 1501, 4)),
    *((251, 1281, 8), (501, 1531, 7), (245, 1255, 6), (213, 1183, 3), (217, 1187, 3), (411, 1521, 4)),
)
"""Runs of sections whose numbers go together: first of the Act, first of the Code, how many."""
_SINGLE = words(
    "210=1160 211=1181 212=1182 213A=1183a 216=1186a 216A=1186b 235A=1225a 236A=1226a 238=1228 239=1229 "
    "240=1229a 240A=1229b 240B=1229c 240C=1230 241=1231 242=1252 243=1253 244=1254a 245A=1255a "
    "274A=1324a 274B=1324b 274C=1324c 274D=1324d 294=1363a 322=1433 324=1435 349=1481 351=1483"
)
_INA = {str(act + n): str(code + n) for act, code, many in _SERIES for n in range(many)}
_INA |= dict(pair.split("=") for pair in _SINGLE)


def usc_section_of(section: str) -> str | None:
    """The section of title 8, United States Code, in which one of the Immigration and Nationality Act stands.

    `section` is a number such as "287" or "274A". From the classification notes under each section of
    title 8 (uscode.house.gov); subsections have the same letters in both.
    """
    return _INA.get(section)
