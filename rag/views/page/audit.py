"""An audit as one HTML page: the draft on the left, what the sources say on the right.

The page asks nothing of any network (its content security policy forbids it). Keys: n or j for
the next finding, p or k for the one before.
"""

import base64
import hashlib

from rag.audit.report import AuditReport
from rag.views.page.findings import AuditView
from rag.views.template import packaged, render


def audit_page(report: AuditReport, name: str) -> str:
    """The page; `name` is the draft's name, for its title."""
    style, script = ("\n" + packaged("views/page", f"audit.{kind}") for kind in ("css", "js"))
    return render(
        "views/page/audit.html",
        name=name,
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
        audit=AuditView(report).shown(),
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
