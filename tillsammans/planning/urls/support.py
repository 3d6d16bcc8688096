from django.urls import URLPattern, path

from tillsammans.planning.views import messages, nudges, support, year

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
    path("arshjul/", year.year_wheel, name="year_wheel"),
    path("forum/nytt/", year.forum_new, name="forum_new"),
    path("forum/<int:forum_id>/", year.forum, name="forum"),
    path("forum/<int:forum_id>/avsluta/", year.forum_close, name="forum_close"),
    path("arshjul/halltid/ny/", year.deadline_new, name="deadline_new"),
    path("arshjul/halltid/<int:deadline_id>/", year.deadline_edit, name="deadline_edit"),
    path("arshjul/halltid/<int:deadline_id>/ta-bort/", year.deadline_remove, name="deadline_remove"),
]
