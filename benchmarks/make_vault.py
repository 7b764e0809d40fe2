"""Make a synthetic vault of papers: `python benchmarks/make_vault.py DIR NOTES`.

Each note is about 3 kB with about 15 links of every kind that a paper vault has: to notes, headings and
blocks, in properties, as Markdown, embeds, external. One note in a hundred gets one seeded defect; the list
of them is written beside the vault as `DIR.defects.json`: `[{path, line, rule}, …]`. The same numbers give
the same bytes on every machine.
"""

import json
import random
import sys
from pathlib import Path

SEED = 20230520
WORDS = """
attention transformer encoder decoder token patch mask reconstruct contrast augment distill teacher student prompt
adapter backbone feature gradient momentum schedule warmup batch sample label domain shift target source class margin
logit softmax entropy regularise dropout residual norm scale width depth kernel stride pool channel spatial temporal
video image text audio speech graph node edge cluster prior posterior latent diffusion noise score guidance reward
policy value agent memory replay forget continual federate privacy robust calibrate uncertain benchmark dataset split
metric recall precision ablation baseline result figure table appendix method motivation limitation future simple
strong efficient scalable general sparse dense linear quadratic local global early late frozen tuned random learned
we show that the model with a new loss and more data keeps its accuracy while training less than before in every case
""".split()  # fmt: skip
KOREAN = "이 논문 은 마스크 를 복원 하는 방식 이 왜 잘 되는지 설명 한다 실험 결과 가 흥미롭다 다음 에 다시 읽기".split()
VENUES = ("CVPR", "ICCV", "ECCV", "NeurIPS", "ICML", "ICLR", "ACL", "EMNLP", "AAAI")
DEFECTS = (
    "broken-link", "broken-heading", "broken-block", "missing-attachment", "alias-as-target", "duplicate-property",
    "invalid-frontmatter", "schema-violation", "unquoted-wikilink",
)  # fmt: skip


class Paper:
    """One paper of the vault, before it has a text."""

    def __init__(self, number: int, rng: random.Random) -> None:
        self.number = number
        self.year = 2012 + number % 12
        first, second = (rng.choice(WORDS).capitalize() for _ in range(2))
        self.name = f"{first}{second}-{number:05d}"
        self.title = f"{self.name}: " + " ".join(rng.choice(WORDS) for _ in range(6)).capitalize()
        self.alias = f"{first} {second} of paper {number}"
        self.path = f"papers/{self.year}/{self.name}.md"
        self.related: list[Paper] = []


