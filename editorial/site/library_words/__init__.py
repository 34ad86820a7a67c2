"""Texts of the packages that somebody meets at the desk or in a refusal of the API: here for our catalogues.

A package that has not translated a text into Kazakh or Azerbaijani shows it in Russian, the first language of
the site; its Russian often declines names that have no cases. What only developers meet is left out.
"""
