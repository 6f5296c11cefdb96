import json

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    """`ask("organisations", kind="network")` → the answer, whose status must be 200 unless said."""

    def asking(path: str, status: int = 200, headers: dict[str, str] | None = None, **query):
        answer = client.get(
            f"/api/v1/{path}" if not path.startswith(("/", "http")) else path, query, headers=headers or {}
        )
        assert answer.status_code == status, answer.content
        return json.loads(answer.content)

    return asking
