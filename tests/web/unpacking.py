"""What somebody could read in an answer of the application: pages, and files with their insides."""

import io
import zipfile

import pikepdf
import pypdfium2
from openpyxl import load_workbook

ZIP = b"PK\x03\x04"
PDF = b"%PDF"
MOST_NESTED = 4


def unpack(data: bytes, depth: int = 0) -> str:
    """Give all text in a page or file; archives, spreadsheets and PDFs with what they hold."""
    if depth < MOST_NESTED and data.startswith(ZIP):
        return _unpack_archive(data, depth)
    if data.startswith(PDF):
        return _unpack_pdf(data, depth)
    return data.decode(errors="replace")


def _unpack_archive(data: bytes, depth: int) -> str:
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for name in names:
            found += [name, unpack(archive.read(name), depth + 1)]
    if "[Content_Types].xml" in names:
        book = load_workbook(io.BytesIO(data))
        found += [
            f"{cell.value} {cell.comment.text if cell.comment else ''}"
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
    return "\n".join(found)


def _unpack_pdf(data: bytes, depth: int) -> str:
    """Give the text of each page, what the file says of itself, and what hangs on it."""
    found = []
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found += [str(pdf.docinfo), str(pdf.open_metadata())]
            for name, attached in pdf.attachments.items():
                found += [name, unpack(attached.get_file().read_bytes(), depth + 1)]
        with pypdfium2.PdfDocument(data) as document:
            found += [page.get_textpage().get_text_bounded() for page in document]
    except pikepdf.PdfError:
        # What only stands for a PDF in tests is read as it is.
        return data.decode(errors="replace")
    return "\n".join(found)
