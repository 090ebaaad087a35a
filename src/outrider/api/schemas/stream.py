"""The events of the stream, as the description of the API shows them."""

from __future__ import annotations

from pydantic import RootModel


class StreamEvents(RootModel[str]):
    """`event: change` {cursor, upsert: [entity], gone: [{type, id}]}; `event: fixes` {fixes};
    `event: beat` {server_time, cursor}; `event: reset` {}; `event: signed-out` {}."""
