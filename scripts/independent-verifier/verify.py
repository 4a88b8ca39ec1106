"""Checks a signed credential with nothing of ours: PyLD canonicalizes, the cryptography package verifies.

It exists so that "another family of software agrees" can be shown again at any time:

    verify.py CREDENTIAL DID_DOCUMENT CONTEXTS

CREDENTIAL and DID_DOCUMENT are JSON files. CONTEXTS is a folder with an index.json that gives, for each
context address, the name of a file beside it; nothing is ever fetched. Prints one JSON object with
`verified` and, when that is false, `why`. Covers eddsa-rdfc-2022 (W3C Data Integrity EdDSA Cryptosuites 3.2).
"""

import hashlib
import json
import pathlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pyld import jsonld

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_PUBLIC_KEY = b"\xed\x01"


class Refused(Exception):
    """The credential is not what it says; the message says why."""


def main(credential_file, did_document_file, contexts_folder):
    credential = json.loads(pathlib.Path(credential_file).read_text(encoding="utf-8"))
    did_document = json.loads(pathlib.Path(did_document_file).read_text(encoding="utf-8"))
    loader = offline_loader(pathlib.Path(contexts_folder))
    try:
        method = verify(credential, did_document, loader)
        print(json.dumps({"verified": True, "verificationMethod": method}))
    except Refused as refusal:
        print(json.dumps({"verified": False, "why": str(refusal)}))
    except jsonld.JsonLdError as error:
        print(json.dumps({"verified": False, "why": f"not to be canonicalized: {error.type}"}))


def verify(credential, did_document, loader):
    document = dict(credential)
    proof = document.pop("proof", None)
    proof = proof[0] if isinstance(proof, list) and len(proof) == 1 else proof
    if not isinstance(proof, dict):
        raise Refused("no proof")
    wanted = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}
    for name, value in wanted.items():
        if proof.get(name) != value:
            raise Refused(f"proof.{name} is not {value}")

    issuer = credential.get("issuer")
    issuer_id = issuer.get("id") if isinstance(issuer, dict) else issuer
    if did_document.get("id") != issuer_id:
        raise Refused("the DID document is not the issuer's")
    key = assertion_key(did_document, proof.get("verificationMethod"))

    options = dict(proof)
    signature = multibase(options.pop("proofValue", ""))
    options.setdefault("@context", credential["@context"])
    signed = sha256(canonical(options, loader)) + sha256(canonical(document, loader))
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
    except InvalidSignature:
        raise Refused("the signature does not fit") from None
    return proof["verificationMethod"]


def assertion_key(did_document, method_id):
    """The 32 bytes of the key, which the document has to list for assertions."""
    did = did_document["id"]
    methods = {absolute(method["id"], did): method for method in did_document.get("verificationMethod", [])}
    for entry in did_document.get("assertionMethod", []):
        method = entry if isinstance(entry, dict) else methods.get(absolute(entry, did), {})
        if absolute(method.get("id", ""), did) == method_id and method.get("controller") == did:
            key = multibase(method.get("publicKeyMultibase", ""))
            if key[:2] == ED25519_PUBLIC_KEY and len(key) == 34:
                return key[2:]
    raise Refused("the issuer does not list this key for assertions")


def absolute(identifier, base):
    return base + identifier if identifier.startswith("#") else identifier


def canonical(document, loader):
    # PyLD calls RDFC-1.0 by its older name; they differ only in the escaping of rare control characters.
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    quads = jsonld.normalize(document, options)
    if not quads:
        raise Refused("nothing would be signed")
    return quads.encode("utf-8")


def sha256(data):
    return hashlib.sha256(data).digest()


def multibase(text):
    if not isinstance(text, str) or not text.startswith("z"):
        raise Refused("not base58-btc")
    number = 0
    for character in text[1:]:
        value = BASE58.find(character)
        if value < 0:
            raise Refused("not base58-btc")
        number = number * 58 + value
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def offline_loader(folder):
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))

    def load(url, _options):
        if url not in index:
            raise jsonld.JsonLdError("no such context here", "loading document failed", code=url)
        document = json.loads((folder / index[url]).read_text(encoding="utf-8"))
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}

    return load


if __name__ == "__main__":
    main(*sys.argv[1:4])
