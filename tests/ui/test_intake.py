"""Files taken in by the page: their outcomes and reports, undoing, the writer's lock, serving read-only."""

import shutil
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, Quad

from kg import iris
from kg.errors import StoreLockedError
from kg.iris import term
from kg.proposals import list_proposals
from kg.store import DiskRepo, open_store
from ontology.names import ID
from ui.answering import ask
from ui.captions import captions
from ui.desk import Desk
from ui.intake import Step, put_back, take_in, take_out
from ui.reader import list_notices, notice_text, read_notice
from ui.render.intake import outcome, progress, stored
from ui.render.notice import header
from ui.views.intake import proposed, settled, taken_in

SAY = captions("vi")
SAMPLE = max(Path(str(files("ingest").joinpath("data/samples"))).iterdir(), key=lambda path: path.name)
NEW = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 12/CT-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 5 tháng 5 năm 2021

CHỈ THỊ
Về việc tăng cường phòng, chống dịch Covid-19

1. Sở Y tế phải bảo đảm đủ sinh phẩm xét nghiệm trước ngày 15/5/2021.
2. Công an tỉnh kiểm soát người nhập cảnh trái phép.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""


@pytest.fixture
def copy(store: Path, tmp_path: Path) -> Path:
    """A store of its own with both samples."""
    return Path(shutil.copytree(store, tmp_path / "own"))


def changed(folder: Path) -> Path:
    """The second sample with one sentence changed."""
    text = SAMPLE.read_text(encoding="utf-8")
    path = folder / "changed.txt"
    path.write_text(text.replace("Mặt trận Tổ quốc", "Mặt trận Tổ quốc tỉnh", 1), encoding="utf-8")
    return path


def new(folder: Path) -> Path:
    path = folder / "new.txt"
    path.write_text(NEW, encoding="utf-8")
    return path


def bad(folder: Path) -> Path:
    path = folder / "broken.pdf"
    path.write_bytes(b"%PDF-1.4 broken")
    return path


def last(paths: Sequence[Path], store: Path) -> Step:
    return list(take_in(paths, store, SAY))[-1]


def test_each_file_has_its_outcome(copy: Path, tmp_path: Path) -> None:
    step = last([new(tmp_path), changed(tmp_path), bad(tmp_path), SAMPLE], copy)
    assert [taken.status for taken in step.taken] == ["loaded", "replaced", "failed", "replaced"]
    assert "broken.pdf" in step.taken[2].problem
    assert str(tmp_path) not in step.taken[2].problem
    assert step.total == step.done == 4


def test_steps_name_the_file_in_work(copy: Path, tmp_path: Path) -> None:
    steps = list(take_in([new(tmp_path), bad(tmp_path)], copy, SAY))
    assert [step.current for step in steps] == ["new.txt", "broken.pdf", ""]
    assert 'aria-valuenow="50"' in progress(steps[1], SAY)


def test_the_report_says_what_was_read(copy: Path, tmp_path: Path) -> None:
    html = outcome(last([new(tmp_path)], copy), SAY)
    for told in ("12/CT-UBND", "5/5/2021", "Hà Nam", "2 nhiệm vụ", "Chỉ thị", "Xem trong văn bản"):
        assert told in html


def test_a_running_reader_sees_new_notices_and_their_undoing(copy: Path, tmp_path: Path) -> None:
    with open_store(copy, read_only=True) as repo:
        question = "Sở Y tế Hà Nam phải làm gì?"
        assert ask(question, repo).status == "not_stated"
        step = last([new(tmp_path)], copy)
        answer = ask(question, repo)
        assert answer.status == "answered"
        assert answer.evidence[0].source == "new.txt"
        put_back(step.earlier, copy)
        assert ask(question, repo).status == "not_stated"


def test_undoing_brings_a_replaced_notice_back(copy: Path, tmp_path: Path) -> None:
    with open_store(copy, read_only=True) as repo:
        before = {graph: set(repo.quads(graph)) for graph in repo.graphs()}
        step = last([changed(tmp_path), new(tmp_path)], copy)
        assert {graph: set(repo.quads(graph)) for graph in repo.graphs()} != before
        put_back(step.earlier, copy)
        assert {graph: set(repo.quads(graph)) for graph in repo.graphs()} == before


