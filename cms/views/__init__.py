from cms.views.addresses import by_key

__all__ = ["by_key"]
