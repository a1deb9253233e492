"""Checks and tests at the authors' desk: their parts, and what the difference between the two means, in words."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy

from assessments import policies
from assessments.domain import assessment as assessments
from assessments.domain.assessment import Part
from assessments.enums import Mode
from assessments.errors import PartsMissing
from assessments.models import Assessment
from assessments.queries import desk
from cms import menus
from cms.queries.activities import activities_asking, lessons_with, people_at
from cms.viewsets.lists import EditRow, RecordList, RecordViewSet
from cms.viewsets.writers import WritersPolicy


class AssessmentPolicy(WritersPolicy):
    def user_has_permission_for_instance(self, user: Any, action: str, instance: Assessment) -> bool:
        return policies.may_build(user, instance)


class AssessmentForm(WagtailAdminModelForm):
    """A trainer places only what they may read; what keeps a check from working is said where it is mended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.banks = desk.bank_list(self.for_user)
        self.fields["mode"].widget = forms.RadioSelect(choices=Mode.choices)
        for form in [*self.formsets["sections"].forms]:
            form.fields["bank"].queryset = self.banks

    def clean(self) -> Any:
        data = super().clean()
        if data.get("mode") == Mode.SELF_CHECK:
            for name in ("minutes", "attempts"):
                if data.get(name):
                    self.add_error(name, _("A self-check has no such limit. Make it a test, or leave this empty."))
        return data

    def is_valid(self) -> bool:
        valid = super().is_valid()
        sections = [form for form in self.formsets["sections"].forms if not _is_gone(form)]
        for form in sections:
            self._judge(form)
        if valid and not sections:
            self.add_error(None, str(PartsMissing()))
        return valid and not self.errors and not any(form.errors for form in sections)

    def _judge(self, form: Any) -> None:
        """Says what the domain would refuse, each at its field."""
        data, mode = getattr(form, "cleaned_data", {}), self.cleaned_data.get("mode", "")
        placed = [
            one for one in form.formsets["placements"].forms if not _is_gone(one) and one.cleaned_data.get("item")
        ]
        items = [one.cleaned_data["item"] for one in placed]
        part = Part(data.get("draw") or 0, data.get("bank"), items)
        refused = assessments.problem(part=part, mode=mode, actor=self.for_user)
        if refused:
            form.add_error(refused.field, str(refused))
        for one in placed:
            if not assessments.may_stand(item=one.cleaned_data["item"], mode=mode, actor=self.for_user):
                one.add_error("item", _("This item cannot stand here: it belongs to an exam bank."))


def _is_gone(form: Any) -> bool:
    return form.cleaned_data.get("DELETE", False) if hasattr(form, "cleaned_data") else False


class IndexView(RecordList):
    page_title = gettext_lazy("Checks and tests")
    default_ordering = "title"
    add_item_label = gettext_lazy("Make a check or test")

    def get_base_queryset(self) -> Any:
        return desk.assessment_list(self.request.user)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Title"), sort_key="title", get_url=self.get_edit_url),
            Column("mode", label=_("Kind"), accessor=lambda one: _("test") if one.is_test else _("self-check")),
            Column("asked", label=_("Items"), accessor=desk.asked),
            Column("pass", label=_("To pass"), accessor=_to_pass),
            DateColumn("created_at", label=_("Made"), sort_key="created_at"),
        ]


def _to_pass(assessment: Assessment) -> str:
    return "–" if assessment.pass_share is None else f"{assessment.pass_share * 100:.0f} %"


class CreateView(generic.CreateView):
    success_message = gettext_lazy("“%(object)s” was made. Lessons can hold it as an activity now.")

    def save_instance(self) -> Assessment:
        made = assessments.build(assessment=self.form.save(commit=False), actor=self.request.user)
        log(instance=made, action="wagtail.create", user=self.request.user, content_changed=True)
        return made


class EditView(EditRow):
    success_message = gettext_lazy("“%(object)s” was saved. Who is inside goes on with what they have drawn.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        asking = activities_asking(self.object)
        lessons = {lesson.pk: lesson for one in asking for lesson in lessons_with(one)}
        return context | {"lessons": lessons.values(), "people": people_at(*asking)}

    def save_instance(self) -> Assessment:
        kept = assessments.change(assessment=self.form.save(commit=False), actor=self.request.user)
        log(instance=kept, action="wagtail.edit", user=self.request.user, content_changed=self.form.has_changed())
        return kept

    def get_delete_url(self, *_arguments: Any) -> None:
        """What was asked is kept."""


MEANING = gettext_lazy(
    "<p><strong>Self-check:</strong> for practice. Right answers and explanations may travel to the phone, it works without a "
    "login, as often as wished; it is never an exam.</p><p><strong>Test:</strong> graded by the server only; it may have a time "
    "limit and a number of attempts, and a certificate may ask for it.</p>"
)


class AssessmentViewSet(RecordViewSet):
    model = Assessment
    purpose = gettext_lazy(
        "Which items are asked together, and what counts. Choose one in a lesson through an activity of the kind “Check or test”."
    )
    icon = "tick-inverse"
    menu_label = gettext_lazy("Checks and tests")
    menu_hook = menus.ASSESS
    menu_order = 30
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    edit_template_name = "cms/admin/check.html"
    copy_view_enabled = False
    search_fields: ClassVar = ["title"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            MultiFieldPanel([HelpPanel(MEANING), FieldPanel("mode")], heading=gettext_lazy("Self-check or test")),
            InlinePanel(
                "sections",
                [
                    InlinePanel("placements", [FieldPanel("item")], label=gettext_lazy("Fixed item")),
                    FieldRowPanel([FieldPanel("draw"), FieldPanel("bank"), FieldPanel("tag")]),
                    FieldPanel("chosen"),
                ],
                heading=gettext_lazy("Parts: fixed items, or some drawn from a bank by a tag"),
                label=gettext_lazy("Part"),
                min_num=1,
            ),
            MultiFieldPanel(
                [
                    FieldPanel("pass_share"),
                    FieldRowPanel([FieldPanel("minutes"), FieldPanel("attempts"), FieldPanel("counting")]),
                ],
                heading=gettext_lazy("What counts"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("feedback"),
                    FieldPanel("explanations"),
                    FieldRowPanel([FieldPanel("shuffle_items"), FieldPanel("shuffle_choices")]),
                ],
                heading=gettext_lazy("What learners see"),
            ),
        ],
        base_form_class=AssessmentForm,
    )

    def get_permissions_to_register(self) -> Any:
        """No box in the groups' form: roles decide, by `assessments.policies`."""
        return super().get_permissions_to_register().none()


register_permission_policy(Assessment, AssessmentPolicy(Assessment))
assessment_viewset = AssessmentViewSet("checks")
