"""Ids as types, so that no other text can be passed for them."""

from typing import NewType

CatalogueId = NewType("CatalogueId", str)
QuestionnaireId = NewType("QuestionnaireId", str)
ModuleId = NewType("ModuleId", str)
IndicatorId = NewType("IndicatorId", str)
DimensionId = NewType("DimensionId", str)
GroupId = NewType("GroupId", str)
SectionId = NewType("SectionId", str)
TopicId = NewType("TopicId", str)
QuestionId = NewType("QuestionId", str)
CountryId = NewType("CountryId", str)
TranslationId = NewType("TranslationId", str)
