"""What may hinder or help, in everyday words: one heading for each CFIR domain (cfir.yaml, domains; decided since the mocks)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DOMAINS: dict[str, str | Promise] = {
    "innovation": _("Modellen och verktygen"),
    "outer-setting": _("Sådant utanför oss: andra parter, lagar och pengar"),
    "inner-setting": _("Hur vi har det hos oss: tid, ledning och arbetssätt"),
    "individuals": _("Kunskap, roller och engagemang"),
    "implementation-process": _("Hur arbetet är upplagt: plan, stöd och uppföljning"),
}
