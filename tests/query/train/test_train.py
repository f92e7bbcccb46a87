"""Training a tiny model: what is left out, what is learnt, and that it is the same each time."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from query.embed.bag import CONFIG, BagModel
from query.train import __main__ as command
from query.train.pairs import Pair
from query.train.texts import measured_texts, read_documents
from query.train.vocabulary import SIZES, vocabulary

WORDS = [*"aăâbcdđeêghiklmnoôơpqrstuưvxy"]
PAIRS = [
    Pair("a.txt", "Bố trí hòm phiếu phụ phục vụ cử tri tại nhà.", ("thùng phiếu mang tới tận nơi", "ai đem thùng đi")),
    Pair("a.txt", "Cung cấp nhu yếu phẩm cho vùng phong tỏa.", ("phát đồ ăn cho dân", "gạo mì cho chỗ bị rào")),
    Pair("b.txt", "Truy vết các trường hợp tiếp xúc gần.", ("lần ra người từng gặp ca bệnh", "tìm f1")),
]


def paragraph(seed: int) -> str:
    return " ".join(np.random.default_rng(seed).choice(WORDS, 40).tolist()).capitalize() + "."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    documents = [
        {"id": str(n), "title": f"Bài {n}", "paragraphs": [paragraph(10 * n + k) for k in range(3)]} for n in range(40)
    ]
    with lzma.open(tmp_path / "train_a.jsonl.xz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in documents)
    measured = {"pid": "1", "text": f"Trích: {paragraph(11)}"}
    (tmp_path / "x.passages.jsonl").write_text(json.dumps(measured, ensure_ascii=False) + "\n", encoding="utf-8")
    return tmp_path


def test_paragraphs_that_are_measured_on_are_left_out(texts: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(paragraph(22).upper(), encoding="utf-8")
    kept = [p for one in read_documents(texts, measured_texts(texts, [other])) for p in one.paragraphs]
    assert len(kept) == 118
    assert paragraph(11) not in kept
    assert paragraph(22) not in kept


def test_own_words_are_in_the_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIZES, "plain", 3)
    known = vocabulary(["một hai ba bốn năm một hai"] * 5, ["hòm phiếu hòm phiếu"])
    assert known[0] == ["hòm", "phiếu", "hai"]
    assert known[1] == ["hòm phiếu", "phiếu hòm"]
    assert "hom phieu" in known[3]


@pytest.fixture
def made(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setattr(command, "written_pairs", lambda: PAIRS)
    monkeypatch.setattr(command, "thesaurus_pairs", lambda: [(("thùng phiếu",), ("hòm phiếu",))])
    folders = [tmp_path / "one/model", tmp_path / "two/model"]
    for folder in folders:
        folder.parent.mkdir()
        given = ["--texts", str(texts), "--out", str(folder), "--steps", "150", "--seed", "5"]
        told = CliRunner().invoke(command.main, given, catch_exceptions=False)
        assert told.exit_code == 0, told.output
    return folders


def test_the_same_seed_makes_the_same_model_and_it_has_learnt(made: list[Path]) -> None:
    first, second = made
    assert {path.name for path in first.iterdir()} == {
        "codes.npy", "config.json", "modules.json", "scales.npy", "vocabulary.txt"
    }  # fmt: skip
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name
    model = BagModel(first)
    near = model.encode(["phát đồ ăn", "tim f1"]) @ model.encode([pair.clause for pair in PAIRS]).T
    assert near.argmax(axis=1).tolist() == [1, 2]
    assert json.loads((first / CONFIG).read_text(encoding="utf-8"))["name"].startswith("thongtri-am-tiet-")
