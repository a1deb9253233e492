from django.http import HttpRequest, HttpResponse


def my_learning(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")
