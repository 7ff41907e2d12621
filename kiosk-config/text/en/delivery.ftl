# Delivery: the data directory, the central service, the sandbox.

## Data directory
store-full = The disk (or the room allowed for the queue) is full. Nothing was accepted. Deliver what waits (kiosk queue send) or make room, then try again.
store-not-writable = The data folder can not be written: { $dir } ({ $why }). Check that it is there, belongs to this user and is not read-only.
store-busy = Another kiosk is at work on this data folder. Wait until it is done, or close it.
store-damaged-busy = The queue's database is damaged, and another kiosk has it open. Close that kiosk and start again: the file is then set aside, not deleted.
store-too-new = A newer kiosk wrote this data folder. Update this kiosk.
store-unknown-case = There is no case of that number in the queue. See kiosk queue list.
store-already-queued = This case is queued already.
store-not-delivered = This case has not been delivered. Thrown away, it never reaches the central service and the customer has to begin anew. To throw it away all the same, add --undelivered.
store-io = The data folder failed: { $dir } ({ $why }). Check the disk.
store-database = The queue's database refused: { $why }. Nothing was accepted. Check the disk, then try again.
store-set-aside = The queue's database was damaged. It was set aside as { $file }; nothing of it was deleted. Carried over: { $carried }, lost: { $lost }. Tell the manager.
store-lost-case = Case { $id } can not be sent any more. The customer has to be asked again.

## Central service
delivery-url-malformed = central.url is not an address. Write https://HOST (or http://127.0.0.1:PORT for practice), without a user name and without ?.
delivery-url-plain = central.url may be plain http on this machine only (127.0.0.0/8, ::1, localhost). Write https://.
delivery-recipient-none = central.recipient is missing: the service's public key (age1...). Ask the central service for it.
delivery-recipient-malformed = central.recipient is not an age public key (age1...). Copy it again, whole.
delivery-recipient-private = central.recipient holds a private key. Take it out at once and have the service make a new pair; here belongs the public key (age1...).
delivery-secret-missing = There is no file { $file }. Put the one that the central service issued there.
delivery-secret-unreadable = { $file } can not be read. Check that it is a file and belongs to this user.
delivery-secret-open = Others can read { $file }. Close it with: chmod 600 { $file }
delivery-token-malformed = { $file } holds no token. It must hold one line.
delivery-ca-unreadable = central.ca_file holds no certificate. Name a PEM file.
delivery-identity-malformed = central.client_identity_file holds no certificate with its key. Name a PEM file with both.
delivery-proxy-malformed = central.proxy is not an address.
delivery-client-unusable = The connection can not be set up with these settings. Check the [central] section.
delivery-sealing-failed = The case could not be sealed. Nothing was written. Take the pictures again.
delivery-paused = The central service does not let this kiosk in ({ $code }). Cases wait and are not lost. Tell the manager: the token has to be renewed.
delivery-not-yet = Not delivered yet ({ $code }). The case is safe. An open counter sends it again by itself; to send it now, run kiosk queue send.
delivery-other-sender = Another kiosk is sending from this data folder. The case is safe and is sent in its turn.
delivery-refused = The central service refused the case ({ $code }).
delivery-recipient-mismatch = The central service opens cases with another key than central.recipient. Stop and tell the manager.
delivery-clock-skew = This machine's clock is off by { $seconds } seconds from the central service's. Set the clock.
delivery-reason-unknown = The central service said: { $code }. Ask the support desk (0570-09-4400).
delivery-reservation-device = The reservation holds a device. A device can not be ordered at a counter, only on the web. For a SIM alone, clear the code and start without it.

## Sandbox
sandbox-folder = The sandbox's folder can not be used: { $dir } ({ $why }).
sandbox-identity = { $file } holds no age identity. Delete it, and a new one is made.
sandbox-listen = The sandbox can not listen on { $address } ({ $why }). Choose another address.
sandbox-not-loopback = The sandbox keeps readable cases and so listens on this machine only. Choose 127.0.0.1 instead of { $address }.
sandbox-says-so = This is a sandbox for practice: it keeps what it receives readable in { $dir }. Never send real customers to it.
sandbox-needs-data = Name the sandbox's folder with --data.
sandbox-two-verdicts = Give --verdict at most twice: for every case, and for corrections.

## submit
submit-on-practice = --on is for practice: it needs a service on this machine (127.0.0.1).
submit-id-missing = { $key } is not set. Every case names the kiosk and the store it comes from.
submit-queued = Queued: { $id }. It is safe here and will be sent.
submit-delivered = Delivered: { $id }, receipt { $receipt }, { $status }.
submit-refused = Not sent.

## queue
queue-capacity = { $waiting } waiting. Room for { $possible } more ({ $megabytes } MB).
queue-discarded = Discarded: { $id }.
queue-sent = { $delivered } delivered, { $refused } refused, { $left } left.
queue-case-refused = The central service refused case { $id } ({ $code }). See kiosk queue show { $id }.
queue-other-sender = Another kiosk is sending from this data folder; cases are safe and go in their turn.
queue-column-state = state
queue-column-created = created
queue-column-services = services
queue-column-attempts = attempts
queue-column-note = receipt or reason
queue-column-id = id
queue-state-queued = queued
queue-state-sending = sending
queue-state-delivered = delivered
queue-state-refused = refused
queue-status-received = received
queue-status-in-review = in review
queue-status-accepted = accepted
queue-status-rejected = rejected
queue-next-attempt = { $code }, next { $at }

## audit
audit-sound = { $entries } entries, sound. Head { $head }.
audit-bad = Entry { $index } is not as it was written ({ $why }). { $entries } entries, head { $head }.
