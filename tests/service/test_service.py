"""The example service over real HTTP: answers, refusals, and what its own description promises."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from badgerules import ProblemCode
from badgerules.schemas import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.thorough

WHY = "the service is tested where the extra test-all is installed"
for name in ("fastapi", "uvicorn", "schemathesis"):
    pytest.importorskip(name, reason=WHY)
httpx: Any = pytest.importorskip("httpx", reason=WHY)

EXAMPLES = Path(__file__).parents[2] / "examples"
RECORD = (EXAMPLES / "support-specialist.json").read_bytes()
JSON = {"content-type": "application/json"}
DAY = {"as_of": "2026-10-01"}
PLUS = {**DAY, "badge": "top_rated_plus"}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start the service as its docstring says, and stop it."""
    port = str(_free_port())
    command = [sys.executable, "-m", "uvicorn", "service:app", "--port", port]
    with subprocess.Popen([*command, "--log-level", "warning"], cwd=EXAMPLES) as server:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                httpx.get(f"{address}/openapi.json")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
        server.terminate()


def post(address: str, path: str, question: dict[str, str], body: bytes = RECORD) -> Any:  # noqa: ANN401  # a response of httpx
    """Ask the service."""
    return httpx.post(f"{address}{path}", params=question, content=body, headers=JSON)


def faults(response: Any) -> dict[str, str]:  # noqa: ANN401  # as above
    """Return the message of each fault by its place."""
    assert response.headers["content-type"] == "application/problem+json"
    details = response.json()
    assert details["status"] == response.status_code
    assert details["title"]
    assert {one["code"] for one in details["problems"]} <= {code.value for code in ProblemCode}
    return {one["path"]: one["message"] for one in details["problems"]}


def codes(response: Any) -> dict[str, str]:  # noqa: ANN401  # as above
    """Return the code of each fault by its place."""
    return {one["path"]: one["code"] for one in response.json()["problems"]}


def test_it_assesses(address: str) -> None:
    """The answer is the JSON of the library: the failing criterion with its number."""
    answer = post(address, "/assess", DAY).json()
    plus = answer["badges"]["top_rated_plus"]
    (large,) = [one for one in plus["findings"] if one["verdict"] == "unmet"]
    assert (answer["id"], plus["verdict"]) == ("support-specialist", "unmet")
    assert (large["clause"], large["shortfall"]) == ("TRP-F2", "12300.00")


def test_it_takes_readings_and_editions(address: str) -> None:
    """Every paper of a question can be given, and the answer shows it."""
    question = {**DAY, "large_contract_sum": "lifetime_if_active", "edition": "2020-10"}
    answer = post(address, "/assess", question).json()
    assert answer["readings"]["large_contract_sum"] == "lifetime_if_active"
    assert (answer["edition"], answer["hypothetical"]) == ("2020-10", True)
    assert answer["badges"]["top_rated_plus"]["verdict"] == "met"


def test_it_draws_timelines(address: str) -> None:
    """The spans lie within the days asked about."""
    question = {**PLUS, "first_day": "2026-09-01", "last_day": "2027-01-31"}
    spans = post(address, "/timeline", question).json()["spans"]
    assert (spans[0]["first_day"], spans[-1]["last_day"]) == ("2026-09-01", "2027-01-31")


def test_it_finds_remedies(address: str) -> None:
    """The least that is lacking is named, and on which contract."""
    ways = post(address, "/remedies", {**PLUS, "pay_on": "2026-10-01"}).json()["ways"]
    assert ("help-desk", "12300.00") in [(one["contract"], one["amount"]) for one in ways]


def test_a_bad_record_is_refused_with_every_place(address: str) -> None:
    """Problem details carry the JSON paths of the library."""
    response = post(address, "/assess", DAY, b'{"kind": "firm", "contracts": [{"id": "c"}]}')
    assert response.status_code == 422
    assert {*faults(response)} == {"$.format", "$.kind", "$.contracts[0].category"}
    assert codes(response) == {
        "$.format": "missing",
        "$.kind": "unknown_value",
        "$.contracts[0].category": "missing",
    }


def test_a_bad_question_is_refused_with_every_place(address: str) -> None:
    """A wrong value, a parameter that does not exist and a missing one are told together."""
    question = {"as_of": "20200901", "edtion": "2020-07", "feedback": "bad", "edition": "2020-08"}
    response = post(address, "/timeline", question)
    assert response.status_code == 422
    told = faults(response)
    assert told == {
        "query.as_of": "must be a date as YYYY-MM-DD, got '20200901'",
        "query.edtion": "extra inputs are not permitted, got '2020-07'",
        "query.feedback": "input should be 'not_negative' or 'positive', got 'bad'",
        "query.badge": "field required",
        "query.edition": told["query.edition"],
    }
    assert codes(response) == {
        "query.as_of": "wrong_form",
        "query.edtion": "unknown_key",
        "query.feedback": "unknown_value",
        "query.badge": "missing",
        "query.edition": "unknown_value",
    }
    assert "2020-08" in told["query.edition"]
    assert "2020-10" in told["query.edition"]


def test_a_day_that_is_not_in_the_calendar_is_refused_as_any_other(address: str) -> None:
    """2021 has no 29 February; what is told says what must be, in the words of the service."""
    told = faults(post(address, "/assess", {"as_of": "2021-02-29"}))
    assert told == {"query.as_of": "must be a date as YYYY-MM-DD, got '2021-02-29'"}