def test_a_notice_is_taken_out(copy: Path, notices: dict[str, str]) -> None:
    assert take_out([notices["Bắc Giang"], f"{ID}notice/unknown"], copy) == 1
    with open_store(copy, read_only=True) as repo:
        assert notice_text(repo, notices["Bắc Giang"]) == ("", "")
        html = stored(list_notices(repo, "vi"), SAY)
    assert html.count('data-act="remove"') == 1


def test_the_page_says_that_another_process_is_writing(copy: Path, tmp_path: Path) -> None:
    with open_store(copy, read_only=True) as repo, open_store(copy):
        desk = Desk(repo, copy, SAY)
        with pytest.raises(StoreLockedError):
            last([new(tmp_path)], copy)
        told = list(taken_in(desk, [str(new(tmp_path))], False))
    assert len(told) == 1
    assert "Một tiến trình khác đang ghi vào kho" in told[0][0]


def test_uploaded_files_are_not_kept(copy: Path, tmp_path: Path) -> None:
    uploaded = new(tmp_path)
    with open_store(copy, read_only=True) as repo:
        list(taken_in(Desk(repo, copy, SAY), [str(uploaded)], False))
    assert not uploaded.exists()


@pytest.mark.parametrize("names", [None, [], ["x.txt"] * 201])
def test_no_file_and_too_many_are_refused(store: Path, names: list[str] | None) -> None:
    with open_store(store, read_only=True) as repo:
        told = list(taken_in(Desk(repo, store, SAY), names, False))
    assert "từ 1 đến 200 tệp" in told[0][0]


FUND = "Quỹ Phát triển Nhà ở thành phố"


def test_like_bodies_wait_for_a_decision_on_the_page(copy: Path) -> None:
    with DiskRepo(copy) as repo:
        graph = iris.graph("ha-noi/1/2021-01-01")
        quads = [Quad(iris.notice("ha-noi/1/2021-01-01"), term("rdf:type"), term("tt:Notice"), graph)]
        for name in (FUND, f"{FUND} Hà Nội"):
            body = iris.body(f"m.{name}", "ha-noi")
            quads += [Quad(body, term("rdf:type"), term("org:Organization"), graph)]
            quads += [Quad(body, term("rdfs:label"), Literal(name), graph)]
        repo.replace_graph(graph, quads)
    with open_store(copy, read_only=True) as repo:
        desk = Desk(repo, copy, SAY)
        (waiting,) = list_proposals(repo)
        shown = proposed(desk)
        assert FUND in shown and f'data-arg="{waiting.id}"' in shown
        assert SAY("load.settled") in settled(desk, f"-{waiting.id}")
        assert FUND not in proposed(desk)
        assert "tt-bad" in settled(desk, f"+{waiting.id}")


def test_what_cites_and_is_cited_is_linked_in_the_reader(copy: Path, tmp_path: Path) -> None:
    citing = tmp_path / "citing.txt"
    cites = "1. Thực hiện Thông báo số 229-TB/TU ngày 09/5/2021 của Tỉnh ủy, Sở Y tế phải"
    text = NEW.replace("1. Sở Y tế phải", cites)
    citing.write_text(text.replace("5 tháng 5", "25 tháng 5").replace("HÀ NAM", "VĨNH PHÚC"), encoding="utf-8")
    list(take_in([citing], copy, SAY))
    with open_store(copy, read_only=True) as repo:
        cited = next(card.iri for card in list_notices(repo, "vi") if "229-TB/TU" in card.label)
        view = read_notice(repo, cited, "vi")
        assert view is not None
        assert [fact.value for fact in view.cited_by if "12/CT-UBND" in fact.value]
        other = read_notice(repo, view.cited_by[0].iri or "", "vi")
        assert other is not None
        assert [fact.iri for fact in other.facts if fact.name == "citesNotice"] == [cited]
        assert quote(cited, safe="") in header(other, SAY)
