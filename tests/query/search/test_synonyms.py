"""Search by other words than the text's: found, told, lit."""

import unicodedata

import pytest

from ingest.model import Record
from kg.engine import OxigraphRepo
from ontology.text import words
from query.search import search
from query.search.lexical import LocalIndex
from query.search.model import Unit, Where
from query.search.text import join_ranges, matched_synonyms
from query.thesaurus import expansions

Records = dict[str, tuple[Record, str]]


def index(*texts: str) -> LocalIndex:
    made = LocalIndex()
    made.add([Unit(f"u{at}", "duty", "n", text, text, 0, len(text)) for at, text in enumerate(texts)])
    made.commit()
    return made


def ids(made: LocalIndex, query: str) -> list[str]:
    synonyms = expansions(words(query))
    return [made.unit(one.row).id for one in made.search_text(query, 10, Where(), synonyms=synonyms)]


@pytest.mark.parametrize("query", ["bị phạt", "bi phat"])
def test_a_duty_is_found_by_everyday_words_and_says_so(repo: OxigraphRepo, query: str) -> None:
    best = search(query, repo).hits[0]
    assert "xử lý nghiêm" in best.text
    assert "bị phạt → xử lý nghiêm" in best.why.lexical


def test_the_synonym_is_lit(repo: OxigraphRepo, records: Records) -> None:
    best = search("bị phạt", repo).hits[0]
    raw = records["nam-dinh"][1]
    lit = [unicodedata.normalize("NFC", raw[start:end]) for start, end in best.highlights]
    assert any(phrase.startswith("xử lý nghiêm") for phrase in lit)


def test_only_synonyms_in_the_text_are_told(repo: OxigraphRepo) -> None:
    told = [reason for hit in search("bị phạt", repo, k=50).hits for reason in hit.why.lexical if "→" in reason]
    assert told
    assert not any("hành chính" in reason for reason in told)


@pytest.mark.parametrize("query", ["thùng phiếu để đâu", "thung phieu de dau"])
def test_the_words_of_the_query_outweigh_their_synonyms(query: str) -> None:
    made = index("bố trí hòm phiếu", "đặt thùng phiếu", "việc khác hẳn")
    assert ids(made, query)[:2] == ["u1", "u0"]


def test_a_synonym_counts_whole_or_not_at_all() -> None:
    made = index("cơ sở dã ngoại, bệnh án", "mở bệnh viện dã chiến")
    assert ids(made, "nhà thương dã chiến")[0] == "u1"
    assert ids(made, "quây khu") == []
    assert ids(index("thiết lập vùng đệm"), "quây khu") == []


def test_the_best_synonym_counts_not_their_sum() -> None:
    made = index("tin giả", "tin giả thông tin xấu độc thất thiệt", "chữ khác")
    synonyms = expansions(words("tin vịt"))
    scores = {made.unit(one.row).id: one.score for one in made.search_text("tin vịt", 5, Where(), synonyms=synonyms)}
    bare = {made.unit(one.row).id: one.score for one in made.search_text("tin vịt", 5, Where())}
    single = max(made.search_text("tin vịt", 5, Where(), synonyms=[one])[0].score for one in synonyms)
    assert max(scores.values()) <= single + 1e-5
    assert scores["u0"] > bare["u0"]


def test_synonyms_are_found_whatever_the_form_of_the_text() -> None:
    quote = unicodedata.normalize("NFD", "Khu vực phong toả, giãn cách")
    [(one, start, end)] = [
        found for found in matched_synonyms(expansions(words("quây khu")), quote) if found[0].synonym == "phong tỏa"
    ]
    assert one.wording == "quây khu"
    assert unicodedata.normalize("NFC", quote[start:end]) == "phong toả"


def test_overlapping_ranges_become_one() -> None:
    assert join_ranges("phong tỏa khu", [(0, 9), (0, 5), (6, 13)]) == [(0, 13)]