def make(folder: Path, notes: int, seed: int = SEED) -> list[dict[str, object]]:
    """Write the vault into ``folder`` (which must not exist) and return its defects."""
    rng = random.Random(seed)
    digests = max(1, notes // 40)
    papers = [Paper(number, rng) for number in range(notes - digests)]
    for paper in papers:
        for other in rng.sample(papers, min(2, len(papers))):
            if other is not paper and other not in paper.related:
                paper.related.append(other)
                other.related.append(paper)
    chosen = sorted(rng.sample(range(len(papers)), notes // 100))
    defects: dict[int, str] = {number: DEFECTS[i % len(DEFECTS)] for i, number in enumerate(chosen)}
    for sub in ("assets", "digests", ".obsidian", *(f"papers/{year}" for year in range(2012, 2024))):
        (folder / sub).mkdir(parents=True)
    (folder / ".obsidian" / "app.json").write_text("{}\n")
    for number in range(10):
        (folder / f"assets/figure-{number}.png").write_bytes(b"")
    found: list[dict[str, object]] = []
    for paper in papers:
        lines = _note(paper, papers, digests, rng)
        rule = defects.get(paper.number)
        if rule is not None:
            found.append({"path": paper.path, "line": _spoil(lines, rule, papers, rng), "rule": rule})
        (folder / paper.path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    for digest in range(digests):
        own = papers[digest::digests]
        lines = [
            "---", "type: digest", f"title: Digest {digest:04d}", "papers:",
            *(f'  - "[[{paper.name}]]"' for paper in own), f"imported_from: digest-{digest:04d}.txt", "---", "",
            f"# Digest {digest:04d}", "", *(f"- [[{paper.name}]]" for paper in own),
        ]  # fmt: skip
        (folder / f"digests/Digest-{digest:04d}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return found


def _sentence(rng: random.Random, length: int = 14) -> str:
    words = [rng.choice(KOREAN if rng.random() < 0.06 else WORDS) for _ in range(length)]
    return " ".join(words).capitalize() + "."


def _note(paper: Paper, papers: list[Paper], digests: int, rng: random.Random) -> list[str]:
    def other() -> Paper:
        return rng.choice(papers)

    a, b, c, d, e, f = (other() for _ in range(6))
    return [
        "---", "type: paper", f'title: "{paper.title}"', "aliases:", f'  - "{paper.alias}"',
        "authors:", "  - Ada Example", "  - Ben Muster", f"year: {paper.year}",
        f"venue: {VENUES[paper.number % len(VENUES)]}", "venue_type: conference", "status: read",
        f'source: "[[Digest-{paper.number % digests:04d}]]"', "tags:", "  - vision", f"  - topic/{paper.number % 50}",
        "related:", *(f'  - "[[{other.name}]]"' for other in paper.related), "---", "",
        f"# {paper.name}", "", _sentence(rng, 30), "",
        "## Method", "",
        f"- It starts from [[{a.name}]] and [[{b.name}|{b.alias}]]. {_sentence(rng)}",
        f"  - As in [[{c.name}#Method]]: `loss = f([[x]])` and $a_{{[[y]]}}$. {_sentence(rng)}",
        f"  - {_sentence(rng, 20)}",
        f"- See [the other one]({d.path.replace(' ', '%20')}) and [[{e.name}#^claim]]. {_sentence(rng)}", "",
        _sentence(rng, 40) + " ^claim", "",
        f"![[figure-{paper.number % 10}.png|300]]", "",
        "## Results", "", "| data | score |", "| --- | --- |",
        f"| [[{a.name}\\|first]] | {rng.random():.3f} |", f"| [[{f.name}]] | {rng.random():.3f} |", "",
        "```python", f"print('[[not a link {paper.number}]]')", "```", "",
        "> [!note] What I think", f"> {_sentence(rng, 24)} #idea", f"> Compare [[{b.name}#Results|their table]].", "",
        f"%% to do: ask about [[{c.name}]] %%", "", _sentence(rng, 60), "",
        "## Notes", "", *(f"- {_sentence(rng, 18)}" for _ in range(7)), "",
        f"[Code](https://example.org/{paper.number}) and [page](https://example.org/p/{paper.number}).",
    ]  # fmt: skip


def _spoil(lines: list[str], rule: str, papers: list[Paper], rng: random.Random) -> int:
    """Put one defect into a note and return the 1-based line it is found at."""
    target = rng.choice(papers)
    texts = {
        "broken-link": "Also [[No Such Paper At All]].",
        "broken-heading": f"Also [[{target.name}#No such heading]].",
        "broken-block": f"Also [[{target.name}#^nothing]].",
        "missing-attachment": "![[no-such-figure.png]]",
        "alias-as-target": f"Also [[{target.alias}]].",
    }
    if rule in texts:
        lines += ["", texts[rule]]
        return len(lines)
    at = {
        "duplicate-property": 12,
        "invalid-frontmatter": 12,
        "schema-violation": 8,
        "unquoted-wikilink": 12,
    }[rule]
    if rule == "schema-violation":
        lines[8] = "year: soon"
        return 9
    new = {
        "duplicate-property": "status: read",
        "invalid-frontmatter": "note: this: is not YAML",
        "unquoted-wikilink": f"see: [[{target.name}]]",
    }[rule]
    lines.insert(at, new)
    return at + 1


if __name__ == "__main__":
    target = Path(sys.argv[1])
    found = make(target, int(sys.argv[2]))
    Path(f"{target}.defects.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"{sys.argv[2]} notes in {target}, {len(found)} defects in {target}.defects.json")
