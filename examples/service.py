"""A small web service around badgerules: POST a record, get an answer with its reasons.

Run it with `uvicorn service:app` in this folder, then open http://127.0.0.1:8000/docs. It needs
the extra `service`: `pip install .[service]` in a clone.

Three questions, each asked with a record in JSON as the body and everything else in the query:
`/assess`, `/timeline` and `/remedies`. Whatever cannot be answered comes back as problem details
(RFC 9457) that name every fault of the record, or else of the question, each with its place. The
service keeps nothing, and it does not know what day it is: the caller says which day is meant.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import attrs
from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

import badgerules
from badgerules import (
    EDITIONS,
    Badge,
    DocumentError,
    InvalidRecordError,
    NoEditionInForceError,
    ProblemCode,
    Readings,
)
from badgerules.schemas import json_schema
from badgerules.thresholds import (
    CLAUSE,
    AgencyEarningsWindow,
    EnterpriseSuite,
    ExclusiveMember,
    Feedback,
    LargeContractSum,
    MoneyBar,
    MoneyWindow,
    NegativeShareScope,
    PlusBadgeAudience,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from badgerules import TalentRecord

LARGEST_BODY = 1_000_000  # bytes; a record of 10,000 payments fits
MOST_CONTRACTS = 300  # to ask remedies for, about a second
PROBLEM_JSON = "application/problem+json"
DAY_SCHEMA = {"type": "string", "format": "date", "examples": ["2026-10-01"]}


def _refusal(code: ProblemCode, message: str) -> PydanticCustomError:
    """Return the error of a parameter as pydantic wants it, with a code of badgerules."""
    return PydanticCustomError(code.value, "{message}", {"message": message})


def _day(text: object) -> date:
    """Take YYYY-MM-DD and nothing else; `date.fromisoformat` knows more spellings."""
    if isinstance(text, str) and text.isascii():
        with suppress(ValueError):
            day = date.fromisoformat(text)
            if day.isoformat() == text:
                return day
    message = f"must be a date as YYYY-MM-DD, got {text!r:.60}"
    raise _refusal(ProblemCode.WRONG_FORM, message)


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(DAY_SCHEMA)]


def _edition(text: str) -> str:
    try:
        return badgerules.edition_named(text).id
    except NoEditionInForceError as error:
        raise _refusal(ProblemCode.UNKNOWN_VALUE, str(error)) from None


EDITION_SCHEMA = {"type": "string", "enum": [edition.id for edition in EDITIONS]}
EditionId = Annotated[str, AfterValidator(_edition), WithJsonSchema(EDITION_SCHEMA)]


def _reading(name: str) -> Any:
    """Return a parameter for a reading: its default, and the clause that is read so."""
    reading = attrs.fields_dict(Readings)[name]
    return Field(reading.default, description=f"How {reading.metadata[CLAUSE]} is read.")


class Question(BaseModel):
    """What every answer can be asked under; a parameter that is not here is refused."""

    model_config = ConfigDict(extra="forbid")

    as_of: Annotated[Day, Field(description="The day asked about.")]
    edition: Annotated[
        EditionId | None,
        Field(description="Apply this edition, whatever the day (a what-if)."),
    ] = None
    window: MoneyWindow = _reading("window")
    money_bar: MoneyBar = _reading("money_bar")
    large_contract_sum: LargeContractSum = _reading("large_contract_sum")
    feedback: Feedback = _reading("feedback")
    exclusive_member: ExclusiveMember = _reading("exclusive_member")
    agency_earnings_window: AgencyEarningsWindow = _reading("agency_earnings_window")
    negative_share_scope: NegativeShareScope = _reading("negative_share_scope")
    enterprise_suite: EnterpriseSuite = _reading("enterprise_suite")
    plus_badge_audience: PlusBadgeAudience = _reading("plus_badge_audience")

    def terms(self) -> dict[str, Any]:
        """Return the keywords that every question to badgerules takes."""
        names = [field.name for field in attrs.fields(Readings)]
        readings = Readings(**{name: getattr(self, name) for name in names})
        return {"as_of": self.as_of, "edition": self.edition, "readings": readings}


class QuestionAhead(Question):
    """A question about one badge and the days to come."""

    badge: Annotated[Badge, Field(description="The badge asked about.")]


class TimelineQuestion(QuestionAhead):
    """From when to when is it held?"""

    first_day: Annotated[Day | None, Field(description="Where to begin.")] = None
    last_day: Annotated[Day | None, Field(description="Where to end, included.")] = None


class RemediesQuestion(QuestionAhead):
    """What is the least that brings it, or keeps it?"""

    pay_on: Annotated[Day | None, Field(description="The day of the payment.")] = None


class Fault(BaseModel):
    """One thing that is wrong with what was sent."""

    path: Annotated[str, Field(description="Where, as a JSON path; `query.` for a parameter.")]
    code: Annotated[ProblemCode, Field(description="What kind of thing is wrong.")]
    message: Annotated[str, Field(description="What must be, what was, what to do.")]


class ProblemDetails(BaseModel):
    """Why there is no answer (RFC 9457)."""

    title: str
    status: int
    problems: Annotated[list[Fault], Field(description="Everything that is wrong, at once.")]


class Unanswerable(Exception):  # noqa: N818  # it is about the question, not about a failure
    """Stop, and answer with problem details."""

    def __init__(self, status: HTTPStatus, problems: Iterable[Fault]) -> None:
        super().__init__(status)
        self.status = status
        self.problems = list(problems)


async def _once_each(request: Request) -> None:
    """Refuse a parameter that is given twice; which of them was meant is not ours to guess."""
    given = Counter(name for name, _ in request.query_params.multi_items())
    faults = [
        Fault(
            path=f"query.{name}",
            code=ProblemCode.REPEATED,
            message=f"must be given once, got {count} values",
        )
        for name, count in given.items()
        if count > 1
    ]
    if faults:
        raise Unanswerable(HTTPStatus.UNPROCESSABLE_ENTITY, faults)


def _of_body(code: ProblemCode, message: str) -> Fault:
    return Fault(path="$", code=code, message=message)


async def _record(request: Request) -> TalentRecord:
    """Read the record out of the body, and stop reading where it is too long."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        message = f"must be application/json, got {kind or 'nothing'}"
        fault = _of_body(ProblemCode.WRONG_FORM, message)
        raise Unanswerable(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, [fault])
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        message = f"must not be compressed, got {encoding!r:.60}"
        fault = _of_body(ProblemCode.WRONG_FORM, message)
        raise Unanswerable(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, [fault])
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            message = f"must be at most {LARGEST_BODY:,} bytes"
            fault = _of_body(ProblemCode.OUT_OF_RANGE, message)
            raise Unanswerable(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, [fault])
    return badgerules.load_record(bytes(body))


