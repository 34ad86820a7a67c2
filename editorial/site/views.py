"""Pages that join several parts of the record."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request


def preferred_language(request: HttpRequest) -> HttpResponseRedirect:
    """Send the reader to the record in the language that the browser asks for."""
    response = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def home(request: HttpRequest) -> HttpResponse:
    """Show what is new and the ways into the record."""
    return render(request, "site/home.html")
