from certificates.models.credential import Achievement, Credential, CredentialPdf
from certificates.models.template import Template, TemplatePicture, TemplateText

__all__ = ["Achievement", "Credential", "CredentialPdf", "Template", "TemplatePicture", "TemplateText"]
