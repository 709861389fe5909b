"""LeadFault, and below it what may go wrong when people work with leads:

LeadFault
├── LeadGone      there is no such lead, or it is another site's
├── LeadStale     somebody has changed it since the page was made
├── BadChange     no such owner or outcome
└── TooManyRows   more than an export may hold
"""

from __future__ import annotations


class LeadFault(Exception):
    """The message is in words, for a member of staff."""


class LeadGone(LeadFault):
    pass


class LeadStale(LeadFault):
    pass


class BadChange(LeadFault):
    pass


class TooManyRows(LeadFault):
    pass
