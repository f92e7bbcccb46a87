"""The workbench in real headless Chromium: what a person does, and that nothing leaves the machine."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kg.store import open_store
from kg.vocabulary import refresh

from .serving import serving

pytestmark = pytest.mark.browser
QUESTION = "Ai chỉ đạo tổng thể công tác chống dịch ở Bắc Giang?"
XSS = "<img src=x onerror=\"document.body.dataset.owned='1'\">${document.body.dataset.owned=1}{{value}}"


def test_a_question_is_answered_with_the_highlighted_sentence(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#question input", QUESTION)
    page.click("#ask")
    expect(page.locator("#answer .tt-answer")).to_contain_text("Chủ tịch UBND tỉnh")
    expect(page.locator("#answer mark.m-quote").first).to_contain_text("chỉ đạo tổng thể công tác phòng, chống dịch")
    expect(page.locator("#answer .tt-reading")).to_contain_text("Bắc Giang")


def test_the_page_is_usable_at_once(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("#question input", timeout=3000)
    expect(page.locator("#headline")).to_contain_text("2 thông báo")


def test_an_example_can_be_clicked_and_followed_up(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#examples a").first.click()
    expect(page.locator("#answer .tt-answer")).to_be_visible()
    page.fill("#question input", "Còn Vĩnh Phúc thì sao?")
    page.press("#question input", "Enter")
    expect(page.locator("#trail")).to_contain_text("Sở Y tế Bắc Giang")
    expect(page.locator("#answer .tt-answer").first).to_contain_text("Vĩnh Phúc")
    page.fill("#question input", "thế hạn chót?")
    page.press("#question input", "Enter")
    expect(page.locator("#trail li")).to_have_count(2)
    again = str(page.locator("#answer .tt-card-foot .tt-link").get_attribute("href"))
    page.click("#start-over")
    expect(page.locator("#answer .tt-answer")).to_have_count(0)
    expect(page.locator("#trail li")).to_have_count(0)
    page.goto(address + again)
    expect(page.locator("#trail li")).to_have_count(2)
    expect(page.locator("#answer .tt-reading")).to_contain_text("đến khi nào")


def test_an_answer_is_copied_with_its_quotes(browser: BrowserContext, page: Page, address: str) -> None:
    browser.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"{address}/?q={quote(QUESTION)}")
    page.click("#answer .tt-copy")
    expect(page.locator("#answer .tt-copy")).to_have_text("Đã chép")
    expect(page.locator("#answer .tt-card-foot [role=status]")).to_have_text("Đã chép")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith(f"# {QUESTION}")
    assert "SELECT" in copied and "000_7b48cc2d61ee6c8d.txt [" in copied


def test_an_answer_is_downloaded(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote(QUESTION)}")
    with page.expect_download() as waiting:
        page.locator("#answer .tt-download", has_text="md").click()
    assert waiting.value.suggested_filename == "thongtri-answer.md"
    assert QUESTION in Path(waiting.value.path()).read_text(encoding="utf-8")


def test_a_slot_of_the_reading_can_be_changed(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote('Sở Y tế Bắc Giang phải làm gì?')}")
    page.locator("#answer .tt-slot select").first.select_option(label="Vĩnh Phúc")
    expect(page.locator("#question input")).to_have_value("Sở Y tế Vĩnh Phúc phải làm gì?")
    expect(page.locator("#answer .tt-reading")).to_contain_text("Vĩnh Phúc")


def test_a_changed_slot_takes_the_place_of_the_last_turn(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote('Sở Y tế Bắc Giang phải làm gì?')}")
    page.locator("#answer .tt-slot select").first.select_option(label="Vĩnh Phúc")
    expect(page.locator("#question input")).to_have_value("Sở Y tế Vĩnh Phúc phải làm gì?")
    expect(page.locator("#trail li")).to_have_count(0)
    page.fill("#question input", "thế hạn chót?")
    page.press("#question input", "Enter")
    expect(page.locator("#trail li")).to_have_count(1)
    expect(page.locator("#trail")).to_contain_text("Vĩnh Phúc")


@pytest.fixture(scope="module")
def empty_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("empty")
    with open_store(folder / "store") as repo:
        refresh(repo)
    with serving("serve", folder / "store", folder / "log") as served:
        yield served


@pytest.mark.parametrize(
    ("tab", "place"),
    [
        ("ask", "#examples"),
        ("search", "#hits"),
        ("compare", "#comparison"),
        ("notice", "#notice-text"),
        ("graph", "#graph"),
    ],
)
def test_an_empty_store_says_what_to_do(browser: BrowserContext, empty_address: str, tab: str, place: str) -> None:
    opened = browser.new_page()
    opened.goto(f"{empty_address}/?tab={tab}")
    expect(opened.locator(f"{place} .tt-empty a")).to_have_attribute("href", "/?tab=load")
    opened.close()


def test_suggestions_are_chosen_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    field = page.locator("#question input")
    expect(field).to_have_attribute("role", "combobox")
    field.press_sequentially("so y te")
    options = page.locator("#suggestion-list [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    chosen = options.first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#answer .tt-answer")).to_be_visible()
    expect(field).to_have_value(chosen)
    expect(options.first).to_be_hidden()


def test_suggestions_can_be_left(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#question input").press_sequentially("vinh phuc neu")
    expect(page.locator("#suggestion-list")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#suggestion-list")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#answer article")).to_be_visible()


def test_a_refusal_offers_questions_to_click(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote('Giá vàng hôm nay bao nhiêu?')}")
    expect(page.locator("#answer [data-status=out_of_scope]")).to_be_visible()


def test_evidence_opens_in_its_notice(page: Page, address: str) -> None:
    page.goto(f"{address}/?tab=ask&q={quote(QUESTION)}")
    page.locator("#answer .tt-open").first.click()
    chosen = page.locator("#notice-text mark.m-chosen").first
    expect(chosen).to_contain_text("chỉ đạo tổng thể")
    expect(chosen).to_be_in_viewport()


def test_the_address_of_a_quotation_opens_it(page: Page, address: str) -> None:
    page.goto(f"{address}/?tab=ask&q={quote(QUESTION)}")
    page.goto(address + str(page.locator("#answer .tt-open").first.get_attribute("href")))
    expect(page.locator("#notice-text mark.m-chosen").first).to_be_in_viewport()


def test_a_clicked_duty_shows_its_facts(page: Page, address: str, notices: dict[str, str]) -> None:
    page.goto(f"{address}/?tab=notice&notice={quote(notices['Vĩnh Phúc'], safe='')}")
    page.locator("#notice-text mark.m-duty", has_text="chủ trì, tham mưu việc phát động phong trào").first.click()
    facts = page.locator("#duty-facts [data-duty]")
    expect(facts).to_contain_text("Mặt trận Tổ quốc")
    expect(facts).to_contain_text("nêu ngay trong câu")
    expect(page.locator("#notice-text mark.m-chosen").first).to_be_visible()


def test_on_a_narrow_screen_the_facts_come_into_view(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    page.goto(f"{address}/?tab=notice")
    page.locator("#notice-text .tt-paper mark.m-duty").first.click()
    expect(page.locator("#duty-facts [data-duty]")).to_be_in_viewport()


def test_an_inferred_province_is_shown_as_such(page: Page, address: str, notices: dict[str, str]) -> None:
    page.goto(f"{address}/?tab=notice&notice={quote(notices['Bắc Giang'], safe='')}")
    expect(page.locator("#notice-header")).to_contain_text("suy ra")
    expect(page.locator("#notice-header")).to_contain_text("Tân Yên")


def test_the_picture_of_a_notice_leads_to_its_bodies(page: Page, address: str, notices: dict[str, str]) -> None:
    page.goto(f"{address}/?tab=graph&notice={quote(notices['Bắc Giang'], safe='')}")
    box = page.locator("#graph a.tt-node", has_text="Sở Y tế").first
    expect(box).to_be_visible()
    page.goto(address + str(box.get_attribute("href")))
    expect(page.locator(".tt-title")).to_have_text("Sở Y tế")


def test_sparql_runs_and_tells_errors(page: Page, address: str) -> None:
    page.goto(f"{address}/?tab=sparql")
    page.click("#sparql-run")
    expect(page.locator("#sparql-result table")).to_be_visible()
    page.goto(f"{address}/?tab=sparql&sparql={quote('DELETE WHERE { ?s ?p ?o }')}")
    expect(page.locator("#sparql-result .tt-bad")).to_contain_text("DELETE")


def test_the_query_of_an_answer_opens_in_the_sparql_tab(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote(QUESTION)}")
    page.locator("#query-run button").first.click()
    page.click("#to-sparql")
    expect(page.locator("#sparql-result table")).to_be_visible()


def test_a_hostile_question_stays_text(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote(XSS)}")
    expect(page.locator("#answer article")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("document.body.dataset.owned") is None


def test_the_page_speaks_english(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")
    expect(page.get_by_role("tab", name="Ask")).to_be_visible()
    page.get_by_text("Tiếng Việt").click()
    expect(page.get_by_role("tab", name="Hỏi đáp")).to_be_visible()


@pytest.fixture(scope="module")
def own_store(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that tests may write to."""
    return Path(shutil.copytree(store, tmp_path_factory.mktemp("own") / "store"))


