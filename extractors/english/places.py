"""Countries, capitals and demonyms as English news writes them, and the side they stand for: a table."""

from __future__ import annotations

import shlex

_TABLE = """
China: china chinese beijing prc "people's republic of china" cpc ccp mofcom pla
Ukraine: ukraine ukrainian ukrainians kyiv kiev
Russia: russia russian russians moscow kremlin "russian federation"
US: us u.s u.s. usa america american americans washington "united states" "white house" pentagon
EU: eu e.u e.u. european "european union" brussels bloc
UK: uk u.k u.k. britain british london english
Germany: germany german germans berlin
France: france french paris elysee élysée
Japan: japan japanese tokyo
India: india indian delhi
Belarus: belarus belarusian minsk
Poland: poland polish warsaw
Turkey: turkey turkish türkiye ankara
Iran: iran iranian tehran
Israel: israel israeli israelis jerusalem
Brazil: brazil brazilian brasilia
Italy: italy italian rome
Spain: spain spanish madrid
Hungary: hungary hungarian budapest
Slovakia: slovakia slovak bratislava
Czechia: czechia czech prague
Finland: finland finnish helsinki
Sweden: sweden swedish stockholm
Norway: norway norwegian oslo
Denmark: denmark danish copenhagen
Netherlands: netherlands dutch
Belgium: belgium belgian
Austria: austria austrian vienna
Switzerland: switzerland swiss bern
Lithuania: lithuania lithuanian vilnius
Latvia: latvia latvian riga
Estonia: estonia estonian tallinn
Romania: romania romanian bucharest
Bulgaria: bulgaria bulgarian sofia
Serbia: serbia serbian belgrade
Greece: greece greek athens
Canada: canada canadian ottawa
Australia: australia australian canberra
"South Korea": "south korea" "south korean" seoul
"North Korea": "north korea" "north korean" dprk pyongyang
Taiwan: taiwan taiwanese taipei
Indonesia: indonesia indonesian jakarta
Pakistan: pakistan pakistani islamabad
Vietnam: vietnam vietnamese hanoi
"South Africa": "south africa" "south african" pretoria
Egypt: egypt egyptian cairo
"Saudi Arabia": saudi riyadh
Palestine: palestine palestinian palestinians
Mexico: mexico mexican
Kazakhstan: kazakhstan kazakh
NATO: nato
UN: un u.n u.n. "united nations"
"""


def _places() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        side, _, words = line.partition(": ")
        for word in shlex.split(words.replace("people's", "peoples")):
            out[word.replace("peoples", "people's")] = side.strip('"')
    return out


SIDE_OF = _places()
