"""Searching and comparing in real headless Chromium."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_search_highlights_words_typed_without_marks(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("tab", name="Tìm kiếm").click()
    page.fill("#search-query textarea, #search-query input", "khu cach ly tap trung")
    page.click("#search")
    expect(page.locator("#hits mark.m-hit", has_text="cách ly tập trung").first).to_be_visible()
    page.locator("#hits .tt-open").first.click()
    expect(page.locator("#notice-text mark.m-chosen").first).to_be_in_viewport()


def test_a_search_is_narrowed_and_widened(page: Page, address: str) -> None:
    page.goto(f"{address}/?tab=search&q={quote('cách ly')}")
    facets, hits = page.locator("#hits .tt-facets"), page.locator("#hits article")
    expect(hits.first).to_be_visible()
    province = facets.locator("section", has=page.locator("h5", has_text="Tỉnh")).locator(".tt-facet")
    expect(province).to_have_count(2)
    province.filter(has_text="Vĩnh Phúc").click()
    expect(page.locator("#hits .tt-chosen")).to_contain_text("Tỉnh: Vĩnh Phúc")
    expect(hits.filter(has_text="Bắc Giang")).to_have_count(0)
    again = str(page.locator("#hits .tt-card-foot .tt-link").get_attribute("href"))
    page.fill("#search-query input, #search-query textarea", "bầu cử")
    page.click("#search")
    expect(page.locator("#hits mark", has_text="bầu cử").first).to_be_visible()
    expect(page.locator("#hits .tt-chosen")).to_contain_text("Vĩnh Phúc")
    page.locator("#hits .tt-chosen a").click()
    expect(page.locator("#hits .tt-chosen")).to_have_count(0)
    page.goto(address + again)
    expect(page.locator("#hits .tt-chosen")).to_contain_text("Vĩnh Phúc")
    expect(page.locator("#search-query input, #search-query textarea")).to_have_value("cách ly")


def test_a_hit_tells_why_and_leads_to_its_likes(page: Page, address: str) -> None:
    topic = "xet-nghiem"
    page.goto(f"{address}/?tab=search&q={quote('tiêm chủng, lấy mẫu')}&topic={topic}&kind=duty")
    first = page.locator("#hits article").first
    first.locator(".tt-why summary").click()
    expect(first.locator(".tt-why dl")).to_contain_text("chủ đề")
    text = first.locator(".tt-hit-text").inner_text()
    first.locator("a", has_text="Tìm đoạn tương tự").click()
    expect(page.locator("#hits .tt-source")).to_contain_text(text[:40])
    expect(page.locator("#hits .tt-why").first).to_contain_text("cùng")
    expect(page.locator("#search-query input, #search-query textarea")).to_have_value("")


def test_a_duty_leads_to_its_likes(page: Page, address: str, notices: dict[str, str]) -> None:
    page.goto(f"{address}/?tab=notice&notice={quote(notices['Vĩnh Phúc'], safe='')}&duty=duty-3")
    text = page.locator("#duty-facts .tt-duty-text").inner_text()
    page.locator("#duty-facts a", has_text="Tìm việc tương tự").click()
    expect(page.locator("#hits .tt-source")).to_contain_text(text[:30])
    expect(page.locator("#hits article").first).to_be_visible()


def test_the_search_tab_opens_with_what_there_is(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("tab", name="Tìm kiếm").click()
    expect(page.locator("#browse .tt-empty")).to_be_visible()
    page.locator("#browse .tt-facet").first.click()
    expect(page.locator("#hits article").first).to_be_visible()
    expect(page.locator("#browse")).to_be_hidden()


def test_hits_are_downloaded(page: Page, address: str) -> None:
    page.goto(f"{address}/?tab=search&q={quote('cách ly')}")
    with page.expect_download() as waiting:
        page.locator("#hits .tt-download", has_text="csv").click()
    assert waiting.value.suggested_filename == "thongtri-search.csv"
    assert "cách ly" in Path(waiting.value.path()).read_text(encoding="utf-8-sig")


def test_two_provinces_are_compared_with_coverage(page: Page, address: str) -> None:
    page.goto(f"{address}/?tab=compare")
    expect(page.locator("#comparison .tt-cover")).to_have_count(2)
    expect(page.locator("#comparison table")).to_contain_text("Xét nghiệm")


def test_reused_passages_are_a_view_of_the_comparison(page: Page, address: str) -> None:
    page.goto(f"{address}/?tab=compare")
    page.locator("#compare-by label", has_text="đoạn dùng lại").click()
    expect(page.locator("#comparison")).to_contain_text("2 văn bản được đọc")
    page.goto(f"{address}/?tab=compare&by=reuse")
    expect(page.locator("#comparison")).to_contain_text("0 đoạn")
