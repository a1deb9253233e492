"""A post office that refuses one address."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends import locmem

REFUSED = "gone@example.org"


class Backend(locmem.EmailBackend):
    def send_messages(self, messages):
        for message in messages:
            if REFUSED in message.to:
                raise SMTPRecipientsRefused({REFUSED: (550, b"no such user")})
        return super().send_messages(messages)
