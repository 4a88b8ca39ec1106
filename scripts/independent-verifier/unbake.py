"""Takes the credential out of a baked PNG or SVG with nothing of ours: a walk over chunks, an XML parser.

    unbake.py PICTURE

Prints the exact text of the credential. Ends with status 1 and a sentence on stderr when there is none, more
than one, or when the picture is broken. Open Badges 3.0, section 5.3.
"""

import pathlib
import struct
import sys
import zlib
from xml.etree import ElementTree

PNG = b"\x89PNG\r\n\x1a\n"
NAMESPACE = "{https://purl.imsglobal.org/ob/v3p0}"
SVG = "{http://www.w3.org/2000/svg}svg"


def main(picture):
    data = pathlib.Path(picture).read_bytes()
    found = list(from_png(data) if data.startswith(PNG) else from_svg(data))
    if len(found) != 1:
        sys.exit(f"{len(found)} credentials instead of one")
    sys.stdout.buffer.write(found[0].encode("utf-8"))


def from_png(data):
    position, pixels, names = len(PNG), b"", []
    while position < len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        kind = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack(">I", data[position + 8 + length : position + 12 + length])
        if zlib.crc32(kind + body) != checksum:
            sys.exit(f"the checksum of {kind!r} is wrong")
        names.append(kind)
        if kind == b"IDAT":
            pixels += body
        if kind == b"iTXt":
            keyword, rest = body.split(b"\0", 1)
            if keyword == b"openbadgecredential":
                if rest[:2] != b"\0\0":
                    sys.exit("the text is compressed")
                _language, _translated, text = rest[2:].split(b"\0", 2)
                yield text.decode("utf-8")
        position += 12 + length
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"]:
        sys.exit("not a whole picture")
    zlib.decompress(pixels)


def from_svg(data):
    root = ElementTree.fromstring(data)
    if root.tag != SVG:
        sys.exit("not an SVG picture")
    for element in root.iter(f"{NAMESPACE}credential"):
        yield element.get("verify") or (element.text or "").strip()


if __name__ == "__main__":
    main(sys.argv[1])
