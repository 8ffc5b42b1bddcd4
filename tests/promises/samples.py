"""Small corpora of invented places, and the true claims each bears out."""

from __future__ import annotations

from desks import Text

# True claim -> the document that bears it out. The halves speak of like things: near is not evidence.
TARN = {
    "The Tarn Bridge opened in 1990.": "The Tarn Bridge opened in 1990. It has two lanes and a footpath.",
    "Alder County raised its fishing permit fee to $12 in 2024.": (
        "Alder County raised its fishing permit fee to $12 in 2024. The vote was five to two."
    ),
    "The Fennmouth council banned leaf blowers in March 2023.": (
        "The Fennmouth council banned leaf blowers in March 2023. Fines start at $50."
    ),
    "The ferry to Otter Island carries cars on Sundays.": (
        "The ferry to Otter Island carries cars on Sundays. On other days it takes walkers only."
    ),
    "Ruth Okafor was elected mayor of Fennmouth in 2022.": (
        "Ruth Okafor was elected mayor of Fennmouth in 2022. She won 54 percent of the vote."
    ),
}
HARROW = {
    "The Alder Bridge opened in 1994.": "The Alder Bridge opened in 1994. It has one lane and no footpath.",
    "Birch County raised its fishing permit fee to $15 in 2021.": (
        "Birch County raised its fishing permit fee to $15 in 2021. The vote was four to three."
    ),
    "The Harrow council banned bonfires in May 2022.": (
        "The Harrow council banned bonfires in May 2022. Fines start at $80."
    ),
    "The ferry to Gull Island carries bicycles on weekdays.": (
        "The ferry to Gull Island carries bicycles on weekdays. It sails from the north pier."
    ),
    "Peter Lindqvist was elected sheriff of Birch County in 2018.": (
        "Peter Lindqvist was elected sheriff of Birch County in 2018. He won 61 percent of the vote."
    ),
}


def documents(claims: dict[str, str]) -> list[Text]:
    """Each body as a document of its own publisher."""
    return [Text(body=body, publisher=f"Gazette {n}") for n, body in enumerate(claims.values(), start=1)]
