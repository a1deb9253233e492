"""A guard for the page tree: several translations in one transaction leave wrong child counts (wagtail-localize 773)."""

from wagtail.models import Page


def recount(page: Page) -> None:
    """Puts right the child counts of a page's ancestors and itself, where they are wrong."""
    paths = [page.path[:length] for length in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    for known in Page.objects.filter(path__in=paths).only("pk", "path", "depth", "numchild"):
        children = Page.objects.filter(path__startswith=known.path, depth=known.depth + 1).count()
        if known.numchild != children:
            Page.objects.filter(pk=known.pk).update(numchild=children)


def problems() -> list[str]:
    """What treebeard finds wrong with the whole tree; empty if nothing."""
    names = ("bad characters", "bad path", "orphan", "wrong depth", "wrong number of children")
    return [f"{name}: {pk}" for name, pks in zip(names, Page.find_problems(), strict=True) for pk in pks]
