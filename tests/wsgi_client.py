"""A reader before the application as a server runs it: answers from memory around Django's."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory

from editorial.site.answers_from_memory import AnswersFromMemory


class WsgiReader:
    """Asks the application with plain header fields, as a server does; `process` stands for one process of it."""

    def __init__(self) -> None:
        self.process = AnswersFromMemory(WSGIHandler())
        self.requests_to_django = 0
        inner = self.process.application

        def counted(environ: dict[str, Any], start_response: Any) -> Any:
            self.requests_to_django += 1
            return inner(environ, start_response)

        self.process.application = counted

    def get(self, address: str, *, method: str = "GET", **fields: str) -> HttpResponse:
        """Return the answer; `fields` are those of META, such as HTTP_ACCEPT."""
        request = RequestFactory(headers={"host": "testserver"}).generic(method, address, **fields)
        output: list[Any] = []
        found = self.process(
            dict(request.environ), lambda status, headers, *_rest: output.extend((status, headers))
        )
        body = b"".join(found)
        if hasattr(found, "close"):
            found.close()
        response = HttpResponse(body, status=int(output[0][:3]))
        del response.headers["Content-Type"]
        for name, value in output[1]:
            response.headers[name] = value
        return response

    def is_from_memory(self, address: str, **fields: str) -> bool:
        """Return whether the answer comes without Django."""
        before = self.requests_to_django
        self.get(address, **fields)
        return self.requests_to_django == before

    def close(self) -> None:
        """Give the connection back."""
        self.process.reader.close()
