"""The model in the box: vectors by numpy, and the same by sentence-transformers."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

import query
from ontology.text import strip_marks
from query.dense import ModelUnavailableError
from query.embed.bag import CODES, CONFIG, SCALES, BagModel, write_model
from query.embed.box import BagEncoder, boxed
from query.embed.torch_bag import write_modules

BOX = Path(query.__file__).parent / "data/model"
VOCABULARY = [["cách", "ly", "nhà"], ["cách ly"], ["cach", "ly", "nha"], ["cach ly"]]
TEXTS = [
    "Tổ chức cách ly tập trung.", "to chuc cach ly tap trung", "", "漢字", "Giao Sở Y tế chủ trì. " * 40,
    "Rà soát danh sách cử tri; niêm yết công khai trước ngày 20/5. Bố trí hòm phiếu phụ lưu động.\nHết.",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    weights = np.random.default_rng(3).normal(size=(8, 16)).astype(np.float32)
    write_model(tmp_path, VOCABULARY, weights, {"name": "m", "weight": 0.5, "floor": 0.1})
    return tmp_path


def test_a_text_is_the_sum_of_its_tokens(folder: Path) -> None:
    weights = np.load(folder / CODES).astype(np.float32) * np.load(folder / SCALES)[:, None]
    expected = weights[0] + weights[1] + weights[3]
    found = BagModel(folder).encode(["Cách ly!"])[0]
    assert np.allclose(found, expected / np.linalg.norm(expected), atol=1e-6)


def test_rounding_costs_little(tmp_path: Path) -> None:
    weights = np.random.default_rng(4).normal(size=(8, 16)).astype(np.float32)
    write_model(tmp_path, VOCABULARY, weights, {"name": "m", "weight": 0.5, "floor": 0.1})
    exact = weights[0] + weights[1] + weights[3]
    assert BagModel(tmp_path).encode(["cách ly"])[0] @ exact / np.linalg.norm(exact) > 0.9999


def test_sentences_have_vectors_of_their_own(folder: Path) -> None:
    model, long = BagModel(folder), "cách ly nhà " * 5
    both = model.encode_sentences([f"{long}. {long}", "nhà"])
    assert both.first.tolist() == [0, 2, 3]
    assert np.allclose(both.sentences[0], model.encode([long])[0], atol=1e-6)
    assert np.allclose(np.linalg.norm(both.sentences, axis=1), 1, atol=1e-5)


def test_many_texts_are_as_one() -> None:
    model = BagModel(BOX)
    alone = [model.encode([text])[0] for text in TEXTS]
    many = model.encode(TEXTS * 100)
    assert np.allclose(many, np.array(alone * 100), atol=1e-6)


def test_a_text_without_known_words_has_no_direction(folder: Path) -> None:
    assert not BagModel(folder).encode(["xyz"]).any()


@pytest.mark.parametrize("box", [True, False], ids=["in the box", "made here"])
def test_sentence_transformers_gives_the_same(
    folder: Path, box: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write_modules(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sentence_transformers import SentenceTransformer

        used = BOX if box else folder
        model = SentenceTransformer(str(used), device="cpu", local_files_only=True, trust_remote_code=True)
        given = model.encode(TEXTS, convert_to_numpy=True, show_progress_bar=False)
        copy = tmp_path_factory.mktemp("copy")
        model.save(str(copy))
        again = SentenceTransformer(str(copy), device="cpu", local_files_only=True, trust_remote_code=True)
    expected = BagModel(used).encode(TEXTS)
    assert np.abs(np.asarray(given) - expected).max() < 1e-5
    assert np.abs(np.asarray(again.encode(TEXTS, show_progress_bar=False)) - expected).max() < 1e-5


def test_the_box_is_small_and_says_what_it_is() -> None:
    files = list(BOX.iterdir())
    assert sum(path.stat().st_size for path in files) <= 20_000_000
    card = (BOX / "README.md").read_text(encoding="utf-8")
    assert all(word in card for word in ("CC BY-SA", "Wikipedia", "Recall@10"))
    assert 0 < boxed().weight < 1


@pytest.mark.parametrize(
    ("query_said", "right", "wrong"),
    [
        ("phát đồ ăn cho dân trong vùng bị phong tỏa", "Cung cấp nhu yếu phẩm cho người dân khu vực phong tỏa.",
         "Ban hành kế hoạch chuyển đổi số trong trường học."),
        ("thùng phiếu mang tới tận nhà", "Bố trí hòm phiếu phụ phục vụ cử tri.", "Kiểm tra giá vật tư y tế."),
    ],
)  # fmt: skip
def test_everyday_words_are_near_to_those_of_notices(query_said: str, right: str, wrong: str) -> None:
    for asked in (query_said, strip_marks(query_said)):
        near = boxed().encode_passages([right, wrong]).texts @ boxed().encode_query(asked)
        assert near[0] > near[1] + 0.1


@pytest.mark.parametrize("damage", ["missing", "short", "config"])
def test_a_damaged_model_is_a_clear_error(folder: Path, damage: str) -> None:
    if damage == "missing":
        (folder / CODES).unlink()
    elif damage == "short":
        np.save(folder / SCALES, np.ones(3, np.float32))
    else:
        (folder / CONFIG).write_text(json.dumps({"name": "m"}), encoding="utf-8")
    with pytest.raises(ModelUnavailableError, match=str(folder)):
        BagEncoder(folder)
