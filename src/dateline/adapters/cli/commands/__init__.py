"""The commands: each module has `arguments(parser)` and `run(options, console) -> exit status`."""

COMMANDS: dict[str, str] = {
    "read": "read pages into a record, then join it",
    "serve": "show the record in the browser",
    "search": "find articles by words, outlet, date, entity, event",
    "timeline": "events in the order in which they happened",
    "show": "one page, event or entity with its evidence",
    "claims": "who said what",
    "export": "write the record in another format",
    "status": "what the record holds",
    "inspect": "what one page says, without a record",
    "explain": "which words and which rule gave each field of an event",
    "doctor": "whether the installation and the record are sound",
}
