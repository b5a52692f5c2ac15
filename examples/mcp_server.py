"""Four questions about badges for an assistant that speaks MCP over stdio (extra `examples`)."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BeforeValidator, WithJsonSchema

import badgerules as rules
from badgerules.visibility import viewers_in

SHORT = """{"format": 1, "kind": "freelancer", "base_badge": "top_rated", "contracts": [{"id": "a",
"category": "legal", "payments": [{"paid_on": "2026-03-02", "amount": "500.00"}]}]}"""
Record = Annotated[rules.TalentRecord, WithJsonSchema({"type": "object", "description": SHORT})]
Day = Annotated[date, BeforeValidator(lambda day: date.fromisoformat(str(day)))]  # 0 is no day
server = MCPServer("badgerules", version=rules.__version__)


def tool(ask: Callable[..., Iterator[object]]) -> None:
    """Offer a question: its answers are texts, and what cannot be answered is told."""

    @wraps(ask)
    def told(**given: Any) -> str:
        try:
            return "\n\n".join(map(rules.to_text, ask(**given)))
        except rules.BadgeRulesError as error:
            raise ToolError(str(error)) from error  # of any other error the client sees nothing

    server.add_tool(told, structured_output=False)


def why_not(record: Record, badge: rules.Badge, as_of: Day) -> Iterator[object]:
    """Say criterion by criterion why a talent holds a badge on a day, or what is lacking."""
    yield rules.decide(record, badge, as_of=as_of)


def what_next(record: Record, badge: rules.Badge, as_of: Day) -> Iterator[object]:
    """Say when a badge comes or goes if nothing new happens, and what would bring or keep it."""
    yield rules.timeline(record, badge, as_of=as_of, first_day=as_of)
    yield rules.remedies(record, badge, as_of=as_of)


def who_sees_it(record: Record, as_of: Day) -> Iterator[object]:
    """Say which badge each kind of viewer sees on the profile on a day."""
    seen = rules.assess(record, as_of=as_of)
    viewers = viewers_in(seen.question.edition).values()
    yield from (rules.visibility(seen, to=viewer) for viewer in viewers)


def compare(record: Record, before: Day, after: Day) -> Iterator[object]:
    """Say which badges a talent gains or loses from one day to another, and by what."""
    yield rules.compare(*(rules.assess(record, as_of=day) for day in (before, after)))


for question in (why_not, what_next, who_sees_it, compare):
    tool(question)
server.run()
