"""Search by meaning with a tiny model made here; nothing is fetched and nothing heavy is imported early."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg.engine import OxigraphRepo
from kg.store import open_store
from ontology.text import fold
from query.bench import bench_retrieval
from query.dense import VARIABLE, Encoder, configured_encoder
from query.search import ModelUnavailableError, search
from query.search.freshness import read_manifest

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
    encoder = Encoder(str(tiny_model))
    first = encoder.encode_passages(["lấy mẫu xét nghiệm", "cách ly tập trung"])
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
        assert search("khẩu trang", repo).mode == "lexical"


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
    ("name", "weight", "prefix"), [("intfloat/multilingual-e5-base", 0.75, "query: "), ("other/model", 0.75, "")]
)
def test_settings_come_by_family(name: str, weight: float, prefix: str) -> None:
    encoder = Encoder(name)
    assert (encoder.weight, encoder._query_prefix) == (weight, prefix)


def test_no_variable_means_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, " ")
    assert configured_encoder() is None


@pytest.mark.parametrize("module", ["query.search", "query.sparql", "query.compare", "query.bench", "query.dense"])
def test_importing_stays_light(module: str) -> None:
    heavy = "{'torch', 'sentence_transformers', 'transformers', 'rdflib', 'openpyxl', 'gradio', 'owlready2'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
