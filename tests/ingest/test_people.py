"""Named people in running text, and names that are none."""

import pytest

from ingest import Record, extract, from_text

HEAD = "THÔNG BÁO\nKẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề công tác phòng, chống dịch\n\n"


def read(body: str) -> Record:
    return extract(from_text(f"{HEAD}{body}\n", path="notice.txt"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chủ tịch UBND tỉnh Phạm Thiện Nghị đã chủ trì cuộc họp.", ["Phạm Thiện Nghị"]),
        ("Dự họp có Chủ tịch UBND thành phố Lê Trung Chính và Sở Y tế.", ["Lê Trung Chính"]),
        ("Phó Chủ tịch UBND tỉnh Hà Nam Trương Quốc Hùng kết luận.", ["Trương Quốc Hùng"]),
        (
            "Dự họp có các đồng chí: Trần Đình Vân, Phó Bí thư Tỉnh ủy; Trần Văn Hiền, Chủ tịch UBND tỉnh.",
            ["Trần Đình Vân", "Trần Văn Hiền"],
        ),
        (
            "Phân công các đồng chí: Đậu Đức Nam, Hồ Đình Tùng phụ trách các xã.",
            ["Đậu Đức Nam", "Hồ Đình Tùng"],
        ),
        ("Thượng tướng Lương Văn Quang - Thứ trưởng Bộ Công an phát biểu.", ["Lương Văn Quang"]),
        ("Giao bà Nguyễn Lê Diễm, PGĐ Sở Y tế theo dõi.", ["Nguyễn Lê Diễm"]),
        ("GS.TS. Nguyễn Thanh Lộc - Chuyên viên cao cấp báo cáo.", ["Nguyễn Thanh Lộc"]),
        ("Đồng chí NGUYỄN VĂN NINH chỉ đạo chung.", ["Nguyễn Văn Ninh"]),
        ("Đồng chí Xa Văn Tám chỉ đạo chung; giao ông Rơ Chăm Sơn theo dõi.", ["Xa Văn Tám", "Rơ Chăm Sơn"]),
        ("Chủ tịch UBND thị xã Trần Vũ Khiêm báo cáo.", ["Trần Vũ Khiêm"]),
        (
            "Phó Trưởng ban: Nguyễn Văn Bảy. Ủy viên: các ông: Lê Tám; Trần Chín.",
            ["Nguyễn Văn Bảy", "Lê Tám", "Trần Chín"],
        ),
        ("TS.BS Nguyễn Trọng Khoa, Phó Cục trưởng Cục Quản lý Khám, chữa bệnh báo cáo.", ["Nguyễn Trọng Khoa"]),
        ("Phó Thủ tướng CP Vũ Đức Đàm đã làm việc với tỉnh.", ["Vũ Đức Đàm"]),
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert [o.name for o in read(f"Sở Y tế rà soát. {text}").officials if o.name] == names


@pytest.mark.parametrize(
    "text",
    [
        "Học tập tư tưởng, đạo đức Hồ Chí Minh.",
        "Phong tỏa đường Nguyễn Văn Linh và Trường THPT Lê Hồng Phong.",
        "Giao đồng chí Phó Chủ tịch UBND tỉnh, đồng chí Bí thư Huyện ủy theo dõi.",
        "Chủ tịch UBND phường Lê Lợi, Chủ tịch UBND huyện Kim Thành chịu trách nhiệm.",
        "Mọi chi tiết xin liên hệ đồng chí Bùi Đức Hiền - Phòng Tổng hợp, số điện thoại 0123.",
        "Ca bệnh là bà Nguyễn Thị Hai, sinh năm 1980, trú tại xã.",
    ],
)
def test_names_that_are_no_officials(text: str) -> None:
    assert [o.name for o in read(f"Sở Y tế rà soát. {text}").officials if o.name] == []


def test_posts_of_people() -> None:
    text = "Dự họp có đồng chí Phó Chủ tịch UBND tỉnh Phan Thế Tuân và ông Lê Văn Cường, Giám đốc Sở Y tế."
    posts = {o.name: [p.label for p in o.posts] for o in read(text).officials if o.name}
    assert posts == {"Phan Thế Tuân": ["Phó Chủ tịch UBND tỉnh"], "Lê Văn Cường": ["Giám đốc Sở Y tế"]}
