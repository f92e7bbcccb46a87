"""Files taken in by the page: their outcomes and reports, undoing, the writer's lock, serving read-only."""

import shutil
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from kg.errors import StoreLockedError
from kg.store import open_store
from ontology.names import ID
from ui.answering import ask
from ui.captions import captions
from ui.desk import Desk
from ui.intake import Step, put_back, take_in, take_out
from ui.reader import list_notices, notice_text
from ui.render.intake import outcome, progress, stored
from ui.views.intake import taken_in

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
