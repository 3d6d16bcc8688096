from django.urls import URLPattern, path

from tillsammans.planning.views import messages, nudges, support

urlpatterns: list[URLPattern] = [
    path("stod/", support.support, name="support"),
    path("knuffar/", nudges.nudges, name="nudges"),
    path("knuffar/<slug:code>/", nudges.nudge, name="nudge"),
    path("kommunikation/", messages.communication, name="communication"),
    path("kommunikation/fil/<str:kind>/", messages.file, name="communication_file"),
    path("kommunikation/nytt/", messages.new, name="message_new"),
    path("kommunikation/<int:message_id>/", messages.message, name="message"),
    path("kommunikation/<int:message_id>/andra/", messages.edit, name="message_edit"),
    path("kommunikation/<int:message_id>/sagt/", messages.sent, name="message_sent"),
    path("kommunikation/<int:message_id>/ta-bort/", messages.remove, name="message_remove"),
]
