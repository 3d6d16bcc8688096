"""Streams, dots and cards of live workshops: a small ASGI application beside Django, without Django's middleware.

hub: who listens to which room, and one task a room and audience that sends what has changed. listening: how a change in another
process is heard. committing: what phones send, many in one transaction. identity: who asks. application: the addresses.
"""
