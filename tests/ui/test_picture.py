"""The picture of a notice: who gives duties to whom, without boxes on top of each other."""

from pathlib import Path

import pytest

from kg.store import open_store
from ui.captions import captions
from ui.picture import MOST, Order, Orders, draw, read_orders
from ui.render.picture import picture

SAY = captions("vi")


def orders(*given: tuple[str, str, str]) -> Orders:
    names = {"I": "Issuer"} | {name: name for one in given for name in one[1:] if name}
    return Orders("I", tuple(Order(duty, agent, director, frozenset({"t"})) for duty, agent, director in given),
                  names, {"t": "Topic"})  # fmt: skip


def test_duties_are_counted_along_the_lines() -> None:
    drawn = draw(orders(("1", "A", ""), ("2", "A", ""), ("3", "A", "D"), ("3", "B", "D")))
    lines = {(edge.start.label, edge.end.label): edge.duties for edge in drawn.edges}
    assert lines == {("Issuer", "A"): 2, ("Issuer", "D"): 1, ("D", "A"): 1, ("D", "B"): 1}
    assert {node.label: node.duties for node in drawn.nodes} == {"Issuer": 3, "D": 1, "A": 3, "B": 1}


def test_no_two_boxes_stand_in_one_place() -> None:
    drawn = draw(orders(*((str(k), f"A{k}", f"D{k % 3}") for k in range(60))))
    assert len({(node.column, node.top) for node in drawn.nodes}) == len(drawn.nodes)
    assert drawn.left_out == 60 - MOST


def test_a_body_may_direct_and_be_directed() -> None:
    drawn = draw(orders(("1", "A", "B"), ("2", "B", "")))
    assert sorted((node.column, node.label) for node in drawn.nodes) == [(0, "Issuer"), (1, "B"), (2, "A"), (2, "B")]


def test_a_topic_narrows_the_picture() -> None:
    assert len(orders(("1", "A", "")).on("t").orders) == 1
    assert "Không có nhiệm vụ nào để vẽ" in picture(draw(orders(("1", "A", "")).on("other")), SAY)


@pytest.mark.parametrize(("province", "agent"), [("Vĩnh Phúc", "Đảng ủy Công an tỉnh"), ("Bắc Giang", "Sở Y tế")])
def test_a_sample_is_drawn(store: Path, notices: dict[str, str], province: str, agent: str) -> None:
    with open_store(store, read_only=True) as repo:
        found = read_orders(repo, notices[province], "vi")
    html = picture(draw(found), SAY)
    assert agent in html
    assert "/id/body/" in html
    assert all(found.labels[order.agent] for order in found.orders)
