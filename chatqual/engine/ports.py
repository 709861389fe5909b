"""What the engine asks of the world, as protocols and frozen data. Implemented outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from chatqual.engine.slots import Json

AnswerState = Literal["answered", "not_in_docs", "clarify"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence stands. `start`, `end`: code points of the document's extracted text.

    `path` is the source's path below the argument that was ingested; `url` is absolute or "".
    """

    n: int
    title: str
    url: str
    quote: str
    path: str
    document: int
    version: int
    chunk: int
    start: int
    end: int

    def to_json(self) -> Json:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Citation:
        return cls(**{name: data[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of a document as it stands, or a sum over cited prices; never without a citation.

    `kind` "sum" is worked out by our own arithmetic from the price in the citation.
    """

    text: str
    citation: Citation
    kind: Literal["quote", "sum"] = "quote"

    def to_json(self) -> Json:
        return {"text": self.text, "citation": self.citation.to_json(), "kind": self.kind}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CitedSentence:
        return cls(data["text"], Citation.from_json(data["citation"]), data["kind"])


@dataclass(frozen=True, slots=True)
class QuotedPrice:
    """A price that the answer quotes; what a "yes" to it may fill the budget with."""

    amount: float
    currency: str | None
    period: Literal["year", "month", "week", "day", "once"] | None
    per: Literal["seat"] | None
    citation: Citation

    def to_json(self) -> Json:
        return {
            "amount": self.amount,
            "currency": self.currency,
            "period": self.period,
            "per": self.per,
            "citation": self.citation.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuotedPrice:
        return cls(
            data["amount"],
            data["currency"],
            data["period"],
            data["per"],
            Citation.from_json(data["citation"]),
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was considered. `score` is the fused score, higher is better."""

    path: str
    title: str
    text: str
    score: float
    chunk: int

    def to_json(self) -> Json:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Passage:
        return cls(**{name: data[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class KnowledgeQuestion:
    """One question (one part of a line). `history`: the visitor's earlier questions, oldest first.

    `seats`: known team size, for sums over a price per seat. `language`: ISO 639-1 of the visitor.
    `context`: what else was said in its line, other questions left out ("we are a charity").
    """

    text: str
    history: tuple[str, ...] = ()
    language: str = "en"
    seats: int | None = None
    context: str = ""

    def to_json(self) -> Json:
        return {
            "text": self.text,
            "history": list(self.history),
            "language": self.language,
            "seats": self.seats,
            "context": self.context,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> KnowledgeQuestion:
        return cls(
            data["text"],
            tuple(data["history"]),
            data["language"],
            data["seats"],
            data.get("context", ""),
        )


@dataclass(frozen=True, slots=True)
class KnowledgeAnswer:
    """The outcome for one question.

    answered: `sentences` (1 to 4, reading order). clarify: `options`, 2 or 3 readings, each a
    question that can be asked as it stands. not_in_docs: neither. `language`: of the documents
    quoted. `passages`: the ten best, best first. `reason`: why this outcome, for people.
    `leading`: for each sentence, whether it answers by itself; the others add to it. () for all.
    """

    question: KnowledgeQuestion
    state: AnswerState
    sentences: tuple[CitedSentence, ...] = ()
    options: tuple[str, ...] = ()
    confidence: float = 0.0
    language: str = "en"
    price: QuotedPrice | None = None
    passages: tuple[Passage, ...] = ()
    reason: str = ""
    leading: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        if self.state == "answered" and not self.sentences:
            raise ValueError("an answer needs at least one cited sentence")

    def to_json(self) -> Json:
        return {
            "question": self.question.to_json(),
            "state": self.state,
            "sentences": [s.to_json() for s in self.sentences],
            "options": list(self.options),
            "confidence": round(self.confidence, 4),
            "language": self.language,
            "price": self.price.to_json() if self.price else None,
            "passages": [p.to_json() for p in self.passages],
            "reason": self.reason,
            "leading": list(self.leading),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> KnowledgeAnswer:
        return cls(
            question=KnowledgeQuestion.from_json(data["question"]),
            state=data["state"],
            sentences=tuple(CitedSentence.from_json(s) for s in data["sentences"]),
            options=tuple(data["options"]),
            confidence=data["confidence"],
            language=data["language"],
            price=QuotedPrice.from_json(data["price"]) if data["price"] else None,
            passages=tuple(Passage.from_json(p) for p in data["passages"]),
            reason=data["reason"],
            leading=tuple(data.get("leading", ())),
        )


class Knowledge(Protocol):
    """The knowledge base of one site."""

    def answer(self, question: KnowledgeQuestion) -> KnowledgeAnswer:
        """Never raises for a question; a broken index falls back to the lexical leg."""
        ...


class Embedder(Protocol):
    """Turns texts into unit vectors. `name` identifies the model and its numeric form."""

    name: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> Any:
        """A float32 array of shape (len(texts), dimensions), rows of length 1."""
        ...


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """How likely each label is for a line: `shares` are calibrated and sum to 1.

    `least`: the share that a label needs to be claimed. `near`: the label of the site's own example
    that the line resembles, or ""; `nearness`: how far that decides, 0 to 1.
    """

    shares: Mapping[str, float]
    least: Mapping[str, float]
    near: str = ""
    nearness: float = 0.0


class Sense(Protocol):
    """What a line most likely is, told from examples; the rules hear it where they are silent."""

    @property
    def has_own_acts(self) -> bool:
        """The site has examples of acts of its own, which speak before the rules."""
        ...

    def acts(self, text: str) -> Likelihoods:
        """Of each act, with its kind where it has several ("opt_out.contact"), and of "none"."""
        ...

    def lead_types(self, text: str) -> Likelihoods:
        """Of each lead type."""
        ...
