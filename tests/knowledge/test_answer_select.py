"""Which sentences answer, which of them are shown, and what comes along with them."""

from __future__ import annotations

from chatqual.engine.ports import KnowledgeAnswer
from chatqual.sites.models import Site
from knowledge.service import SiteKnowledge
from tests.knowledge.answers import PAGES, ask, knowledge_of, said

GARDEN = (
    "Watering",
    "# Watering\n\nThe pump waters the beds from its own tank. "
    "A full tank lasts for nine days of sunshine. The lid of the tank is green.\n\n"
    "## Which parts are in the box\n\nThe box of the pump holds these parts:\n\n"
    "- Two metres of hose\n- A filter for sand\n\n"
    "## How to clean the filter\n\nTo clean the filter:\n\n"
    "1. Unplug the pump.\n2. Open the lid of the tank.\n3. Take out the filter.\n"
    "4. Rinse it with warm water.\n5. Let it dry in the shade.\n6. Put it back.\n",
)
SHED = (
    "Sheds",
    "# Sheds\n\nA shed is built in a day. The tank of the mower lies in the shed. "
    "Sunshine does no harm to its roof.",
)


def shown(answer: KnowledgeAnswer) -> list[str]:
    """What a chat shows of the answer."""
    pairs = zip(answer.sentences, answer.leading, strict=True)
    return [sentence.text for sentence, leads in pairs if leads]


def garden(site: Site) -> SiteKnowledge:
    return knowledge_of(site, PAGES | {"watering.md": GARDEN, "sheds.md": SHED})


def test_a_line_that_announces_comes_with_what_it_announces(site: Site) -> None:
    answer = ask(garden(site), "which parts are in the box of the pump")
    at = shown(answer).index("The box of the pump holds these parts:")
    assert shown(answer)[at : at + 3] == [
        "The box of the pump holds these parts:",
        "Two metres of hose.",
        "A filter for sand.",
    ]


def test_of_short_steps_none_is_left_out(site: Site) -> None:
    answer = ask(garden(site), "how do i clean the filter")
    assert len(answer.sentences) == 6
    assert said(answer).startswith("Unplug the pump. Open the lid")
    assert shown(answer)[-1] == "Put it back."


def test_steps_stop_where_sixty_words_are_full(site: Site) -> None:
    long = "Turn the handle of the big valve slowly to the left until it stops moving"
    steps = "\n".join(f"{n}. {long} for time {n}." for n in range(1, 9))
    page = ("Valve", f"# Valve\n\n## How to open the valve\n\nTo open the valve:\n\n{steps}\n")
    answer = ask(knowledge_of(site, PAGES | {"valve.md": page}), "how do i open the valve")
    assert 1 < len(answer.sentences) < 8
    assert len(said(answer).split()) <= 60


def test_the_sentence_that_answers_best_is_shown(site: Site) -> None:
    """A passage's first sentence has no right of its own."""
    answer = ask(garden(site), "how long does a full tank last")
    assert "A full tank lasts for nine days of sunshine." in shown(answer)
    assert "The lid of the tank is green." not in shown(answer)


def test_a_sentence_of_a_passage_far_behind_is_not_shown(site: Site) -> None:
    answer = ask(garden(site), "how long does a full tank last in sunshine")
    assert "Sunshine does no harm to its roof." not in shown(answer)


PRICES = (
    "Price list",
    "# Price list\n\n| Item | Price | Unit |\n|---|---|---|\n"
    "| Set-up of the oven by a cook | 320 € | once |\n| Lid of the oven | 35 € | each |\n"
    "| Course in baking | 780 € | per day |\n\nEvery oven is delivered free of charge.",
)


def test_of_a_price_list_only_the_row_that_is_asked_for_is_quoted(site: Site) -> None:
    knowledge = knowledge_of(site, PAGES | {"list.md": PRICES})
    answer = ask(knowledge, "what does a day of the baking course cost")
    assert "780 €" in answer.sentences[0].text
    assert "320 €" not in said(answer)
