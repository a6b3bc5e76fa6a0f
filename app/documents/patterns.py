"""The shapes that ids and codes have, each with the words that ask for it."""

from collections.abc import Mapping
from types import MappingProxyType

ID = r"^[a-z][a-z0-9_]{0,39}$"
FOLDER_ID = r"^[a-z][a-z0-9-]{0,39}$"
INDICATOR = r"^[a-z][a-z0-9_]*\.[a-z0-9_]+$"
VERSION = r"^(0|[1-9][0-9]{0,3})(\.(0|[1-9][0-9]{0,3})){2}$"
NAMED_VERSION = FOLDER_ID[:-1] + "@" + VERSION[1:]
CODE = r"^[a-z0-9][a-z0-9_]*$"
COUNTRY = r"^[A-Z]{2}$"
COUNTRY_FOLDER = r"^[a-z]{2}$"
CURRENCY = r"^[A-Z]{3}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$"

WORDS: Mapping[str, str] = MappingProxyType(
    {
        ID: "Use 1 to 40 small letters, figures and underscores, and begin with a letter.",
        FOLDER_ID: "Use 1 to 40 small letters, figures and hyphens, and begin with a letter.",
        INDICATOR: "Write the dimension, a point and the name, as in `exploitation.hours`.",
        NAMED_VERSION: "Write the id and the version with @ between them, as in ilo-11@1.0.0.",
        VERSION: "Write three numbers with points, as in 1.0.0.",
        CODE: "Use small letters, figures and underscores.",
        COUNTRY: "Write the country in two capital letters, as in RS.",
        COUNTRY_FOLDER: "Write the country in two small letters, as in rs.",
        CURRENCY: "Write the currency in three capital letters, as in RSD.",
        LANGUAGE: "Write the code of a language, as in en or pt-BR.",
    }
)
