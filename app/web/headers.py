"""Headers that keep browsers strict: nothing inline, nothing from outside, nothing kept."""

from typing import Final

from flask import Flask, Response, request

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
# The pages with a button that leads to the identity provider: browsers look where it ends.
LEADING_OUT: Final = frozenset(
    {
        "account.sign_in",
        "account.check_password",
        "account.again",
        "account.check_again",
        "own.show",
    }
)
A_YEAR: Final = 365 * 24 * 60 * 60


def register_headers(app: Flask, *, is_https: bool, leads_to: str = "") -> None:
    """Put the headers on every response; `leads_to` is the origin of an identity provider."""
    leading_out = CONTENT_POLICY.replace("form-action 'self'", f"form-action 'self' {leads_to}")

    @app.after_request
    def harden(response: Response) -> Response:
        if leads_to and request.endpoint in LEADING_OUT:
            response.headers["Content-Security-Policy"] = leading_out
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if is_https:
            response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
        if request.endpoint != "static" or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response
