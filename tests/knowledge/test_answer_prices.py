"""Sums over price tables: base fees, tiers, plans by size, prices for particular people."""

from __future__ import annotations

import pytest

from chatqual.sites.models import Site
from knowledge.answer_price_choice import plan_names, prices_of
from knowledge.service import SiteKnowledge
from tests.knowledge.answers import PAGES, ask, knowledge_of, said

ROW = (
    "| Plan: {}; Users: up to {}; Billed monthly, Base fee per month: {} €;"
    " Billed monthly, Per user and month: {} €; Billed yearly, Base fee per month: {} €;"
    " Billed yearly, Per user and month: {} €"
)
TABLE = "\n".join(
    (
        ROW.format("Seed", 10, 12, 4, 10, 3),
        ROW.format("Tree", 90, 40, 6, 30, 5),
        ROW.format("Forest", 900, 80, 8, 70, 7),
    )
)
SITE = PAGES | {
    "pricing.md": ("Pricing", f"# Pricing\n\n{TABLE}"),
    "nonprofits.md": (
        "Nonprofits",
        "# Nonprofits\n\nNonprofits get 20 % off the fee per user on Tree.",
    ),
    "freelancers.md": (
        "Freelancers",
        "# Freelancers\n\n| Freelancers paid in the month: 1 to 50; Price per freelancer and month:"
        " 4 €\n| Freelancers paid in the month: 51 and more; Price per freelancer and month: 3 €",
    ),
}


@pytest.fixture
def priced(site: Site) -> SiteKnowledge:
    return knowledge_of(site, SITE)


def test_a_base_fee_is_part_of_the_sum_and_shown_in_it(priced: SiteKnowledge) -> None:
    text = said(ask(priced, "how much is Tree for 40 users"))
    assert text.endswith("For 40 users, billed yearly: 30 € + 40 × 5 € = 230 € a month.")


def test_the_billing_that_is_asked_for_has_its_own_base_fee(priced: SiteKnowledge) -> None:
    text = said(ask(priced, "how much is Tree for 40 users billed monthly"))
    assert text.endswith("For 40 users, billed monthly: 40 € + 40 × 6 € = 280 € a month.")


def test_a_discount_on_the_price_per_user_leaves_the_base_fee(priced: SiteKnowledge) -> None:
    text = said(ask(priced, "we are a nonprofit, what does Tree cost for 40 users"))
    assert "with 20 % less: 190 € a month" in text


def test_the_smallest_plan_is_the_row_with_the_lowest_price(priced: SiteKnowledge) -> None:
    text = said(ask(priced, "what does the smallest plan cost"))
    assert text.startswith("Plan: Seed")
    assert "Tree" not in text


def test_a_price_for_particular_people_is_summed_for_them_only(priced: SiteKnowledge) -> None:
    text = said(ask(priced, "price for 60 freelancers", seats=60))
    assert text.endswith("For 60 freelancers: 180 € a month.")
    assert "freelancers:" not in said(ask(priced, "how much is Tree for 60 users"))


def test_a_price_per_seat_is_no_price_per_freelancer(priced: SiteKnowledge) -> None:
    assert "reelancer" not in said(ask(priced, "how much does it cost per user", seats=40))


def test_how_many_particular_people_is_read_from_the_question(priced: SiteKnowledge) -> None:
    text = said(ask(priced, "what do 60 freelancers cost"))
    assert text.startswith("Freelancers paid in the month: 51 and more")
    assert text.endswith("For 60 freelancers: 180 € a month.")


def test_all_tiers_are_shown_where_nobody_said_how_many(priced: SiteKnowledge) -> None:
    text = said(ask(priced, "what is the price per freelancer"))
    assert "1 to 50" in text
    assert "51 and more" in text


def test_beside_a_plan_that_is_too_small_stands_the_next_one(priced: SiteKnowledge) -> None:
    answer = ask(priced, "how much is Seed for 40 users")
    assert [s.text.split(";")[0] for s in answer.sentences] == ["Plan: Seed", "Plan: Tree"]
    assert answer.price is None or answer.price.amount != 3


def test_the_smallest_plan_for_a_team_is_a_plain_question(priced: SiteKnowledge) -> None:
    text = said(ask(priced, "what is the smallest plan for a team of 8 and what does it cost"))
    assert text.startswith("Plan: Seed")


def test_names_of_columns_are_no_plans() -> None:
    assert plan_names(TABLE.splitlines()[0]) == {"seed"}
    assert plan_names("Price per month — Seed: 9 €; Tree: 14 €") == {"seed", "tree"}


COLUMNS = (
    "# Pricing\n\n| Base fee per month — Seed: 10 €; Tree: 30 €\n"
    "| Per user and month — Seed: 3 €; Tree: 5 €\n| Storage — Seed: 1 GB; Tree: 10 GB"
)


def test_in_a_table_with_a_column_for_each_plan_the_plans_own_prices_are_summed(site: Site) -> None:
    knowledge = knowledge_of(site, PAGES | {"pricing.md": ("Pricing", COLUMNS)})
    answer = ask(knowledge, "how much is Tree for 40 users")
    assert said(answer).endswith("For 40 users: 30 € + 40 × 5 € = 230 € a month.")
    assert len(answer.sentences) == 3


def test_all_prices_of_a_plans_column_are_quoted(site: Site) -> None:
    knowledge = knowledge_of(site, PAGES | {"pricing.md": ("Pricing", COLUMNS)})
    text = said(ask(knowledge, "what does Tree cost"))
    assert text.startswith("Base fee per month — Seed: 10 €; Tree: 30 €. Per user and month — Seed")
    assert "Storage" not in text


def test_the_price_of_the_plan_that_is_asked_about_is_taken_from_its_row(site: Site) -> None:
    knowledge = knowledge_of(site, PAGES | {"pricing.md": ("Pricing", COLUMNS)})
    answer = ask(knowledge, "what does Tree cost per user")
    assert answer.price is not None
    assert (answer.price.amount, answer.price.per) == (5, "seat")


def test_prices_of_two_plans_in_one_sentence_are_told_apart() -> None:
    text = "Seed costs 3 € and Tree 5 € per user and month, or 6 € billed monthly."
    assert [p.amount for p in prices_of(text, ["tree"])] == [5, 6]
    assert [p.amount for p in prices_of(text, ["seed"])] == [3]
    assert [p.amount for p in prices_of(text, [])] == [3, 5, 6]


@pytest.mark.parametrize(("seats", "plan"), [(8, "Seed"), (40, "Tree"), (300, "Forest")])
def test_where_no_plan_is_named_the_smallest_that_holds_so_many_is_priced(
    priced: SiteKnowledge, seats: int, plan: str
) -> None:
    text = said(ask(priced, f"what would {seats} people pay"))
    assert text.startswith(f"Plan: {plan}")
    assert f"For {seats} users, billed yearly" in text
