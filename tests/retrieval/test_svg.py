"""An SVG of a feed is shown only when it does nothing but draw."""

from __future__ import annotations

import pytest

from retrieval.svg import svg_danger


def _svg(inside: str, attributes: str = "") -> bytes:
    names = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
    return f"<svg {names} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<path d='M0 0h9' fill='#123456'/>",
        "<defs><linearGradient id='a'><stop stop-color='red'/></linearGradient></defs>"
        "<rect fill='url(#a)' style='opacity:.5'/>",
        "<symbol id='s'><circle r='3'/></symbol><use xlink:href='#s'/>",
        "<title>A tent &lt;script&gt;</title>",
    ],
)
def test_a_drawing_is_shown(inside: str) -> None:
    assert svg_danger(_svg(inside)) == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (_svg("<script>alert(1)</script>"), "<script>"),
        (_svg("<path d='M0 0' onclick='alert(1)'/>"), "onclick"),
        (_svg("", "onload='alert(1)'"), "onload"),
        (_svg("<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>"), "<foreignObject>"),
        (_svg("<image href='https://elsewhere.example/a.png'/>"), "<image>"),
        (_svg("<use xlink:href='https://elsewhere.example/a.svg#x'/>"), "href"),
        (_svg("<rect fill='url(https://elsewhere.example/a.svg#x)'/>"), "fill"),
        (_svg("<rect style='background:url( \"//elsewhere.example\")'/>"), "style"),
        (_svg("<a href='javascript:alert(1)'><rect/></a>"), "<a>"),
        (_svg("<style>@import 'https://elsewhere.example'</style>"), "<style>"),
        (_svg("<set attributeName='href' to='x'/>"), "<set>"),
        (b"<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>", "entities"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "no SVG"),
        (b"<svg", "well-formed"),
        (b"", "well-formed"),
        (b"\x89PNG\r\n", "UTF-8"),
        (_svg("").decode().encode("utf-16"), "UTF-8"),
        (b"<?xml-stylesheet href='//elsewhere.example/a.css'?>" + _svg(""), "style sheet"),
        (_svg("<rect style='fill:\\75rl(//elsewhere.example)'/>"), "style"),
        (b"<?xml version='1.0' encoding='klingon'?><svg xmlns='http://www.w3.org/2000/svg'/>", "well-formed"),
    ],
)
def test_what_can_do_more_is_not(content: bytes, why: str) -> None:
    assert why in svg_danger(content)
