"""Answers of the documents as text: each sentence with its [n], numbered through, none twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from chatqual.engine.ports import Citation, CitedSentence, KnowledgeAnswer
from chatqual.engine.wording import Voice, quoted

# A passage whose score is below this share of the best one's adds nothing that was asked.
_CLOSE = 0.8
_Place = tuple[str, int, int, int, int, int]


@dataclass
class Quotes:
    """The citations of one reply while it is written. Lives for one reply."""

    citations: list[Citation] = field(default_factory=list)
    _numbers: dict[_Place, int] = field(default_factory=dict)
    _texts: set[str] = field(default_factory=set)

    def number(self, citation: Citation) -> int:
        """The number of the citation in this reply; the same place has one number."""
        c = citation
        place = (c.path, c.document, c.version, c.chunk, c.start, c.end)
        if place not in self._numbers:
            self._numbers[place] = len(self.citations) + 1
            self.citations.append(replace(citation, n=self._numbers[place]))
        return self._numbers[place]

    def sentence(self, said: CitedSentence) -> str:
        """The sentence with its [n]; "" where this reply says it already."""
        key = " ".join(said.text.split()).casefold()
        if key in self._texts:
            return ""
        self._texts.add(key)
        return f"{said.text.strip()} [{self.number(said.citation)}]"

    def answer(self, answer: KnowledgeAnswer, room: int, voice: Voice) -> str:
        """The answer in reading order, as long as about `room` words last; one sentence always."""
        if answer.language != voice.language and answer.sentences[0].kind == "quote":
            framed = self._foreign(answer, voice)
            if framed:
                return framed
        return " ".join(filter(None, (self.sentence(said) for said in fitting(answer, room))))

    def _foreign(self, answer: KnowledgeAnswer, voice: Voice) -> str:
        """A quote in another language than the visitor's says so; "" where its name is unknown."""
        name = _LANGUAGE_NAMES.get(voice.language, {}).get(answer.language)
        said = _leading(answer)[0]
        key = " ".join(said.text.split()).casefold()
        if name is None or key in self._texts:
            return ""
        self._texts.add(key)
        number = self.number(said.citation)
        quote = quoted(said.text.strip(), voice.language)
        framed = f"{voice.say('other_language', language_name=name, quote=quote)} [{number}]"
        # A sum is ours, in the visitor's own language.
        sums = [self.sentence(other) for other in answer.sentences if other.kind == "sum"]
        return " ".join((framed, *filter(None, sums)))


def fitting(answer: KnowledgeAnswer, room: int) -> tuple[CitedSentence, ...]:
    """The sentences that fit, in reading order.

    What only adds to the answer is left out. Those of the better passages come first when room is
    short, and those of passages far behind the best are left out. A sum always stays with the
    price that it comes from.
    """
    said = _leading(answer)
    scores = {p.chunk: p.score for p in answer.passages}
    weights = [scores.get(s.citation.chunk, 0.0) for s in said]
    best = max(weights)
    kept: set[int] = set()
    used = 0
    for n in sorted(range(len(weights)), key=lambda n: -weights[n]):
        words = len(said[n].text.split())
        is_close = weights[n] >= _CLOSE * best and used + words <= room
        if not kept or is_close or said[n].kind == "sum":
            kept.add(n)
            used += words
    return tuple(s for n, s in enumerate(said) if n in kept)


def _leading(answer: KnowledgeAnswer) -> tuple[CitedSentence, ...]:
    if len(answer.leading) != len(answer.sentences):
        return answer.sentences
    pairs = zip(answer.sentences, answer.leading, strict=True)
    return tuple(s for s, leads in pairs if leads) or answer.sentences


# How a text in that language is called, by the visitor's language: "only a German text".
_LANGUAGE_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "de": "a German",
        "fr": "a French",
        "es": "a Spanish",
        "pt": "a Portuguese",
        "it": "an Italian",
        "nl": "a Dutch",
        "en": "an English",
    },
    "de": {
        "en": "einen englischen",
        "fr": "einen französischen",
        "es": "einen spanischen",
        "pt": "einen portugiesischen",
        "it": "einen italienischen",
        "nl": "einen niederländischen",
    },
    "fr": {
        "en": "en anglais",
        "de": "en allemand",
        "es": "en espagnol",
        "pt": "en portugais",
        "it": "en italien",
        "nl": "en néerlandais",
    },
    "es": {
        "en": "en inglés",
        "de": "en alemán",
        "fr": "en francés",
        "pt": "en portugués",
        "it": "en italiano",
        "nl": "en neerlandés",
    },
    "pt": {
        "en": "em inglês",
        "de": "em alemão",
        "fr": "em francês",
        "es": "em espanhol",
        "it": "em italiano",
        "nl": "em neerlandês",
    },
    "it": {
        "en": "in inglese",
        "de": "in tedesco",
        "fr": "in francese",
        "es": "in spagnolo",
        "pt": "in portoghese",
        "nl": "in olandese",
    },
    "nl": {
        "en": "een Engelse",
        "de": "een Duitse",
        "fr": "een Franse",
        "es": "een Spaanse",
        "pt": "een Portugese",
        "it": "een Italiaanse",
    },
}
