"""OpenFisca: vectors over populations, with variables by day, parameters by date and formulas.

Contracts are its persons and talents its groups. Payments are an input by day; the twelve months
are a period that ends on the day asked about, added up day by day, as its documentation tells.
Money is in cents as whole numbers, since its floats have 24 bits.
"""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

import by_hand

from badgerules import EDITIONS, Contract
from peers.entrant import BARS, Peer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from badgerules import TalentRecord

BEGIN = EDITIONS[0].effective_from.isoformat()
NEVER, ALWAYS = date(9999, 12, 31), date(1, 1, 1)
NO_CONTRACT = Contract(id="none", category="legal", payments=())
WORKED_OUT = ("counted", "is_large", "earned", "qualifies")


def _ended_badly_on(contract: Contract) -> date:
    if contract.outcome is not by_hand.NEGATIVE:
        return NEVER
    return contract.outcome_on or ALWAYS


def _system(core: Any) -> Any:
    """Return the entities, the parameters and the variables."""
    contract = core.entities.build_entity("contract", "contracts", "", is_person=True)
    talent = core.entities.build_entity(
        "talent", "talents", "", roles=[{"key": "contract", "plural": "contracts", "label": ""}]
    )
    system = core.taxbenefitsystems.TaxBenefitSystem([contract, talent])
    bars = {key: {"values": {BEGIN: bar}} for key, bar in BARS.items()}
    system.parameters = core.parameters.ParameterNode(
        "", data={"earnings": {"values": {BEGIN: by_hand.EARNINGS}}, "large_contract": bars}
    )
    category = core.indexed_enums.Enum("Category", {key: key for key in BARS})
    day, eternity = core.periods.DateUnit.DAY, core.periods.DateUnit.ETERNITY
    inputs: dict[str, tuple[type, Any, Any, dict[str, Any]]] = {
        "paid": (int, contract, day, {}),
        "ended_badly_on": (date, contract, eternity, {"default_value": NEVER}),
        "category": (
            *(core.indexed_enums.Enum, contract, eternity),
            {"possible_values": category, "default_value": next(iter(category))},
        ),
        "is_top_rated": (bool, talent, eternity, {}),
        "is_exclusive": (bool, talent, eternity, {}),
        "counted": (int, contract, day, {"formula": _counted(core)}),
        "is_large": (bool, contract, day, {"formula": _is_large}),
        "earned": (int, talent, day, {"formula": _earned}),
        "qualifies": (bool, talent, day, {"formula": _qualifies}),
    }
    for name, (value_type, entity, period, more) in inputs.items():
        parts = {"value_type": value_type, "entity": entity, "definition_period": period}
        variable = type(name, (core.variables.Variable,), parts | {"label": name} | more)
        system.add_variable(variable)
    return system


def _counted(core: Any) -> Any:
    add, day = core.populations.ADD, core.periods.DateUnit.DAY

    def formula(contract: Any, period: Any) -> Any:
        first = period.start.offset(-1, "year").offset(1, "day")
        days = (period.start.date - first.date).days + 1
        return contract("paid", core.periods.Period((day, first, days)), options=[add])

    return formula


def _is_large(contract: Any, period: Any, parameters: Any) -> Any:
    bar = parameters(period).large_contract[contract("category", period)]
    has_ended = contract("ended_badly_on", period) <= import_module("numpy").datetime64(
        str(period.start)
    )
    return (contract("counted", period) >= bar) & ~has_ended


def _earned(talent: Any, period: Any) -> Any:
    return talent.sum(talent.members("counted", period))


def _qualifies(talent: Any, period: Any, parameters: Any) -> Any:
    return (
        talent("is_top_rated", period)
        & ~talent("is_exclusive", period)
        & (talent("earned", period) >= parameters(period).earnings)
        & talent.any(talent.members("is_large", period))
    )


class _Core:
    """The modules of the library that are needed."""

    def __init__(self) -> None:
        for name in (
            *("entities", "indexed_enums", "parameters", "periods", "populations"),
            *("simulation_builder", "taxbenefitsystems", "variables"),
        ):
            setattr(self, name, import_module(f"openfisca_core.{name}"))


