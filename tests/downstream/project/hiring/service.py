"""A service that takes records and plans as they are, and gives assessments back."""

from datetime import date
from typing import Annotated

from fastapi import Body, FastAPI
from pydantic import BaseModel

import badgerules
from badgerules import Assessment, ClientPlan, TalentRecord

app = FastAPI()


class Search(BaseModel):
    """What a client asks."""

    talents: list[TalentRecord]
    client: ClientPlan
    as_of: date


@app.post("/assess")
def assess(record: Annotated[TalentRecord, Body()], as_of: date) -> Assessment:
    """Assess one talent."""
    return badgerules.assess(record, as_of=as_of)


@app.post("/search")
def search(asked: Search) -> list[str | None]:
    """Say which badge the client sees of each talent."""
    return [
        badgerules.visible_badge(badgerules.assess(one, as_of=asked.as_of), to=asked.client)
        for one in asked.talents
    ]
