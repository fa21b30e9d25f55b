"""Where in a page a token stands: Markdown's parser itself knows the lines of blocks only."""

from dataclasses import dataclass

from markdown_it.token import Token

from policygen.problems import Place


@dataclass(frozen=True, slots=True)
class Locator:
    """The file of a page and its lines, the front matter's included."""

    file: str
    lines: tuple[str, ...]

    def line(self, number: int) -> Place:
        """The beginning of a line, counted from 0."""
        return Place(self.file, number + 1, 1)

    def block(self, token: Token) -> Place:
        return self.line((token.map or [0])[0])

    def last_line(self, token: Token) -> str:
        return self.lines[(token.map or [0, 1])[1] - 1]

    def inline(self, block: Token, offset: int) -> Place:
        """The character at `offset` of a block's inline text."""
        content, number = block.content, (block.map or [0])[0]
        start, end = content.rfind("\n", 0, offset) + 1, content.find("\n", offset)
        number += content.count("\n", 0, start)
        # Quotes, lists and table cells put other characters before the text of a line.
        indent = max(self.lines[number].find(content[start : end if end >= 0 else len(content)]), 0)
        return Place(self.file, number + 1, indent + offset - start + 1)
