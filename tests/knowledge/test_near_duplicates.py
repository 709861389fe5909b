"""Pages that are nearly the same."""

from __future__ import annotations

from chatqual.sites.models import Site
from tests.knowledge.answers import ask, knowledge_of, said

TEXT = (
    "# Pump {name}\n\nThe pump {name} moves water in gardens, ponds and small farms all year. "
    "It lifts {litres} litres a minute and needs no oil, no grease and no yearly inspection."
)


def test_pages_of_two_models_that_differ_in_one_number_stay_apart(site: Site) -> None:
    models = {"P20": 40, "P21": 55, "P22": 70}
    pages = {
        f"{name}.md": (f"Pump {name}", TEXT.format(name=name, litres=litres))
        for name, litres in models.items()
    }
    knowledge = knowledge_of(site, pages)
    for name, litres in models.items():
        answer = ask(knowledge, f"how many litres a minute does the {name} lift")
        assert f"{litres} litres" in said(answer)
        assert answer.passages[0].path == f"{name}.md"
        assert len({passage.path for passage in answer.passages}) == len(models)
