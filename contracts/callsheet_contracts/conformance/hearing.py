"""One recording before the law: what was sent, what came back, and the lives of tasks, each judged by its own."""

from urllib.parse import urlsplit

from callsheet_contracts.conformance.findings import Finding, Place
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.living import Living
from callsheet_contracts.conformance.notes import Notes
from callsheet_contracts.conformance.observations import Observation, Stranger
from callsheet_contracts.conformance.observing import Observer
from callsheet_contracts.conformance.report import Tally
from callsheet_contracts.conformance.rules import region
from callsheet_contracts.conformance.sending import Sending
from callsheet_contracts.conformance.telling import Telling
from callsheet_contracts.recordings import Recording


class Hearing:
    """Listens to what is observed in one recording, and notes what the spec speaks against."""

    def __init__(self, law: Law, recording: Recording) -> None:
        self.tally = Tally(recording.file)
        self._law = law
        self._recording = recording
        self._notes = Notes(recording.file)
        self._sending = Sending(law, self._notes)
        self._telling = Telling(law, self._notes)
        self._living = Living(law, self._notes)

    def run(self) -> list[Finding]:
        """Hear it, and list what was found, in order of place."""
        observer = Observer(self._law)
        for seen in observer.all(self._recording):
            self.tally.exchanges += 1
            if isinstance(seen, Stranger):
                self._stranger(seen)
            else:
                self._known(seen)
        self._living.end(observer.lives.values())
        self._sending.end()
        self.tally.tasks = len(observer.lives)
        self._nothing()
        return self._notes.findings()

    def _known(self, seen: Observation) -> None:
        self.tally.seen.add((seen.label, seen.kind))
        self._sending.take(seen)
        self._telling.take(seen)
        self._living.take(seen)

    def _stranger(self, seen: Stranger) -> None:
        request, call = seen.exchange.request, seen.call
        nobodys = call.provider is None and not self._law.routes.is_loopback(request.url)
        if nobodys or request.url in self._telling.media:
            self.tally.foreign += 1
            return
        name = call.provider.name if call.provider else ""
        words = f"no page names {request.method} {urlsplit(request.url).path or '/'}"
        spec = region(call.provider) if call.provider else None
        self._notes.find("path-undocumented", self._notes.place(seen.exchange, "request"), words, name, spec=spec)

    def _nothing(self) -> None:
        """Say that there was nothing to judge: a file that is passed over in silence would look like a good one."""
        place, calls = Place(self._recording.file, 0, 1, "request"), len(self._recording.exchanges)
        if not calls:
            self._notes.find("nothing-known", place, "there are no calls in it", "")
        elif not self.tally.seen and not self._notes:
            words = f"none of {calls} calls goes to a provider that the specs know"
            self._notes.find("nothing-known", place, f"{words}; check hosts and paths, or leave the file out", "")
