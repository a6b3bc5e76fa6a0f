"""Small files of every kind that is taken in, with traces of who made them."""

import io

import pikepdf
from PIL import Image

from app.evidence.model import FileKind

CANARY = "CANARY-7391"
MAKER, ORIENTATION, TURNED = 0x010F, 0x0112, 6


def make_file(kind: FileKind, size: tuple[int, int] = (64, 48)) -> bytes:
    """Give a file of a kind that names its maker."""
    return make_paper() if kind is FileKind.PDF else make_picture(kind, size)


def make_picture(kind: FileKind, size: tuple[int, int] = (64, 48)) -> bytes:
    """Give a picture that was taken with a turned camera."""
    traces = Image.Exif()
    traces[MAKER], traces[ORIENTATION] = CANARY, TURNED
    picture = Image.effect_noise(size, 60).convert("RGB")
    written = io.BytesIO()
    picture.save(written, kind.name, exif=traces)
    return written.getvalue()


def make_paper(password: str = "") -> bytes:
    """Give a PDF with a picture, an author, a script, a link, an attachment and a form."""
    paper = pikepdf.new()
    page = paper.add_blank_page()
    picture = paper.make_stream(make_picture(FileKind.JPEG), Filter=pikepdf.Name.DCTDecode)
    for name, value in (("Width", 64), ("Height", 48), ("BitsPerComponent", 8)):
        picture[f"/{name}"] = value
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.ColorSpace = pikepdf.Name.DeviceRGB
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    page.Contents = paper.make_stream(b"q 64 0 0 48 0 0 cm /Im0 Do Q")
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"http://example.test/{CANARY}")
    page.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])
    page.AA = pikepdf.Dictionary(O=action)
    page.PieceInfo = pikepdf.Dictionary(Program=pikepdf.String(CANARY))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{CANARY}')")
    paper.Root.OpenAction = script
    paper.docinfo["/Author"] = CANARY
    paper.attachments[CANARY] = CANARY.encode()
    written = io.BytesIO()
    locked = pikepdf.Encryption(user=password, owner=password) if password else False
    paper.save(written, compress_streams=False, encryption=locked)
    return written.getvalue()
