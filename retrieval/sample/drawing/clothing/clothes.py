"""Jackets and things to carry on the back."""

# An outline reads best on one line.
# ruff: noqa: E501

from __future__ import annotations

from retrieval.sample.drawing.sheet import Sheet, shade

_BODY = "M156 108C146 112 138 118 132 128C140 160 143 200 140 316C180 324 220 324 260 316C257 200 260 160 268 128C262 118 254 112 244 108C230 124 170 124 156 108Z"
_SLEEVE = "M134 126C108 148 92 206 78 280L112 290C120 246 130 220 144 200Z"

_SLEEVE_SEAMS = ((120, 146, 140, 156), (111, 163, 140, 173), (103, 184, 140, 194), (97, 205, 133, 215),
                 (91, 230, 123, 240), (85, 254, 115, 264))  # fmt: skip


def _coat(s: Sheet, c: str) -> None:
    s.floor(200, 348, 120, 13)
    for _ in s.both():
        s.path(_SLEEVE, s.down(shade(c, -0.06)))
        s.path("M78 280L112 290L110 301L75 291Z", shade(c, -0.3))
        s.line("M132 150C122 180 112 220 104 262M118 206C124 206 130 202 134 198", shade(c, -0.25), 1.5, 0.7)
    s.path(_BODY, s.down(c))
    s.path(
        "M200 122C215 122 234 119 244 108C254 112 262 118 268 128C260 160 257 200 260 316C240 321 220 322 200 322Z",
        "#14121c",
        opacity=0.09,
    )
    s.path("M140 304C180 312 220 312 260 304L260 316C220 324 180 324 140 316Z", shade(c, -0.22))


def _hood(s: Sheet, c: str) -> None:
    s.path("M152 114C138 62 170 44 200 44C230 44 262 62 248 114C232 134 168 134 152 114Z", s.down(shade(c, 0.04)))
    s.path("M167 108C157 74 176 60 200 60C224 60 243 74 233 108C222 128 178 128 167 108Z", shade(c, -0.62))
    s.path(
        "M165 98C168 122 188 136 200 142C212 136 232 122 235 98L246 112C238 138 214 152 200 158C186 152 162 138 154 112Z",
        s.down(shade(c, 0.08)),
    )
    s.line("M200 44L200 60", shade(c, -0.3), 1.5)
    for _ in s.both():
        s.line("M172 132C172 142 172 150 173 160", shade(c, -0.5), 2)
        s.oval(173, 163, 2.4, 3.4, shade(c, -0.6))


def _zip(s: Sheet, c: str, top: int) -> None:
    s.line(f"M200 {top}L200 320", shade(c, -0.5), 3.5)
    s.line(f"M200 {top}L200 320", shade(c, -0.2), 1)
    s.rect(197, top + 4, 6, 14, 3, shade(c, -0.6))


def rain_jacket(s: Sheet, c: str) -> None:
    _coat(s, c)
    _zip(s, c, 150)
    _hood(s, c)
    for _ in s.both():
        s.line("M166 236L156 284", shade(c, -0.42), 3)
        s.line("M168 237L158 285", shade(c, 0.18), 1)
    s.rect(214, 178, 22, 5, 2.5, shade(c, 0.55), opacity=0.9)


def storm_shell(s: Sheet, c: str) -> None:
    _coat(s, c)
    s.path(
        "M156 108C146 112 138 118 132 128C137 146 140 160 141 178C180 188 220 188 259 178C260 160 263 146 268 128C262 118 254 112 244 108C230 124 170 124 156 108Z",
        shade(c, -0.34),
    )
    _zip(s, c, 150)
    _hood(s, c)
    for _ in s.both():
        s.line("M174 200L166 256", shade(c, -0.5), 3)
        s.line("M138 178C133 200 128 216 122 232", shade(c, -0.55), 2.5)
    s.rect(216, 158, 20, 5, 2.5, "#f2efe8", opacity=0.9)


def down_jacket(s: Sheet, c: str) -> None:
    _coat(s, c)
    for y in range(138, 306, 21):
        left = 137 if y < 160 else 143
        s.line(f"M{left} {y}C170 {y + 9} 230 {y + 9} {400 - left} {y}", shade(c, -0.36), 2)
        s.line(f"M142 {y + 5}C170 {y + 13} 196 {y + 13} 198 {y + 13}", shade(c, 0.3), 2.5, 0.55)
    for _ in s.both():
        for x, y, end_x, end_y in _SLEEVE_SEAMS:
            s.line(f"M{x} {y}C{x + 7} {y + 8} {end_x - 8} {end_y + 1} {end_x} {end_y}", shade(c, -0.36), 2)
    _zip(s, c, 120)
    s.path(
        "M158 106C156 90 162 82 168 78C184 92 216 92 232 78C238 82 244 90 242 106C226 126 174 126 158 106Z", s.down(c)
    )
    s.line("M160 100C178 116 222 116 240 100", shade(c, -0.36), 2)
    s.path("M170 80C184 92 216 92 230 80C222 74 178 74 170 80Z", shade(c, -0.6))


def fleece(s: Sheet, c: str) -> None:
    _coat(s, c)
    s.path(
        "M132 128C138 118 146 112 156 108C170 124 230 124 244 108C254 112 262 118 268 128C264 142 262 152 261 166C220 176 180 176 139 166C138 152 136 142 132 128Z",
        shade(c, -0.3),
    )
    _zip(s, c, 116)
    s.path(
        "M156 108C154 86 160 76 170 70C186 82 214 82 230 70C240 76 246 86 244 108C228 126 172 126 156 108Z",
        s.down(shade(c, 0.05)),
    )
    s.path("M170 71C186 83 214 83 230 71C220 64 180 64 170 71Z", shade(c, -0.6))
    s.rect(214, 186, 32, 38, 4, shade(c, -0.3))
    s.line("M216 190L244 190", shade(c, -0.6), 3)
    for i, (x, y) in enumerate((x, y) for y in range(182, 300, 14) for x in range(150, 254, 13)):
        if not (x > 205 and y < 232):
            s.oval(x + (i * 7) % 5, y + (i * 5) % 4, 1.8, 1.2, shade(c, 0.35), opacity=0.45)


def kids_jacket(s: Sheet, c: str) -> None:
    with s.moved("translate(12 26) scale(.94 .9)"):
        _coat(s, c)
        s.path("M141 240C180 248 220 248 259 240L259 254C220 262 180 262 141 254Z", "#eef1f0")
        s.line("M141 247C180 255 220 255 259 247", "#c4ccca", 1.5)
        for _ in s.both():
            s.path("M89 226L122 234L119 245L86 237Z", "#eef1f0")
        for y in (172, 206, 272):
            s.oval(200, y, 5, 5, shade(c, -0.45))
            s.oval(199, y - 1, 2, 2, shade(c, 0.4))
        s.line("M200 150L200 318", shade(c, -0.35), 1.5)
        _hood(s, c)
        for _ in s.both():
            s.path("M154 270L186 274L184 302L152 298Z", s.down(c), shade(c, -0.35), 1.5)
