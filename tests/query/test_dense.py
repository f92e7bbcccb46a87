"""Which model is used; search by meaning with the one in the box and with a tiny one made here.

Nothing is fetched and nothing heavy is imported early.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import query
from kg.engine import OxigraphRepo
from kg.store import open_store
from ontology.text import fold, nfc
from query.bench import bench_retrieval
from query.dense import NONE, VARIABLE, configured_encoder
from query.embed.box import BagEncoder, boxed
from query.embed.named import NamedEncoder, settings_of
from query.search import ModelUnavailableError, search
from query.search.freshness import read_manifest

BOX = Path(query.__file__).parent / "data/model"
WORDS = sorted(set(fold("Giao Sở Y tế lấy mẫu xét nghiệm cách ly tập trung đeo khẩu trang họp ca dương tính").split()))


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random BERT of two layers with a WordPiece vocabulary, saved as sentence-transformers does."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import Pooling, Transformer
        from tokenizers import Tokenizer, normalizers, pre_tokenizers, processors
        from tokenizers.models import WordPiece
        from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

        torch.manual_seed(11)
        raw = folder.with_name("raw")
        raw.mkdir()
        letters = [*"abcdefghijklmnopqrstuvwxyz0123456789"]
        vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *letters, *(f"##{c}" for c in letters)]
        numbered = {word: at for at, word in enumerate(dict.fromkeys(vocabulary))}
        tokenizer = Tokenizer(WordPiece(vocab=numbered, unk_token="[UNK]"))
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
        wrapped: Any = PreTrainedTokenizerFast
        wrapped(tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]",
                                sep_token="[SEP]", mask_token="[MASK]").save_pretrained(raw)  # fmt: skip
        config = BertConfig(vocab_size=len(numbered), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
                            intermediate_size=64, max_position_embeddings=128, initializer_range=0.6)  # fmt: skip
        BertModel(config).save_pretrained(raw)
        word = Transformer(str(raw), max_seq_length=64)
        dimension = word.get_word_embedding_dimension()
        SentenceTransformer(modules=[word, Pooling(dimension)], device="cpu").save(str(folder))
    return folder


@pytest.fixture
def model(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tiny_model))
    return tiny_model


def test_vectors_have_unit_length_and_repeat(tiny_model: Path) -> None:
    encoder = NamedEncoder(str(tiny_model))
    first = encoder.encode_passages(["lấy mẫu xét nghiệm", "cách ly tập trung"]).texts
    assert first.dtype == np.float32
    assert first.shape == (2, 32)
    assert np.allclose(np.linalg.norm(first, axis=1), 1.0, atol=1e-5)
    assert np.allclose(encoder.encode_query("lấy mẫu xét nghiệm"), first[0], atol=1e-5)


def test_search_is_hybrid_when_a_model_is_named(repo: OxigraphRepo, model: Path) -> None:
    result = search("lấy mẫu xét nghiệm", repo)
    assert (result.mode, result.model) == ("hybrid", str(model))
    assert all(hit.why.semantic is not None and -1 <= hit.why.semantic <= 1.01 for hit in result.hits)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)


def test_the_best_match_of_a_text_is_itself(repo: OxigraphRepo, model: Path) -> None:
    best = search("Tuyên truyền nhân dân đeo khẩu trang nơi công cộng.", repo, mode="semantic").hits[0]
    assert best.why.semantic == pytest.approx(1.0, abs=0.02)
    assert best.text == "Tuyên truyền nhân dân đeo khẩu trang nơi công cộng."


def test_filters_hold_for_vectors_too(repo: OxigraphRepo, model: Path) -> None:
    hits = search("đeo khẩu trang", repo, mode="semantic", province="Hòa Bình").hits
    assert {hit.province for hit in hits} == {"Hòa Bình"}


@pytest.mark.parametrize("mode", ["semantic", "hybrid"])
def test_the_benchmark_takes_the_model(model: Path, tmp_path: Path, mode: str) -> None:
    corpus, queries = tmp_path / "c.jsonl", tmp_path / "q.jsonl"
    corpus.write_text('{"pid": "1", "text": "lấy mẫu"}\n{"pid": "2", "text": "khẩu trang"}\n', encoding="utf-8")
    queries.write_text('{"qid": "1", "question": "khẩu trang", "positive_ids": ["2"]}\n', encoding="utf-8")
    told = bench_retrieval(corpus, queries, mode=mode)
    assert (told.mode, told.model, told.recall_at_1) == (mode, str(model), 1.0)


def test_words_alone_need_no_model(repo: OxigraphRepo, model: Path) -> None:
    result = search("khẩu trang", repo, mode="lexical")
    assert (result.model, result.hits[0].why.semantic) == (None, None)


def test_vectors_are_kept_and_remade_with_the_model(
    store_folder: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(store_folder, read_only=True) as repo:
        search("khẩu trang", repo)
    assert read_manifest(store_folder / "search").model == str(model)
    monkeypatch.delenv(VARIABLE)
    with open_store(store_folder, read_only=True) as repo:
        search("khẩu trang", repo)
    assert read_manifest(store_folder / "search").model == boxed().name
    monkeypatch.setenv(VARIABLE, NONE)
    with open_store(store_folder, read_only=True) as repo:
        assert search("khẩu trang", repo).mode == "lexical"


def test_modes_share_one_index(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with open_store(store_folder, read_only=True) as repo:
        search("khẩu trang", repo, mode="lexical")
        before = {path: path.stat().st_mtime_ns for path in (store_folder / "search").iterdir()}
        assert search("khẩu trang", repo).mode == "hybrid"
    assert {path: path.stat().st_mtime_ns for path in (store_folder / "search").iterdir()} == before


def test_making_vectors_anew_tells_how_far_it_is(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[tuple[int, int]]()
    with open_store(store_folder, read_only=True) as repo:
        for model in ("", NONE, NONE, ""):
            monkeypatch.setenv(VARIABLE, model)
            search("khẩu trang", repo, progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 2)] * 3


def test_words_are_searched_even_if_the_model_is_not_here(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/nonexistent/model")
    with open_store(store_folder, read_only=True) as repo:
        assert search("khẩu trang", repo, mode="lexical").hits


@pytest.mark.parametrize("name", ["no/such-model-anywhere", "/nonexistent/model"])
def test_a_model_that_is_not_here_is_a_clear_error(
    repo: OxigraphRepo, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(VARIABLE, name)
    with pytest.raises(ModelUnavailableError) as caught:
        search("khẩu trang", repo)
    assert name in caught.value.message("vi")
    assert VARIABLE in caught.value.message("en")


@pytest.mark.parametrize(
    ("name", "weight", "prefix", "pooling"),
    [("intfloat/multilingual-e5-base", 0.75, "query: ", ""), ("BAAI/bge-m3", 0.75, "", "cls"),
     ("other/model", 0.75, "", "")],
)  # fmt: skip
def test_settings_come_by_family(name: str, weight: float, prefix: str, pooling: str) -> None:
    settings = settings_of(name)
    assert (settings.weight, settings.query_prefix, settings.pooling) == (weight, prefix, pooling)


def test_prefixes_length_and_pooling_are_used(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = NamedEncoder(str(tiny_model)).encode_passages(["cách ly tập trung"]).texts[0]
    vectors = [plain]
    changes = ({"passage_prefix": "xét nghiệm: "}, {"max_tokens": 4}, {"pooling": "cls"})
    for change in changes:
        encoder = NamedEncoder(str(tiny_model))
        encoder.settings = replace(settings_of(str(tiny_model)), **change)
        vectors.append(encoder.encode_passages(["cách ly tập trung"]).texts[0])
    for at, one in enumerate(vectors):
        assert all(not np.allclose(one, other, atol=1e-3) for other in vectors[:at])


def test_queries_without_marks_get_them_back(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder, asked = NamedEncoder(str(tiny_model)), list[str]()

    def noted(texts: list[str]) -> NDArray[np.float32]:
        asked.extend(texts)
        return np.zeros((1, 32), np.float32)

    monkeypatch.setattr(encoder, "_encode", noted)
    encoder.encode_query("cach ly tap trung")
    encoder.settings = replace(encoder.settings, restore_marks=False)
    encoder.encode_query("cach ly tap trung")
    assert asked == ["cách ly tập trung", "cach ly tap trung"]


@pytest.mark.parametrize("said", ["", "  "])
def test_the_box_is_used_unless_something_else_is_asked_for(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, said)
    assert configured_encoder() is boxed()
    monkeypatch.delenv(VARIABLE)
    assert configured_encoder() is boxed()


@pytest.mark.parametrize("said", [NONE, "None", " NONE "])
def test_it_can_be_turned_off(said: str, repo: OxigraphRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, said)
    assert configured_encoder() is None
    assert search("khẩu trang", repo).mode == "lexical"


def test_a_folder_that_training_made_needs_no_torch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BOX, tmp_path / "own")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))
    assert isinstance(configured_encoder(), BagEncoder)


def test_meaning_finds_what_shares_no_word(repo: OxigraphRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    result = search("test covid", repo)
    assert (result.mode, result.model) == ("hybrid", boxed().name)
    assert "xét nghiệm" in nfc(result.hits[0].text)


def test_what_means_nothing_finds_nothing(repo: OxigraphRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert search("xylophone", repo, mode="semantic").hits == ()
    assert all(hit.why.semantic > boxed().floor for hit in search("cách ly", repo, mode="semantic", k=50).hits
               if hit.why.semantic is not None)  # fmt: skip


def test_the_first_search_imports_nothing_heavy(store_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.store import open_store; from query.search import search\n"
        f"with open_store(Path({str(store_folder)!r}), read_only=True) as repo: print(search('tiêm', repo).mode)\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'scipy', 'sklearn'} & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[:2] == ["hybrid", "[]"]


@pytest.mark.parametrize("module", ["query.search", "query.sparql", "query.compare", "query.bench", "query.dense"])
def test_importing_stays_light(module: str) -> None:
    heavy = "{'torch', 'sentence_transformers', 'transformers', 'rdflib', 'openpyxl', 'gradio', 'owlready2'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
