"""The API on requests that are made from its own description, right ones and wrong ones.

schemathesis makes them, and holds each answer against what the description says of it.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis.errors import Unsatisfiable
from starlette.applications import Starlette
from starlette.routing import Mount

from rag.web.api.app import build_api
from rag.web.door import ROLE
from tests.support.web_stand import desk_over

schemathesis = pytest.importorskip("schemathesis")
judge = pytest.importorskip("schemathesis.checks")
EXAMPLES = 8  # of each operation, right ones, and as many wrong ones
LEFT_OUT = {"/v1/documents/upload"}  # any bytes are a file there: test_api.py brings them


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of the API over a small library, which schemathesis calls in this process."""
    desk = desk_over(tmp_path_factory.mktemp("generated"))
    desk.start()
    desk.ready.wait()
    app = Starlette(routes=[Mount("/api", build_api(desk))])
    yield schemathesis.openapi.from_asgi("/api/openapi.json", app)
    desk.engine.index.close()


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_answer_is_as_described(schema: Any, mode: str) -> None:
    """No fault of ours, and status, media type and body are those of the description.

    A right request may be refused (a filter that fits nothing is), a wrong one always is.
    """
    seen = set()
    for operation in (result.ok() for result in schema.get_all_operations()):
        if operation.path in LEFT_OUT:
            continue

        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
            phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode)))
        def described(case: Any) -> None:
            # Starlette mounts nothing whose path has a second line.
            assume("%0A" not in case.formatted_path)
            answer = case.call(headers={ROLE: "operator"})
            assert mode == "positive" or 400 <= answer.status_code < 500, case.as_curl_command()
            case.validate_response(
                answer,
                excluded_checks=[judge.positive_data_acceptance, judge.negative_data_rejection],
            )

        with suppress(Unsatisfiable):  # what takes nothing cannot be asked wrongly
            described()
            seen.add(operation.path)
    assert {"/v1/ask", "/v1/audit", "/v1/questions", "/v1/weigh"} < seen