def test_every_parameter_is_described(address: str) -> None:
    """A reading names its clause, and its default is that of the library."""
    paths = httpx.get(f"{address}/openapi.json").json()["paths"]
    for path in paths.values():
        given = {one["name"]: one for one in path["post"]["parameters"]}
        assert all(one["description"] for one in given.values())
        assert given["feedback"]["description"] == "How TRP-F5 is read."
        assert given["feedback"]["schema"]["default"] == "not_negative"


def test_days_in_the_wrong_order_are_refused(address: str) -> None:
    """What only the library can tell about a question comes back the same way."""
    response = post(
        address, "/timeline", {**PLUS, "first_day": "2027-02-01", "last_day": "2027-01-31"}
    )
    assert response.status_code == 422
    assert list(faults(response)) == ["query.last_day"]
    response = post(address, "/remedies", {**PLUS, "pay_on": "2026-09-30"})
    assert response.status_code == 422
    assert list(faults(response)) == ["query.pay_on"]


def test_a_repeated_parameter_is_refused(address: str) -> None:
    """Of two values for one parameter none is chosen."""
    twice = httpx.post(
        f"{address}/assess?as_of=2026-10-02&as_of=2026-10-01", content=RECORD, headers=JSON
    )
    assert twice.status_code == 422
    assert list(faults(twice)) == ["query.as_of"]


def test_a_day_before_the_rules_is_not_found(address: str) -> None:
    """No edition covers it, so there is no answer, and never a no."""
    response = post(address, "/assess", {"as_of": "2020-07-06"})
    assert response.status_code == 404
    assert "2020-07-07" in faults(response)["query.as_of"]


def test_a_timeline_that_begins_before_the_rules_names_its_first_day(address: str) -> None:
    """The day asked about is covered; where the timeline is to begin is not."""
    response = post(address, "/timeline", {**PLUS, "first_day": "2020-01-01"})
    assert response.status_code == 404
    assert list(faults(response)) == ["query.first_day"]


def test_remedies_of_very_many_contracts_are_refused(address: str) -> None:
    """Each contract is a way to look at on every day; one request must not take a minute."""
    record = json.loads(RECORD)
    record["contracts"] = [
        {"id": f"c{number}", "category": "legal", "payments": []} for number in range(301)
    ]
    body = json.dumps(record).encode()
    response = post(address, "/remedies", PLUS, body)
    assert response.status_code == 413
    assert list(faults(response)) == ["$.contracts"]
    assert post(address, "/assess", DAY, body).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "/assess?as_of=2026-10-01", {}, RECORD, 415),
        ("POST", "/assess?as_of=2026-10-01", {**JSON, "content-encoding": "gzip"}, b"x", 415),
        ("POST", "/assess?as_of=2026-10-01", JSON, b" " * 1_000_001, 413),
        ("GET", "/assess", {}, b"", 405),
        ("GET", "/nowhere", {}, b"", 404),
    ],
)
def test_every_refusal_is_problem_details(
    address: str, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    """Whatever goes wrong with a request is told in one form."""
    response = httpx.request(method, f"{address}{path}", headers=headers, content=body)
    assert response.status_code == status
    assert faults(response)


def test_the_description_holds_the_schemas_of_the_library(address: str) -> None:
    """Records and answers are described by the schemas that the library ships."""
    description = httpx.get(f"{address}/openapi.json").json()
    components = description["components"]["schemas"]
    own = json_schema("record")
    assert {*components["record"]["properties"]} == {*own["properties"]}
    assert {f"record.{part}" for part in own["$defs"]} <= {*components}
    assert "#/$defs/" not in json.dumps(description)


def test_the_page_of_the_description_is_there(address: str) -> None:
    """People can read the description in a browser."""
    assert "swagger-ui" in httpx.get(f"{address}/docs").text


def test_nothing_drawn_from_the_description_breaks_the_service(address: str) -> None:
    """No request ends in a failure of the server or in a response that is not described.

    That a request fits the description does not mean that it can be answered: no schema knows
    whether a day is a Saturday. So the check that wants every such request accepted stays out.
    """
    module = [sys.executable, "-W", "ignore", "-m", "schemathesis.cli", "run"]
    options = "--checks all --exclude-checks positive_data_acceptance --suppress-health-check all"
    budget = "--max-examples 15 --generation-database none --no-color --continue-on-failure"
    command = [*module, f"{address}/openapi.json", *options.split(), *budget.split()]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    assert "3 selected / 3 total" in done.stdout


def test_a_client_that_leaves_is_no_failure(
    address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whoever goes away amid his record leaves no traceback, and the next one is answered."""
    host, _, port = address.removeprefix("http://").partition(":")
    head = (
        "POST /assess?as_of=2026-10-01 HTTP/1.1\r\nhost: x\r\n"
        "content-type: application/json\r\ncontent-length: 1000\r\n\r\n{"
    )
    with socket.create_connection((host, int(port))) as leaving:
        leaving.sendall(head.encode())
        time.sleep(0.2)
    time.sleep(0.2)
    assert post(address, "/assess", DAY).status_code == 200
    assert "Traceback" not in capfd.readouterr().err


def test_the_service_is_what_its_docstring_says() -> None:
    """Its three paths are there, each by POST."""
    sys.path.insert(0, str(EXAMPLES))
    try:
        service = import_module("service")
    finally:
        sys.path.remove(str(EXAMPLES))
    assert {*service.app.openapi()["paths"]} == {"/assess", "/timeline", "/remedies"}
