"""The web page: compare articles, look at what came of it, say something of it, watch a story grow.

    /                         paste, drop or link articles
    /reconciliations/{id}     progress, then the report with the tools of review
    /stories, /stories/{id}   stories, and one as it grows
    /history                  what was compared
    /sign-in                  where keys are asked for

Pages are made here (Jinja2) and changed in parts (HTMX); nothing is loaded from elsewhere, no script stands in a page,
and all but the live parts works without a script. A page is a client of the API like any other: it asks in the name of
who looks at it (service.web.inside), so that it may do no more than they may.
"""
