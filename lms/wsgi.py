import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_wsgi_application()
gc.freeze()  # all that is loaded stays: workers forked from here share its memory, as no collection touches it
