#!/usr/bin/env bash
# One would guess: a parameter whose class tells pydantic how it is read is a body, as a model is.
# What happens: FastAPI asks for such a method of the parametrized form of a type, which a plain
# class has not, and so takes the parameter for one of the query. With Body() it is a body.
# Why it matters here: a record would be looked for in the address, and the route answer 422.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q fastapi==0.165.0 pydantic==2.14.4
venv/bin/python -I --version
venv/bin/pip list 2>/dev/null | grep -iE '^(fastapi|pydantic) '
cat > run.py <<'PYTHON'
from typing import Annotated

from fastapi import Body, FastAPI
from pydantic import BaseModel
from pydantic_core import core_schema


class Told:
    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return core_schema.no_info_plain_validator_function(lambda found: cls())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema, handler):
        return {"type": "object"}


class Model(BaseModel):
    name: str


app = FastAPI()


@app.post("/told")
def told(given: Told): ...


@app.post("/told-as-body")
def told_as_body(given: Annotated[Told, Body()]): ...


@app.post("/model")
def model(given: Model): ...


for path, route in app.openapi()["paths"].items():
    places = [one["in"] for one in route["post"].get("parameters", [])]
    print(path, *places, *(["body"] if "requestBody" in route["post"] else []))
PYTHON
cat > expected <<'TEXT'
/told query
/told-as-body body
/model body
TEXT
venv/bin/python -I run.py | tee found
diff expected found
