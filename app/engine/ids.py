"""Ids of rule sets and of what they give, as types."""

from typing import NewType

RuleSetId = NewType("RuleSetId", str)
FindingId = NewType("FindingId", str)
OutcomeCode = NewType("OutcomeCode", str)
