"""Pages under WSGI workers (production)."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# What is loaded before the workers are forked (--preload) is theirs in common, as long as the collector leaves it alone.
gc.collect()
gc.freeze()
