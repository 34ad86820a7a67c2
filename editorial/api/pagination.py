"""Pages of the API's lists."""

from rest_framework.pagination import PageNumberPagination


class RecordPagination(PageNumberPagination):
    """Numbered pages of 20, up to 100 by `page_size`."""

    page_size_query_param = "page_size"
    max_page_size = 100
