"""The Flask extensions, each without an application until `create_app` gives it one."""

from typing import Final

from flask_babel import Babel
from flask_wtf import CSRFProtect

babel: Final = Babel()
csrf: Final = CSRFProtect()
