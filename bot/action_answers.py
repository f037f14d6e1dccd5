"""Checking what the action server answers: Rasa's own schema, made ready once.

Rasa calls `jsonschema.validate`, which checks the schema itself again at each answer. py-spy saw
a quarter of Rasa's working time there (24 %), as much as in understanding messages (26 %).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def is_valid(_action: RemoteAction, result: Dict[str, Any]) -> bool:
    """Checks an answer as Rasa does.

    Raises:
        ValidationError: If the answer is not of the form that Rasa documents for action servers.
    """
    error = best_match(_validator().iter_errors(result))
    if error is not None:
        raise error
    return True


def check_schema_once() -> None:
    """Lets Rasa check answers with the validator that is ready."""
    RemoteAction._validate_action_result = is_valid
