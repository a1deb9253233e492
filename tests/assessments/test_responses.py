"""The algebra of saves: permutations and repeats change nothing."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from assessments.responses import Save, counting


def sequentially(saves):
    """The rules read aloud, one save after the other as they arrive."""
    newest, found = {}, {}
    for save in sorted(saves, key=lambda save: save.arrival):
        sender = (save.item, save.client)
        if save.client and save.n <= newest.get(sender, -1):
            continue  # a repeat, or late mail
        if save.client:
            newest[sender] = save.n
        found[save.item] = save
    return found


@st.composite
def arrived(draw):
    """Saves of two items by two clients and plain forms, in the order of arrival."""
    drawn = draw(
        st.lists(
            st.tuples(st.sampled_from("xy"), st.sampled_from(["", "phone", "tablet"]), st.integers(0, 5)), max_size=12
        )
    )
    return [
        Save(item, client, n if client else None, arrival, (str(arrival),))
        for arrival, (item, client, n) in enumerate(drawn, 1)
    ]


@given(arrived())
def test_counting_says_what_the_rules_say_one_by_one(saves):
    assert counting(saves) == sequentially(saves)


@given(arrived(), st.randoms())
def test_counting_does_not_depend_on_the_order_given(saves, random):
    mixed = list(saves)
    random.shuffle(mixed)
    assert counting(mixed) == counting(saves)


@given(arrived(), st.data())
def test_counting_ignores_repeats_that_arrive_later(saves, data):
    sent = [save for save in saves if save.client]
    if not sent:
        return
    again = data.draw(st.lists(st.sampled_from(sent), max_size=6))
    repeats = [
        dataclasses.replace(save, arrival=len(saves) + number, data=("changed on the way",))
        for number, save in enumerate(again, 1)
    ]
    assert counting([*saves, *repeats]) == counting(saves)


@given(arrived())
def test_counting_ignores_late_mail(saves):
    newest = {}
    for save in saves:
        if save.client:
            newest[save.item, save.client] = max(save.n, newest.get((save.item, save.client), -1))
    late = [
        Save(item, client, n - 1, len(saves) + number, ("late",))
        for number, ((item, client), n) in enumerate(newest.items(), 1)
        if n > 0
    ]
    assert counting([*saves, *late]) == counting(saves)


@given(arrived())
def test_counting_takes_the_last_plain_form_of_all(saves):
    last = Save("x", "", None, len(saves) + 1, ("plain",))
    assert counting([*saves, last])["x"] == last


@given(arrived(), st.permutations(range(12)))
def test_one_device_ends_with_its_last_save_in_whatever_order_the_mail_came(saves, order):
    """A phone's saves 1..n arrive in any order: what counts is what it sent last."""
    n = len(saves)
    places = [place for place in order if place < n]
    mail = [Save("x", "phone", place, arrival, (str(place),)) for arrival, place in enumerate(places, 1)]
    if mail:
        assert counting(mail)["x"].n == n - 1
