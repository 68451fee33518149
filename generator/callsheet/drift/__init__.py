"""Hold facts to the pages they were read from, and draft specs of pages. Opens no file; only `fetching` sends.

`reading` makes blocks of a page, `passages` finds words among them, `comparing` holds each cite to the lock; `cells`
and `operations` read tables and OpenAPI documents, `sections` holds endpoints to them, `drafting` writes a new one.
"""
