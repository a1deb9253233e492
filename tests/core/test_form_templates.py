"""Every form of the product is drawn by our templates: labels, errors tied to fields, whole-row choices, typed values kept."""

import re

import pytest
from django import forms

KINDS = [("phone", "By <telephone>"), ("room", "In a room")]


class Sample(forms.Form):
    name = forms.CharField(help_text="As on paper.")
    kind = forms.ChoiceField(choices=KINDS, widget=forms.RadioSelect, help_text="Either will do.")
    times = forms.MultipleChoiceField(choices=KINDS, widget=forms.CheckboxSelectMultiple, required=False)
    agreed = forms.BooleanField(label="I agree")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class One(forms.Form):
    code = forms.CharField()


def html(form: forms.Form) -> str:
    return " ".join(str(form).split())


def test_field_ties_help_and_error_to_the_control():
    page = html(Sample({"name": "", "kind": "room", "agreed": "on"}))
    control = re.search(r'<input type="text" name="name"[^>]*>', page)[0]
    tied = re.search(r'aria-describedby="([^"]*)"', control)[1].split()
    assert tied == ["id_name_helptext", "id_name_error"]
    assert [page.count(f'id="{one}"') for one in tied] == [1, 1]
    assert 'aria-invalid="true"' in control


def test_choices_are_whole_rows_inside_one_group():
    page = html(Sample())
    assert page.count('<label class="choice"') == 5
    assert page.count("<legend>") == 2
    assert "By &lt;telephone&gt;" in page
    assert '<fieldset aria-describedby="id_kind_helptext">' in page


def test_summary_names_every_wrong_field_and_leads_to_it():
    page = html(Sample({}))
    links = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', page)
    assert links == [("id_name", "Name"), ("id_kind_0", "Kind"), ("id_agreed", "I agree")]
    assert [page.count(f'id="{target}"') for target, _ in links] == [1, 1, 1]


def test_form_without_errors_has_no_summary():
    assert 'role="alert"' not in html(Sample())


def test_single_field_says_its_error_once():
    page = html(One({}))
    assert page.count("errorlist") == 1
    assert 'role="alert"' not in page


def test_typed_values_are_kept():
    page = html(Sample({"name": '"Leyla" & <Haddad>', "kind": "room", "times": ["phone"]}))
    assert 'value="&quot;Leyla&quot; &amp; &lt;Haddad&gt;"' in page
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["room", "phone"]


@pytest.mark.parametrize("form", [Sample(), One()])
def test_paragraphs_and_divs_are_the_same(form):
    assert form.as_p().strip() == form.as_div().strip()


def test_star_stands_only_where_something_is_required():
    class Free(forms.Form):
        note = forms.CharField(required=False)

    assert "star" not in html(Free())
    assert html(Sample()).count('class="star"') == 3
