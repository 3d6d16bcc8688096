"""What programs look for at the root of a site."""

from django.test import Client


def test_search_engines_may_read_the_open_pages_alone(client: Client, db: None) -> None:
    answer = client.get("/robots.txt")
    assert answer.status_code == 200
    said = answer.content.decode()
    assert said.startswith("User-agent: *\n")
    for path in ("/arbetsyta/", "/konto/", "/svar/"):
        assert f"Disallow: {path}\n" in said
    assert "Disallow: /\n" not in said


def test_an_open_page_says_what_it_is_about(client: Client, db: None) -> None:
    assert '<meta name="description" content="Förskola' in client.get("/om/").content.decode()
