"""Faults of citeproc-py 0.11.1, kept out of what it sets: its elements are mended once, as it runs.

https://docs.citationstyles.org/en/stable/specification.html
"""

from typing import Any

Part = Any
"""Whatever citeproc-py passes along: it has no types."""


def mend(model: Part) -> None:
    """Mend the elements of `citeproc.model`; a second time changes nothing."""
    if hasattr(model.Name, "by_the_letter"):
        return
    model.Name.by_the_letter = True
    _keep_given_names(model.Name)
    _say_substitutes_once(model.Text, model.Names, model.Substitute)
    _label_nothing_missing(model.Label)


def _keep_given_names(name: Part) -> None:
    """Have `initialize="false"` heeded: given names are then written as they stand."""
    shorten = name.initialize

    def initialize(self: Part, given: str, mark: str, context: Part) -> str:
        whole = self.get("initialize") == "false"
        return given if whole else str(shorten(self, given, mark, context))

    name.initialize = initialize


def _say_substitutes_once(text: Part, names: Part, substitute: Part) -> None:
    """Have what stands for missing names not said again, also where a macro has written it.

    A report without an author was "Annual Report. Annual Report. 1931."
    """
    variable, rendered = text._variable, substitute.render
    written: list[tuple[str, str]] = []

    def _variable(self: Part, item: Part, context: Part) -> Part:
        said = variable(self, item, context)
        written.extend([(self.tag, self.get("variable"))] if said else [])
        return said

    def render(self: Part, item: Part, context: Part = None, **more: Part) -> Part:
        written.clear()
        return rendered(self, item, context=context, **more)

    def add_to_repressed_list(_: Part, __: Part, context: Part) -> None:
        for tag, name in written:
            context.get_layout().repressed.setdefault(tag, []).append(name)

    text._variable, names.process = _variable, _once(names.process, written)
    substitute.render, substitute.add_to_repressed_list = render, add_to_repressed_list


def _once(people: Part, written: list[tuple[str, str]]) -> Part:
    """Names that are said unless they are repressed, and kept in `written` if they were."""

    def process(
        self: Part, item: Part, names_context: Part = None, context: Part = None, **more: Part
    ) -> Part:
        place = self if context is None else context
        roles = {role for role in self.get("variable").split() if role in item.reference}
        if roles and roles <= {*place.get_layout().repressed.get(self.tag, ())}:
            return None
        said = people(self, item, names_context=names_context, context=context, **more)
        written.extend([(self.tag, role) for role in roles] if said else [])
        return said

    return process


def _label_nothing_missing(label: Part) -> None:
    """Have no label without its number: a newspaper's page was "n.d., Edition, 4"."""
    process = label.process

    def labelled(self: Part, item: Part, variable: Part = None, *rest: Part, **more: Part) -> Part:
        own = self.get("variable")
        if variable is None and own != "locator":
            item.reference[own.replace("-", "_")]  # raises where it is missing, as a text does
        return process(self, item, variable, *rest, **more)

    label.process = labelled