@pytest.fixture(scope="module")
def own_address(own_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving("serve", own_store, tmp_path_factory.mktemp("server") / "log") as served:
        yield served


@pytest.fixture
def own_page(browser: BrowserContext, own_address: str) -> Iterator[Page]:
    """The tab for loading, over the store that may be written to."""
    opened = browser.new_page()
    errors = list[str]()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(f"{own_address}/?tab=load")
    yield opened
    opened.close()
    assert not errors


def test_files_are_loaded_told_and_undone(own_page: Page, tmp_path: Path) -> None:
    sample = max(Path(str(files("ingest").joinpath("data/samples"))).iterdir(), key=lambda path: path.name)
    text = sample.read_text(encoding="utf-8").replace("Mặt trận Tổ quốc", "Mặt trận Tổ quốc tỉnh", 1)
    (tmp_path / "changed.txt").write_text(text, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    own_page.set_input_files("#load-files input[type=file]", [tmp_path / "changed.txt", tmp_path / "broken.pdf"])
    expect(own_page.locator("#load-files tr")).to_have_count(2)
    own_page.click("#load-start")
    cards = own_page.locator("#load-report article")
    expect(cards).to_have_count(2, timeout=30_000)
    expect(own_page.locator("#load-report [data-status=replaced]")).to_contain_text("229-TB/TU")
    expect(own_page.locator("#load-report [data-status=failed]")).to_contain_text("broken.pdf")
    expect(own_page.locator("#load-stored")).to_contain_text("changed.txt")
    own_page.locator("#load-report .tt-open").first.click()
    expect(own_page.locator("#notice-text .tt-paper")).to_contain_text("Mặt trận Tổ quốc tỉnh")
    own_page.get_by_role("tab", name="Nạp văn bản").click()
    own_page.click("#load-undo")
    expect(own_page.locator("#load-stored")).to_contain_text(sample.name)
    expect(own_page.locator("#load-stored")).not_to_contain_text("changed.txt")


def test_a_stored_notice_is_removed_when_confirmed(own_page: Page) -> None:
    own_page.once("dialog", lambda dialog: dialog.dismiss())
    own_page.locator("#load-stored .tt-remove").last.click()
    expect(own_page.locator("#load-stored .tt-remove")).to_have_count(2)
    own_page.once("dialog", lambda dialog: dialog.accept())
    own_page.locator("#load-stored .tt-remove").last.click()
    expect(own_page.locator("#load-stored .tt-remove")).to_have_count(1)
    expect(own_page.locator("#headline")).to_contain_text("1 thông báo")


@pytest.mark.parametrize("tab", ["ask", "search", "compare", "notice", "graph", "sparql", "load"])
def test_nothing_sticks_out_on_a_narrow_screen(page: Page, address: str, tab: str) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    page.goto(f"{address}/?tab={tab}&q={quote(QUESTION)}")
    page.wait_for_selector("#headline h1")
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
