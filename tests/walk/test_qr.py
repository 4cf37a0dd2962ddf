from questionnaire.walk.qr import qr_svg


def test_code_is_an_svg_without_style_or_script() -> None:
    svg = qr_svg("https://ajar.example/en/walk/token/")
    assert svg.startswith("<svg ")
    assert "viewBox" in svg
    assert "style" not in svg
    assert "script" not in svg


def test_code_differs_for_another_link() -> None:
    assert qr_svg("https://ajar.example/a") != qr_svg("https://ajar.example/b")
