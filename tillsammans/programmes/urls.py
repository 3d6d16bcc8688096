from django.urls import path

from tillsammans.programmes.views import comments, model, public, stairs

app_name = "programmes"
urlpatterns = [
    path("modellen/", public.programmes, name="public"),
    path("modellen/<slug:code>/", public.programme, name="public_programme"),
    path("modellen/<slug:code>/trappan/", public.stairs, name="public_stairs"),
    path("lan/<slug:key>/modellen/", public.programmes, name="county_public"),
    path("lan/<slug:key>/modellen/<slug:code>/", public.programme, name="county_programme"),
    path("lan/<slug:key>/modellen/<slug:code>/trappan/", public.stairs, name="county_stairs"),
    path("arbetsyta/modellen/", model.workspace, name="workspace"),
    path("arbetsyta/modellen/<int:programme_id>/", model.versions, name="versions"),
    path("arbetsyta/modellen/<int:programme_id>/nytt-utkast/", model.draft, name="draft_model"),
    path("arbetsyta/modellen/<int:programme_id>/ny-trappa/", stairs.draft, name="draft_stairs"),
    path("arbetsyta/modellen/utgava/<int:version_id>/", model.edition, name="model"),
    path("arbetsyta/modellen/utgava/<int:version_id>/om/", model.edit_about, name="model_about"),
    path("arbetsyta/modellen/utgava/<int:version_id>/ny/<slug:section>/", model.add_item, name="item_add"),
    path("arbetsyta/modellen/utgava/<int:version_id>/punkt/<int:item_id>/", model.edit_item, name="item"),
    path(
        "arbetsyta/modellen/utgava/<int:version_id>/punkt/<int:item_id>/ta-bort/",
        model.remove_item,
        name="item_remove",
    ),
    path("arbetsyta/modellen/utgava/<int:version_id>/publicera/", model.publish, name="model_publish"),
    path("arbetsyta/modellen/utgava/<int:version_id>/kasta/", model.discard, name="model_discard"),
    path(
        "arbetsyta/modellen/utgava/<int:version_id>/jamfor/<int:other_id>/",
        model.compare,
        name="model_compare",
    ),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/", stairs.edition, name="stairs"),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/om/", stairs.edit_about, name="stairs_about"),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/nytt-steg/", stairs.add_step, name="step_add"),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/steg/<int:step_id>/", stairs.edit_step, name="step"),
    path(
        "arbetsyta/modellen/trappa/<int:stairs_id>/steg/<int:step_id>/ta-bort/",
        stairs.remove_step,
        name="step_remove",
    ),
    path(
        "arbetsyta/modellen/trappa/<int:stairs_id>/nytt-kriterium/<int:step_number>/<slug:component_code>/",
        stairs.add_criterion,
        name="criterion_add",
    ),
    path(
        "arbetsyta/modellen/trappa/<int:stairs_id>/kriterium/<int:criterion_id>/",
        stairs.edit_criterion,
        name="criterion",
    ),
    path(
        "arbetsyta/modellen/trappa/<int:stairs_id>/kriterium/<int:criterion_id>/ta-bort/",
        stairs.remove_criterion,
        name="criterion_remove",
    ),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/gamla-steg/", stairs.map_steps, name="stairs_mapping"),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/publicera/", stairs.publish, name="stairs_publish"),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/kasta/", stairs.discard, name="stairs_discard"),
    path(
        "arbetsyta/modellen/trappa/<int:stairs_id>/jamfor/<int:other_id>/",
        stairs.compare,
        name="stairs_compare",
    ),
    path(
        "arbetsyta/modellen/trappa/<int:stairs_id>/fraga/", comments.request_comments, name="comments_request"
    ),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/ta-tillbaka/", comments.recall, name="stairs_recall"),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/synpunkter/", comments.read, name="comments"),
    path("arbetsyta/modellen/trappa/<int:stairs_id>/tyck-till/", comments.comment, name="stairs_comment"),
]
