"""Applications as the project keeps them: classes of its own, with values of badgerules inside."""

from __future__ import annotations

import attrs
from cattrs import Converter

from badgerules import ClientPlan, TalentRecord
from badgerules.serialization import register_hooks

converter = Converter()
register_hooks(converter)


@attrs.frozen(kw_only=True)
class Application:
    """A talent who applies to a client."""

    talent: TalentRecord
    client: ClientPlan
    note: str = ""
