"""Who staff and admins are: django-allauth, with Ajar's words, forms and rules."""
