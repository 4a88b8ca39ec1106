"""Asks 1EdTech's own validator (openbadges-validator-core, on PyPI: openbadges) about an Open Badges 2.0 badge.

    validate.py BADGE

BADGE is the address of a hosted Assertion, or a PNG or SVG file with one baked in. The validator fetches what the
badge names; the context of Open Badges 2.0 it takes from its own package. Prints its report as one JSON object.
"""

import json
import pathlib
import sys

from openbadges.verifier import utils, verify
from openbadges.verifier.openbadges_context import (
    OPENBADGES_CONTEXT_V2_DICT,
    OPENBADGES_CONTEXT_V2_URI,
)
from openbadges_bakery import unbake

fetch = utils.CachableDocumentLoader.__call__


def load(loader, url):
    if url != OPENBADGES_CONTEXT_V2_URI:
        return fetch(loader, url)
    document = json.dumps(OPENBADGES_CONTEXT_V2_DICT)
    return {"contextUrl": None, "documentUrl": url, "document": document, "from_cache": True}


def main(badge):
    utils.CachableDocumentLoader.__call__ = load
    print(json.dumps(verify(badge if badge.startswith("http") else baked_into(badge))["report"]))


def baked_into(file):
    # Its bakery gives bytes for an SVG, which the validator itself takes for nothing that it knows under Python 3.
    with pathlib.Path(file).open("rb") as picture:
        baked = unbake(picture)
    return baked.decode("utf-8") if isinstance(baked, bytes) else baked


if __name__ == "__main__":
    main(*sys.argv[1:])