def _components(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema and its parts as components, the name of the whole before theirs."""
    parts = schema.pop("$defs", {})
    return {name: schema, **{f"{name}.{part}": one for part, one in parts.items()}}


class _Service(FastAPI):
    """A service that describes itself with the schemas of badgerules as its components."""

    def openapi(self) -> dict[str, Any]:
        """Return the description, made once."""
        if self.openapi_schema is None:
            described = super().openapi()
            components = described.setdefault("components", {}).setdefault("schemas", {})
            place = "#/components/schemas"
            for name in ("record", "assessment", "timeline", "remedies"):
                own = json_schema(name, ref_template=f"{place}/{name}.{{name}}")
                components.update(_components(name, own))
            name = "ProblemDetails"
            problem = ProblemDetails.model_json_schema(ref_template=f"{place}/{name}.{{model}}")
            components.update(_components(name, problem))
        return self.openapi_schema or {}


Record = Annotated[Any, Depends(_record)]  # a TalentRecord; FastAPI must not look into it
app = _Service(
    title="badgerules",
    version=badgerules.__version__,
    description="Talent badges as rules: who holds one, why not, until when, and who sees it.",
    dependencies=[Depends(_once_each)],
)


def _problem(status: HTTPStatus, problems: Iterable[Fault], **answer: Any) -> JSONResponse:
    details = ProblemDetails(title=status.phrase, status=status, problems=list(problems))
    return JSONResponse(details.model_dump(), status, media_type=PROBLEM_JSON, **answer)


@app.exception_handler(Unanswerable)
def _on_unanswerable(_: Request, error: Unanswerable) -> JSONResponse:
    return _problem(error.status, error.problems)


@app.exception_handler(ClientDisconnect)
def _on_leaving(_: Request, __: ClientDisconnect) -> Response:
    return Response(status_code=HTTPStatus.BAD_REQUEST)  # to nobody: the client has gone


@app.exception_handler(DocumentError)
def _on_document(_: Request, error: DocumentError) -> JSONResponse:
    faults = [
        Fault(path=problem.path, code=problem.code, message=problem.message)
        for problem in error.problems
    ]
    return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults)


@app.exception_handler(InvalidRecordError)
def _on_question(_: Request, error: InvalidRecordError) -> JSONResponse:
    faults = [
        Fault(
            path=".".join(filter(None, ("query", problem.path))),
            code=problem.code,
            message=problem.message,
        )
        for problem in error.problems
    ]
    return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults)


@app.exception_handler(NoEditionInForceError)
def _on_no_edition(request: Request, error: NoEditionInForceError) -> JSONResponse:
    # The first day asked about is the one that no edition covers.
    day = "first_day" if request.query_params.get("first_day") else "as_of"
    fault = Fault(path=f"query.{day}", code=ProblemCode.OUT_OF_RANGE, message=str(error))
    return _problem(HTTPStatus.NOT_FOUND, [fault])


@app.exception_handler(RequestValidationError)
def _on_parameters(_: Request, error: RequestValidationError) -> JSONResponse:
    faults = [
        Fault(path=".".join(map(str, fault["loc"])), code=_code(fault), message=_told(fault))
        for fault in error.errors()
    ]
    return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults)


CODES = {
    "missing": ProblemCode.MISSING,
    "extra_forbidden": ProblemCode.UNKNOWN_KEY,
    "enum": ProblemCode.UNKNOWN_VALUE,
}
"""The codes of badgerules for the types of errors that pydantic finds in a question."""


def _code(fault: Mapping[str, Any]) -> ProblemCode:
    return CODES.get(fault["type"]) or ProblemCode(fault["type"])  # the latter is one of ours


def _told(fault: Mapping[str, Any]) -> str:
    """Say in the manner of the library what must be, and what was."""
    if fault["type"] not in CODES:
        return str(fault["msg"])  # one of ours, which says what was
    message = f"{fault['msg'][0].lower()}{fault['msg'][1:]}"
    return message if fault["type"] == "missing" else f"{message}, got {fault['input']!r:.60}"


@app.exception_handler(HTTPException)
def _on_http(_: Request, error: HTTPException) -> JSONResponse:
    status = HTTPStatus(error.status_code)
    fault = Fault(path="", code=ProblemCode.IMPOSSIBLE, message=error.detail)
    return _problem(status, [fault], headers=error.headers)


def _described(answer: str) -> dict[str, Any]:
    """Describe what a path takes and gives, in the words of badgerules' own JSON Schemas."""
    example = json.loads(Path(__file__).with_name("support-specialist.json").read_bytes())
    record = {"schema": {"$ref": "#/components/schemas/record"}, "example": example}
    given = {"schema": {"$ref": f"#/components/schemas/{answer}"}}
    problem = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    refused = (
        HTTPStatus.NOT_FOUND,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    )
    return {
        "openapi_extra": {
            "requestBody": {"required": True, "content": {"application/json": record}}
        },
        "responses": {
            200: {"description": "The answer.", "content": {"application/json": given}},
            **{
                int(status): {"description": status.phrase, "content": {PROBLEM_JSON: problem}}
                for status in refused
            },
        },
    }


@app.post("/assess", response_class=JSONResponse, **_described("assessment"))
def assess(record: Record, question: Annotated[Question, Query()]) -> JSONResponse:
    """Decide every badge on one day, criterion by criterion, and who sees what."""
    answer = badgerules.assess(record, **question.terms())
    return JSONResponse(badgerules.dump_assessment(answer))


@app.post("/timeline", response_class=JSONResponse, **_described("timeline"))
def timeline(record: Record, question: Annotated[TimelineQuestion, Query()]) -> JSONResponse:
    """Say from when to when a badge is held, and what turns it."""
    days: dict[str, Any] = {"first_day": question.first_day, "last_day": question.last_day}
    answer = badgerules.timeline(record, question.badge, **days, **question.terms())
    return JSONResponse(badgerules.dump_timeline(answer))


@app.post("/remedies", response_class=JSONResponse, **_described("remedies"))
def remedies(record: Record, question: Annotated[RemediesQuestion, Query()]) -> JSONResponse:
    """Name the least that brings a badge or keeps it: what to pay, where, by when."""
    if len(record.contracts) > MOST_CONTRACTS:
        message = f"must be at most {MOST_CONTRACTS:,} here, as each is a way to look at"
        fault = Fault(path="$.contracts", code=ProblemCode.OUT_OF_RANGE, message=message)
        raise Unanswerable(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, [fault])
    answer = badgerules.remedies(record, question.badge, pay_on=question.pay_on, **question.terms())
    return JSONResponse(badgerules.dump_remedies(answer))
