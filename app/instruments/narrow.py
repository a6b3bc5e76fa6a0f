"""Leave the topics out of a questionnaire that are not about the person or the site."""

from app.instruments.model import Questionnaire
from app.instruments.vocabulary import About


def leave_out_the_talk(questionnaire: Questionnaire) -> Questionnaire:
    """Give the questionnaire without what is about the interview itself; its id and version stay.

    Consents, the language and whether it is safe to talk are settled with the person, once.
    """
    sections = (
        section.model_copy(
            update={
                "topics": tuple(
                    topic for topic in section.topics if topic.about is not About.INTERVIEW
                )
            }
        )
        for section in questionnaire.sections
    )
    kept = tuple(section for section in sections if section.topics)
    return questionnaire.model_copy(update={"sections": kept})
