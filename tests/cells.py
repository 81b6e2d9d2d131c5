"""A reader of cells that knows only what docs/contract.md says of csv and tsv."""

import re

SIGNS = "-=+@＝＋－＠﹢﹣﹦﹫"
FORMULA = re.compile(rf"[\s\0]*[{SIGNS}]")
ESCAPE = re.compile(r"\\(?:(\\)|([tnr])|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")
CSV_MARK = re.compile(rf"""^'(?=[\s']*[{SIGNS}])|(?<=[;|])'(?=[\s']*[{SIGNS}]|'*")""")
TSV_MARK = re.compile(rf"""(?:^|(?<=[;|,]))'(?=[\s']*[{SIGNS}]|'*")""")


def read(cell, mark):
    """Read a cell as docs/contract.md says."""
    return unescaped(mark.sub("", cell))


def read_list(cell, mark):
    return [unescaped(item) for item in mark.sub("", cell).split(";")]


def unescaped(text):
    def one(found):
        if found[1]:
            return "\\"
        return (
            {"t": "\t", "n": "\n", "r": "\r"}[found[2]] if found[2] else chr(int(found[3] or found[4] or found[5], 16))
        )

    return ESCAPE.sub(one, text)
