"""The gazetteer: who can speak, in which spelling, in which office on which day."""

import csv
from datetime import date
from pathlib import Path

import pytest

from extractors.errors import FaultyFileError
from extractors.records.words import Level
from extractors.speakers import Institution, Official, load_officials

SHARED = Path(__file__).resolve().parents[2] / "shared" / "domain" / "officials.csv"
OFFICIALS = load_officials()


def person(key: str) -> Official:
    found = OFFICIALS.get(key)
    assert isinstance(found, Official)
    return found


def institution(key: str) -> Institution:
    found = OFFICIALS.get(key)
    assert isinstance(found, Institution)
    return found


@pytest.mark.parametrize(
    ("day", "post"),
    [
        (date(2022, 12, 15), "Foreign Minister"),
        (date(2023, 4, 13), "Director, Office of the Central Foreign Affairs Commission"),
        (date(2024, 7, 24), "Foreign Minister"),
    ],
)
def test_a_person_speaks_in_the_office_held_on_the_day(day, post):
    assert OFFICIALS.speaker(person("wang-yi"), "王毅", day).office == post


def test_the_latest_office_is_taken_when_the_day_is_unknown():
    assert OFFICIALS.speaker(person("qin-gang"), "Qin").office == "Foreign Minister"


def test_a_former_ambassador_does_not_act_for_his_country():
    speaker = OFFICIALS.speaker(person("gao-yusheng"), "高玉生", date(2022, 5, 10))
    assert (speaker.acts_for, speaker.office) == (None, "former Ambassador to Ukraine")


def test_an_institution_carries_its_side_and_level():
    speaker = OFFICIALS.speaker(institution("china-representative"), "中国代表")
    assert (speaker.name, speaker.acts_for, speaker.level) == (
        "China (unnamed representative)",
        "China",
        Level.UN,
    )


def test_a_given_name_taken_for_a_surname_leads_to_the_person():
    assert [each.id for each in OFFICIALS.named("en")["Shuang"]] == ["geng-shuang"]
    assert [each.id for each in OFFICIALS.named("ru")["Цзякунь"]] == ["guo-jiakun"]
    assert [each.id for each in OFFICIALS.named("uk")["Шуан"]] == ["geng-shuang"]


def test_a_shared_surname_leads_to_everybody_it_can_mean():
    assert {"wang-yi", "wang-wenbin"} <= {each.id for each in OFFICIALS.named("en")["Wang"]}


def test_no_chinese_name_means_two_people():
    assert not {form for form, people in OFFICIALS.named("zh").items() if len(people) > 1}


def test_every_person_of_the_shared_list_is_known_in_every_spelling():
    if not SHARED.exists():
        pytest.skip("the shared officials list is not beside this checkout")
    rows = list(csv.DictReader(SHARED.open(encoding="utf-8")))
    for row in rows:
        for language, column in (("en", "name_en"), ("zh", "name_zh"), ("uk", "name_uk"), ("ru", "name_ru")):
            for form in row[column].split(";"):
                names = {each.name for each in OFFICIALS.named(language).get(form.strip(), ())}
                assert row["name_en"] in names, (row["name_en"], form)


def test_all_faults_of_a_file_come_at_once(tmp_path):
    faulty = tmp_path / "officials.yaml"
    faulty.write_text(
        """
people:
  - {id: A B, side: Ruritania, name: Anna, zh: [Anna], offices: [{organ: X, post: Y, level: king}]}
  - {id: bela, side: Ruritania, name: Bela, pronoun: they, nick: B, offices: []}
institutions: []
""",
        "utf-8",
    )
    with pytest.raises(FaultyFileError) as caught:
        load_officials(faulty)
    fields = {fault.field for fault in caught.value.faults}
    assert fields >= {
        "people.0.id (A B)",
        "people.0.zh.0 (A B)",
        "people.0.offices.0.level (A B)",
        "people.1.pronoun (bela)",
        "people.1.nick (bela)",
        "people.1.offices (bela)",
    }


def test_an_office_that_ends_before_it_starts_is_a_fault(tmp_path):
    faulty = tmp_path / "officials.yaml"
    office = "{organ: X, post: King, level: leader, from: '2023-05', to: '2022'}"
    faulty.write_text(
        f"people:\n  - {{id: anna, side: R, name: Anna, offices: [{office}]}}\ninstitutions: []\n", "utf-8"
    )
    with pytest.raises(FaultyFileError, match="King: from is later than to"):
        load_officials(faulty)


def test_a_key_that_stands_twice_is_a_fault(tmp_path):
    faulty = tmp_path / "officials.yaml"
    faulty.write_text("people: []\npeople: []\ninstitutions: []\n", "utf-8")
    with pytest.raises(FaultyFileError, match="stands twice"):
        load_officials(faulty)
