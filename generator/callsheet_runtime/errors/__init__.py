"""Everything a client raises. Knows no wire and holds plain values, so that every other module may raise from here.

CallsheetError                    sent?  billed?   repeat it?
  x MissingKey                    no     no        when there is a key
  x UnknownServer                 no     no        under another name
  x NotSupported                  no     no        never: the provider has no such call
  x WrongTicket                   no     no        with the client it belongs to
  x RequestRefused                no     no        when the request is mended
  x BudgetExceeded                no     no        with a larger budget, or something cheaper
  x PriceUnknown                  no     no        where unknown prices are allowed
  x NotSent                       no     no        yes
  x OutcomeUnknown                yes    unknown   only after looking the task up
  x ProviderError                 yes    it says   it says
    x KeyRefused                  yes    it says   with the right key, on the server it belongs to
    x NotPermitted                yes    it says   when the account may do it
    x NotFound                    yes    it says   no: no such model, task or address here
    x InvalidRequest              yes    it says   when the request is mended
    x MediaRefused                yes    it says   when the provider can fetch and read the file
    x ContentRefused              yes    it says   no: it is also `Moderated`
    x BalanceExhausted            yes    it says   when the account is topped up
    x RateExceeded                yes    it says   later, and less often
    x ConcurrencyExceeded         yes    it says   when a task has ended
    x WrongState                  yes    it says   no: the task is past it
    x ServerTrouble               yes    it says   it says
  x CallFailed                    maybe  unknown   yes: it asks, it does not buy
  x TaskEnded                     yes    it says   never by itself
    x TaskModerated               yes    it says   no: it is also `Moderated`
  x NoResult                      yes    it says   wait again, then ask the provider
  x StillRunning                  yes    unknown   `wait` again; never `submit` again
  x Moderated                     yes    it says   no: what both kinds of moderation have in common, to be caught
  x DownloadFailed                yes    unknown   it says; the task has succeeded
  x MediaExpired                  yes    unknown   with a fresh address, from the ticket
  x ClientClosed                  yes    unknown   `wait` again, with another client

Each answers for itself: `sent`, `billed` and `repeatable` (`None`: nobody can know), and `ticket` wherever a task
exists. `category`, `code`, `message`, `request_id`, `http_status` and `advice` can be asked of each as well, and are
`None` where there is none. `billed` is about the task; to ask costs nothing. No error ever holds a key.
"""

from callsheet_runtime.errors.basis import KEEP, CallsheetError, Complaint
from callsheet_runtime.errors.media import DownloadFailed, MediaExpired
from callsheet_runtime.errors.refusals import (
    BalanceExhausted,
    ConcurrencyExceeded,
    ContentRefused,
    InvalidRequest,
    KeyRefused,
    MediaRefused,
    Moderated,
    NotFound,
    NotPermitted,
    ProviderError,
    RateExceeded,
    Refund,
    ServerTrouble,
    WrongState,
    advise,
    refuse,
)
from callsheet_runtime.errors.tasks import (
    CallFailed,
    ClientClosed,
    NoResult,
    OutcomeUnknown,
    StillRunning,
    TaskEnded,
    TaskModerated,
    end,
)
from callsheet_runtime.errors.unsent import (
    BudgetExceeded,
    MissingKey,
    NotSent,
    NotSupported,
    PriceUnknown,
    RequestRefused,
    UnknownServer,
    WrongTicket,
)

__all__ = [
    "KEEP",
    "BalanceExhausted",
    "BudgetExceeded",
    "CallFailed",
    "CallsheetError",
    "ClientClosed",
    "Complaint",
    "ConcurrencyExceeded",
    "ContentRefused",
    "DownloadFailed",
    "InvalidRequest",
    "KeyRefused",
    "MediaExpired",
    "MediaRefused",
    "MissingKey",
    "Moderated",
    "NoResult",
    "NotFound",
    "NotPermitted",
    "NotSent",
    "NotSupported",
    "OutcomeUnknown",
    "PriceUnknown",
    "ProviderError",
    "RateExceeded",
    "Refund",
    "RequestRefused",
    "ServerTrouble",
    "StillRunning",
    "TaskEnded",
    "TaskModerated",
    "UnknownServer",
    "WrongState",
    "WrongTicket",
    "advise",
    "end",
    "refuse",
]
