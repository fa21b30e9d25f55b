"""The version that is being written, as it is looked at beside the one that is in force."""

import re
from dataclasses import replace

from policygen.outputs import articles, view
from policygen.outputs.articles import Article
from policygen.outputs.version import DRAFT, Version


def placed(version: Version) -> Version:
    """The draft with links between its own pages, which otherwise lead where they will stand once it is in force."""
    assert version.policy
    names = "|".join(re.escape(each.page.name) for each in version.articles)
    own = re.compile(f'(?<=href="{re.escape(view.base_path(version.policy))})(?=(?:{names})/(?:#|"))')

    def moved(article: Article) -> Article:
        return articles.of(article.page, own.sub(DRAFT, article.html))

    return replace(version, articles=tuple(moved(each) for each in version.articles))
