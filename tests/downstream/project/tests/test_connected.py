"""pydantic, FastAPI over real HTTP, and cattrs, as a user has them."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from cattrs import ClassValidationError, transform_error
from hiring.applications import Application, converter
from hypothesis import given
from hypothesis import strategies as st

from badgerules import (
    ClientPlan,
    TalentRecord,
    assess,
    dump_assessment,
    dump_record,
    visible_badge,
)
from badgerules.schemas import json_schema
from badgerules.testing import EXAMPLE_DAY, example

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD = example("top_rated_plus", verdict="met")
DAY = {"as_of": EXAMPLE_DAY.isoformat()}


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """Start the service as a process of its own, and stop it."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "hiring.service:app", "--port", str(port)]
    with (
        subprocess.Popen([*command, "--log-level", "warning"]) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        for _ in range(300):
            try:
                client.get("/openapi.json")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield client
        server.terminate()


def places(response: httpx.Response) -> dict[tuple[str | int, ...], str]:
    """Return the type of each problem by its place."""
    assert response.status_code == 422
    return {tuple(one["loc"]): one["type"] for one in response.json()["detail"]}


def test_a_record_goes_in_and_an_assessment_comes_out(client: httpx.Client) -> None:
    """Over real HTTP, the answer is what the library writes."""
    response = client.post("/assess", params=DAY, json=dump_record(RECORD))
    assert response.status_code == 200
    assert response.json() == dump_assessment(assess(RECORD, as_of=EXAMPLE_DAY))


def test_values_are_fields_of_a_model(client: httpx.Client) -> None:
    """Records in a list beside a plan."""
    plan = ClientPlan(tier="enterprise")
    body = {"talents": [dump_record(RECORD)] * 2, "client": {"tier": "enterprise"}, **DAY}
    seen = visible_badge(assess(RECORD, as_of=EXAMPLE_DAY), to=plan)
    assert seen is not None
    assert client.post("/search", json=body).json() == [seen.value] * 2


def test_every_problem_has_its_place(client: httpx.Client) -> None:
    """Those of a body, and those of a model's fields, all at once."""
    bad: dict[str, Any] = {"kind": "firm", "contracts": [{"id": "c", "category": "law"}]}
    assert places(client.post("/assess", params=DAY, json=bad)) == {
        ("body", "format"): "missing",
        ("body", "kind"): "unknown_value",
        ("body", "contracts", 0, "category"): "unknown_value",
    }
    body: dict[str, Any] = {"talents": [dump_record(RECORD), []], "client": {"tier": "gold"}, **DAY}
    assert places(client.post("/search", json=body)) == {
        ("body", "talents", 1): "wrong_type",
        ("body", "client", "tier"): "unknown_value",
    }


def test_openapi_holds_the_schemas(client: httpx.Client) -> None:
    """A record has the same keys there as in the schema of the library."""
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    own = json_schema("record")
    assert schemas["TalentRecord"]["properties"].keys() == own["properties"].keys()
    assert (
        schemas["Assessment"]["properties"].keys() == json_schema("assessment")["properties"].keys()
    )
    assert {"Contract", "Payment", "ClientPlan"} <= schemas.keys()


@given(talent=st.from_type(TalentRecord), client=st.from_type(ClientPlan))
def test_an_application_comes_back_as_it_was(talent: TalentRecord, client: ClientPlan) -> None:
    """A converter of the project writes and reads our values inside of its own class."""
    application = Application(talent=talent, client=client)
    written = converter.unstructure(application)
    assert written["talent"] == dump_record(talent)
    assert converter.structure(written, Application) == application


def test_every_problem_of_an_application_has_its_path() -> None:
    """Through the class of the project and those of the library."""
    bad: dict[str, Any] = {
        "talent": {"format": 1, "contracts": [[]]},
        "client": {"tier": "gold"},
        "note": "x",
    }
    with pytest.raises(ClassValidationError) as error:
        converter.structure(bad, Application)
    assert [told.rpartition(" @ ")[2] for told in transform_error(error.value)] == [
        "$.talent.kind",
        "$.talent.contracts[0]",
        "$.client.tier",
    ]


def test_a_planned_payment_is_part_of_another_record() -> None:
    """An event makes a new record, and the old one stays."""
    contract = RECORD.contracts[0].id
    paid = RECORD.with_payment(contract, "0.01", on=date(2024, 9, 1))
    assert paid != RECORD
    assert converter.unstructure(paid) == dump_record(paid)
