"""What an author sets for a film."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from activities.video.played import LONGEST
from courses.activity_forms import ConfigForm

CAPTIONS = "captions_"


class DocumentField(forms.ModelChoiceField):
    """A document of one kind of file."""

    def __init__(self, extension: str, **options: Any) -> None:
        self.extension = extension
        super().__init__(queryset=None, widget=AdminDocumentChooser, required=False, **options)

    def clean(self, value: Any) -> Any:
        document = super().clean(value)
        if document and document.file_extension.lower() != self.extension:
            raise forms.ValidationError(
                _("Please choose a file that ends in .%(extension)s."), params={"extension": self.extension}
            )
        return document


class VideoConfigForm(ConfigForm):
    mp4 = DocumentField("mp4", label=_("Film as MP4"), help_text=_("H.264: every telephone plays it."))
    webm = DocumentField("webm", label=_("Film as WebM"), help_text=_("Smaller; not every telephone plays it."))
    seconds = forms.IntegerField(
        label=_("Length in seconds"), min_value=1, max_value=LONGEST, help_text=_("To count what was watched.")
    )
    poster: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, widget=AdminImageChooser, required=False, label=_("Picture before the film")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[CAPTIONS + code] = DocumentField("vtt", label=_("Captions: %(language)s") % {"language": name})
        documents = get_document_model().objects.all()
        for field in self.fields.values():
            if isinstance(field, DocumentField):
                field.queryset = documents
        self.fields["poster"].queryset = get_image_model().objects.all()  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, config: Mapping[str, Any]) -> dict[str, Any]:
        captions = config.get("captions") or {}
        return {
            "mp4": (config.get("mp4") or {}).get("document"),
            "webm": (config.get("webm") or {}).get("document"),
            "seconds": config.get("seconds"),
            "poster": config.get("poster"),
        } | {CAPTIONS + code: document for code, document in captions.items()}

    def to_config(self) -> dict[str, Any]:
        data = self.cleaned_data
        films = {name: data[name] for name in ("mp4", "webm") if data.get(name)}
        captions = {
            name.removeprefix(CAPTIONS): document.pk
            for name, document in data.items()
            if name.startswith(CAPTIONS) and document
        }
        return {
            **{name: {"document": one.pk, "size": one.get_file_size() or 0} for name, one in films.items()},
            "seconds": data["seconds"],
            "poster": data["poster"].pk if data.get("poster") else None,
            "captions": captions,
        }