class Entrant(Peer):
    """Vectors over a population."""

    name = "OpenFisca"
    distribution = "openfisca-core"
    prepared = (
        "the sum of each contract and day; the day from which a contract ended badly; whether "
        "the base badge is Top Rated; an empty contract for a talent without any"
    )

    def __init__(self) -> None:
        """Build the rules."""
        self._core: Any = _Core()
        self._numpy: Any = import_module("numpy")
        self._system = _system(self._core)

    def facts(self, record: TalentRecord) -> Any:
        """Return a simulation of one talent, with all payments set."""
        return self.population([record])

    def population(self, records: Sequence[TalentRecord]) -> Any:
        """Return a simulation of talents, with all payments set."""
        builder = self._core.simulation_builder.SimulationBuilder()
        builder.create_entities(self._system)
        owned = [
            (own, one)
            for own, record in enumerate(records)
            for one in record.contracts or (NO_CONTRACT,)
        ]
        builder.declare_person_entity("contract", range(len(owned)))
        talents = builder.declare_entity("talent", range(len(records)))
        owners = self._numpy.array([own for own, _ in owned], dtype=int)
        builder.join_with_persons(talents, owners, ["contract"] * len(owned))
        simulation, array = builder.build(self._system), self._numpy.array
        category = self._system.get_variable("category").possible_values
        keys = [one.category.value for _, one in owned]
        simulation.set_input("category", "eternity", category.encode(array(keys, dtype=str)))
        ended = array([_ended_badly_on(one) for _, one in owned], dtype="datetime64[D]")
        simulation.set_input("ended_badly_on", "eternity", ended)
        top = [record.base_badge is by_hand.TOP_RATED for record in records]
        simulation.set_input("is_top_rated", "eternity", array(top))
        exclusive = [record.exclusive_agency_contractor for record in records]
        simulation.set_input("is_exclusive", "eternity", array(exclusive))
        for day, paid in self._by_day([one for _, one in owned]).items():
            simulation.set_input("paid", day.isoformat(), paid)
        return simulation

    def _by_day(self, contracts: Sequence[Contract]) -> dict[date, Any]:
        days: dict[date, Any] = {}
        for place, contract in enumerate(contracts):
            for payment in contract.payments:
                if payment.paid_on not in days:
                    days[payment.paid_on] = self._numpy.zeros(len(contracts), dtype="int32")
                days[payment.paid_on][place] += payment.cents
        return days

    def _answers(self, simulation: Any, as_of: date) -> list[bool]:
        """Calculate, after forgetting what was calculated before."""
        day = self._core.periods.period(as_of.isoformat())
        for name in WORKED_OUT:
            simulation.delete_arrays(name, day)
        answers: list[bool] = simulation.calculate("qualifies", day).tolist()
        return answers

    def decide(self, facts: Any, as_of: date) -> bool:
        """Calculate for the one."""
        return self._answers(facts, as_of)[0]

    def gather(self, records: Sequence[TalentRecord]) -> Any:
        """Return one simulation of them all."""
        return self.population(records)

    def decide_many(self, gathered: Any, as_of: date) -> list[bool]:
        """Calculate for all in one go."""
        return self._answers(gathered, as_of)

    def text(self, record: TalentRecord, as_of: date) -> str:
        """Write the situation as its web interface takes it."""
        return json.dumps(self._situation(record, as_of))

    def _situation(self, record: TalentRecord, as_of: date) -> dict[str, Any]:
        contracts: dict[str, Any] = {}
        for contract in record.contracts or (NO_CONTRACT,):
            paid: dict[str, int] = {}
            for payment in contract.payments:
                day = payment.paid_on.isoformat()
                paid[day] = paid.get(day, 0) + payment.cents
            contracts[contract.id] = {
                "category": {"ETERNITY": contract.category.value},
                "ended_badly_on": {"ETERNITY": _ended_badly_on(contract).isoformat()},
                "paid": paid,
            }
        talent = {
            "contracts": [*contracts],
            "is_top_rated": {"ETERNITY": record.base_badge is by_hand.TOP_RATED},
            "is_exclusive": {"ETERNITY": record.exclusive_agency_contractor},
            "qualifies": {as_of.isoformat(): None},
        }
        return {"contracts": contracts, "talents": {"talent": talent}}

    def decide_text(self, text: str | bytes, as_of: date) -> bool:
        """Read, build the simulation, and calculate."""
        builder = self._core.simulation_builder.SimulationBuilder()
        simulation = builder.build_from_entities(self._system, json.loads(text))
        return self._answers(simulation, as_of)[0]
