"""Draw requests that break one rule, whether it is one of the request or of the items of a list."""

from collections.abc import Iterable

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from callsheet_contracts.obligations import Verdict
from callsheet_contracts.obligations.building import Body, build, filled
from callsheet_contracts.obligations.formulas import Masks, bits
from callsheet_contracts.obligations.items import special_item
from callsheet_contracts.obligations.layouts import Together, lay_out
from callsheet_contracts.obligations.menus import Menu
from callsheet_contracts.obligations.rule_wishes import broken_rule
from callsheet_contracts.obligations.space import Space
from callsheet_contracts.obligations.variables import Recipe
from callsheet_contracts.obligations.wanted import Wanted, found, otherwise, request_masks, rules_asked, with_mask
from callsheet_contracts.strategies.drawing import Drawing, Hat, drawn_from


def ways_to_break(space: Space, rule: str) -> list[SearchStrategy[Body]]:
    """List ways to break a rule and nothing else; none where whoever breaks it breaks another as well."""
    return [*_broken(space, rule), *_broken_inside(space, rule)]


def _broken(space: Space, rule: str) -> list[SearchStrategy[Body]]:
    """Draw requests with a rule of their own broken, one strategy for each of its demands."""
    several = (_first_plan(space, (wanted, *otherwise(space, wanted))) for wanted in _wishes(space, rule))
    return [drawn_from(space, plan) for plan in several if plan is not None]


def _wishes(space: Space, rule: str) -> Iterable[Wanted]:
    return [broken_rule(space, bond) for bond in space.bonds if bond.rule is not None and bond.rule.name == rule]


def _broken_inside(space: Space, rule: str) -> list[SearchStrategy[Body]]:
    """Draw requests with a rule of an item broken."""
    ways: list[SearchStrategy[Body]] = []
    for place, variable in enumerate(space.variables):
        if variable.menu is not None:
            for wanted in _wishes(variable.menu.items, rule):
                way = _spoiled if wanted.verdict is Verdict.REFUSED else _warned
                drawn = way(space, place, variable.menu, wanted)
                if drawn is not None:
                    ways.append(drawn)
    return ways


def _spoiled(space: Space, place: int, menu: Menu, wanted: Wanted) -> SearchStrategy[Body] | None:
    """Draw a list whose first item breaks a rule: then nothing else is asked of the list."""
    items, variable = menu.items, space.variables[place]
    inner = _first_plan(items, (wanted, *otherwise(items, wanted)))
    given = with_mask(space.legal, place, variable.given)
    outer = lay_out(given, space.kept(frozenset({place})))
    if inner is None or outer is None:
        return None
    rest = filled(menu, (menu.kind.low or 0) - 1)
    hat = Hat()

    @st.composite
    def drawn(draw: DrawFn) -> Body:
        chooser = Drawing(hat, draw)
        item = build(items, chooser.narrow(items, inner), chooser)
        return build(space, chooser.narrow(space, outer), chooser, fixed={variable.parameter.name: [item, *rest]})

    return drawn()


def _warned(space: Space, place: int, menu: Menu, wanted: Wanted) -> SearchStrategy[Body] | None:
    """Draw a list of which an item breaks a rule, and that keeps what is asked of lists."""
    items, variable = menu.items, space.variables[place]
    ways: list[SearchStrategy[Body]] = []
    for index, sort in enumerate(menu.sorts):
        chosen = found(items, wanted, sort.conditions)
        fits = variable.masked(isinstance(one, Recipe) and index in one.items for one in variable.pieces)
        plan = lay_out(with_mask(space.legal, place, fits), space.kept()) if chosen is not None and fits else None
        if plan is not None and chosen is not None:
            special = menu, wanted, index, items.search.unpack(chosen)
            ways.append(_with_item(space, plan, place, special))
    return st.one_of(ways) if ways else None


def _with_item(
    space: Space, plan: Together, place: int, special: tuple[Menu, Wanted, int, Masks]
) -> SearchStrategy[Body]:
    menu, wanted, index, item = special
    variable, hat = space.variables[place], Hat()

    @st.composite
    def drawn(draw: DrawFn) -> Body:
        chooser = Drawing(hat, draw)
        masks = chooser.narrow(space, plan)
        recipe = variable.pieces[chooser.pick(list(bits(masks[place])))]
        assert isinstance(recipe, Recipe), "only lists are left"
        inside = special_item(menu, wanted, recipe, index, item)
        return build(space, masks, chooser, inside={variable.parameter.name: inside})

    return drawn()


def _first_plan(space: Space, several: Iterable[Wanted]) -> Together | None:
    plans = (lay_out(request_masks(space, one), rules_asked(space, one)) for one in several)
    return next((one for one in plans if one is not None), None)
