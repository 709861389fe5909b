"""Fakes that several tests share: a small knowledge base that answers by words."""

from __future__ import annotations

from dataclasses import dataclass

from chatqual.engine.ports import (
    Citation,
    CitedSentence,
    KnowledgeAnswer,
    KnowledgeQuestion,
    Passage,
    QuotedPrice,
)


@dataclass(frozen=True)
class Page:
    """A page of the fake: it answers a question that holds one of `words`."""

    title: str
    words: tuple[str, ...]
    sentences: tuple[str, ...]
    price: tuple[float, str, str, str | None] | None = None
    language: str = "en"


PAGES = (
    Page(
        "Pricing",
        ("cost", "price", "pricing", "expensive", "kostet", "teuer", "preis"),
        ("Team costs 14 € per seat and month, billed yearly.",),
        (14, "EUR", "month", "seat"),
    ),
    Page("Security", ("sso", "sign-on", "hosted", "stored"), ("Data is stored in Frankfurt.",)),
    Page("Trial", ("trial", "try"), ("The trial lasts 14 days and needs no card.",)),
    Page("Exports", ("export", "exports", "csv"), ("The history export writes CSV or PDF.",)),
    Page("Product", ("approval", "approvals"), ("Each request goes to the right approver.",)),
)


class FakeKnowledge:
    """Answers from `pages` by their words; everything else is not in the documents."""

    def __init__(self, pages: tuple[Page, ...] = PAGES) -> None:
        self.pages = pages
        self.asked: list[KnowledgeQuestion] = []

    def answer(self, question: KnowledgeQuestion) -> KnowledgeAnswer:
        self.asked.append(question)
        words = {w.strip("?.,!").lower() for w in question.text.split()}
        found = [p for p in self.pages if words & set(p.words)]
        if not found:
            return KnowledgeAnswer(question, "not_in_docs", reason="no page holds its words")
        if "plan?" in question.text and len(found) > 1:
            options = tuple(f"What about {p.title.lower()}?" for p in found)
            return KnowledgeAnswer(question, "clarify", options=options, confidence=0.4)
        return _answered(question, found[0])


def _answered(question: KnowledgeQuestion, page: Page) -> KnowledgeAnswer:
    number = PAGES.index(page) + 1 if page in PAGES else 99
    cited = []
    for n, text in enumerate(page.sentences):
        start = 100 * n
        citation = Citation(
            n=n + 1,
            title=page.title,
            url="",
            quote=text,
            path=f"{page.title.lower()}.md",
            document=number,
            version=1,
            chunk=number,
            start=start,
            end=start + len(text),
        )
        cited.append(CitedSentence(text, citation))
    price = None
    if page.price:
        amount, currency, period, per = page.price
        price = QuotedPrice(amount, currency, period, per, cited[0].citation)  # type: ignore[arg-type]
    passage = Passage(cited[0].citation.path, page.title, " ".join(page.sentences), 1.0, number)
    return KnowledgeAnswer(
        question,
        "answered",
        sentences=tuple(cited),
        confidence=0.9,
        language=page.language,
        price=price,
        passages=(passage,),
        reason="words of the page",
    )
