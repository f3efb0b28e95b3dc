"""What can go wrong in the store, as few kinds as callers tell apart."""


class StoreError(Exception):
    """The database cannot do its work: unreachable, locked, of an unknown revision. Try again or tell."""


class Conflict(Exception):
    """Another turn was faster: what was read is no longer what is stored. Read again and repeat."""


class Refused(Exception):
    """The write breaks a rule of the alliance; repeating it changes nothing."""


class ConsentMissing(Refused):
    """Personal data may not be stored or used: the person has not consented."""


class Forbidden(Refused):
    """No role of the person permits it, here or at all."""
