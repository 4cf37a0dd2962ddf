"""The private link as a QR code."""

import segno


def qr_svg(text: str) -> str:
    """Return an SVG element without style or script; black on white, or cameras miss it."""
    code = segno.make_qr(text, error="m")
    return code.svg_inline(border=3, dark="#000", light="#fff", omitsize=True, svgclass="qr")
