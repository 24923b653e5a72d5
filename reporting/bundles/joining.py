"""Joins tagged PDFs into one tagged PDF that stays PDF/A-2a and PDF/UA-1. The only module that touches pikepdf.

The first file gives the book its metadata and colour profile. Of every file come its pages, its part of the tag tree,
its bookmarks and its link names (which must differ between the files); its pages get labels of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf, String

ADDRESS = "boek:"  # a link in the first file to "boek:gvs" becomes one to the first page with that name


@dataclass(frozen=True)
class Chapter:
    """A file with the name that links lead to, and what stands before its page numbers."""

    path: Path
    name: str
    label: str


def join(chapters: Sequence[Chapter], out: BinaryIO) -> int:
    """Write the book and return its number of pages; the same files give the same bytes."""
    with Pdf.open(chapters[0].path) as book:
        tree = _TagTree(book)
        labels, firsts = [(0, chapters[0].label)], {chapters[0].name: 0}
        for chapter in chapters[1:]:
            firsts[chapter.name] = len(book.pages)
            labels.append((len(book.pages), chapter.label))
            _append(book, tree, chapter)
        tree.write()
        _point_links(book, firsts)
        _label_pages(book, labels)
        book.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return len(book.pages)


def pages_in(path: Path) -> int:
    with Pdf.open(path) as file:
        return len(file.pages)


def _append(book: Pdf, tree: _TagTree, chapter: Chapter) -> None:
    with Pdf.open(chapter.path) as file:
        first = len(book.pages)
        items = list(_outline(file))
        tree.make_room(file)
        book.add_pages_from(file)
        tree.take(file)
    with book.open_outline() as outline:
        outline.root.extend(_moved(items, first))


class _TagTree:
    """The tags of the book: one document element, and which page content belongs to which element."""

    def __init__(self, book: Pdf) -> None:
        self.book = book
        self.root = book.Root.StructTreeRoot
        self.document = _top(self.root)
        self.parents = dict(_number_tree(self.root.ParentTree))
        self.offset = 0

    def make_room(self, file: Pdf) -> None:
        """Move the file's keys behind those of the book, before its pages are copied."""
        self.offset = max(self.parents, default=-1) + 1
        for page in file.pages:
            if "/StructParents" in page.obj:
                page.obj.StructParents = int(page.obj.StructParents) + self.offset
            for annotation in page.obj.get("/Annots", Array()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + self.offset

    def take(self, file: Pdf) -> None:
        """Hang the file's elements in the book's tree, after its pages were copied."""
        tree = self.book.copy_foreign(file.make_indirect(file.Root.StructTreeRoot))
        other = _top(tree)
        for kid in other.K if isinstance(other.K, Array) else [other.K]:
            kid.P = self.document
            self.document.K.append(kid)
        self.parents |= {key + self.offset: value for key, value in _number_tree(tree.ParentTree)}
        roles = tree.get("/RoleMap", Dictionary())
        for role, meaning in roles.items():
            if "/RoleMap" not in self.root:
                self.root.RoleMap = Dictionary()
            self.root.RoleMap[role] = meaning

    def write(self) -> None:
        flat = Array()
        for key in sorted(self.parents):
            flat.append(key)
            flat.append(self.parents[key])
        self.root.ParentTree = self.book.make_indirect(Dictionary(Nums=flat))
        self.root[Name.ParentTreeNextKey] = max(self.parents, default=-1) + 1


def _top(root: Any) -> Any:
    """The document element; its children always as an array."""
    top = root.K[0] if isinstance(root.K, Array) else root.K
    if not isinstance(top.K, Array):
        top.K = Array([top.K])
    return top


def _number_tree(node: Any) -> Iterator[tuple[int, Any]]:
    numbers = node.get("/Nums", Array())
    yield from ((int(numbers[at]), numbers[at + 1]) for at in range(0, len(numbers), 2))
    for kid in node.get("/Kids", Array()):
        yield from _number_tree(kid)


@dataclass(frozen=True)
class _Bookmark:
    title: str
    page: int
    top: float
    children: tuple[_Bookmark, ...]


def _outline(file: Pdf) -> Iterator[_Bookmark]:
    places = {page.obj.objgen: number for number, page in enumerate(file.pages)}
    with file.open_outline() as outline:
        yield from [_bookmark(item, places) for item in outline.root]


def _bookmark(item: OutlineItem, places: Mapping[Any, int]) -> _Bookmark:
    target: Any = item.destination if item.destination is not None else item.action.D  # type: ignore[union-attr]
    return _Bookmark(
        item.title,
        places[target[0].objgen],
        float(target[3]),
        tuple(_bookmark(child, places) for child in item.children),
    )


def _moved(bookmarks: Sequence[_Bookmark], first: int) -> Iterator[OutlineItem]:
    for one in bookmarks:
        item = OutlineItem(one.title, first + one.page, "XYZ", left=0, top=one.top)
        item.children.extend(_moved(one.children, first))
        item.is_closed = bool(one.children)
        yield item


def _point_links(book: Pdf, firsts: Mapping[str, int]) -> None:
    """Give the links to chapters their page: in the file they came from, it was not there yet."""
    for page in book.pages:
        for annotation in page.obj.get("/Annots", Array()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(ADDRESS):
                target = book.pages[firsts[address.removeprefix(ADDRESS)]]
                annotation.Dest = Array([target.obj, Name.XYZ, 0, target.mediabox[3], 0])
                del annotation.A


def _label_pages(book: Pdf, labels: Sequence[tuple[int, str]]) -> None:
    """What a reader's program shows as page number, equal to what stands on the page."""
    numbers = Array()
    for first, label in labels:
        numbers.append(first)
        style = Dictionary(S=Name.D, St=1)
        if label:
            style.P = String(label)
        numbers.append(style)
    book.Root.PageLabels = book.make_indirect(Dictionary(Nums=numbers))
