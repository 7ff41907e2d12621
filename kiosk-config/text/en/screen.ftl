# The counter's screens

## Frame
frame-too-small = The window is too small ({ $have } now). Make it at least { $columns } columns and { $rows } rows. Nothing you entered is lost.
frame-practice = PRACTICE
frame-no-policy = no rules
frame-waiting = unsent { $count }
service-state-unknown = line ?
service-state-up = line ok
service-state-down = line down
service-state-paused = line paused
camera-state-off = camera off
camera-state-opening = camera opens
camera-state-live = camera on
camera-state-trouble = camera fault

## Stages
stage-reception = Order
stage-applicant = Applicant
stage-document = Document
stage-capture = Photograph
stage-confirm = Confirm
stage-sending = Send

## Keys
key-start = start
key-quit = quit
key-next = next
key-back = back
key-help = help
key-language = 日本語
key-end = end
key-end-now = wipe and end
key-go-on-serving = go on serving
key-close = close
key-add = add
key-less = less
key-field = field
key-choose = choose
key-same = as registered
key-shoot = shoot
key-skip = skip
key-skipped = skipped sides
key-loupe = loupe
key-sample = next sample
key-use = use it
key-retake = retake
key-send = send
key-next-customer = next customer

## Titles
title-start = Welcome
title-order = Order
title-applicant = Applicant
title-document = Identity document
title-primary = What it says
title-auxiliary = What the auxiliary document says
title-capture = Photograph
title-review = Look at the photograph
title-confirm = Before sending
title-sending = Sending

## Right-hand side
advice-title = What to do next
severity-block = Refused
severity-need = Needed
severity-confirm = Check
advice-start = Type the reservation code and press Enter. Without one begin with the number of a service (1 to 5), or Enter.
advice-order = Choose the services by number, then press Enter.
advice-applicant = Enter the registration, with the characters that the document has. Enter goes to the next required field.
advice-document = Choose the document the customer has. One that can not be taken says why.
advice-primary = Look at the document and enter what is printed. F5 copies the registration where it is the same.
advice-auxiliary = Choose the kind, then Enter photographs and reads it. It must show the name and the current address.
advice-capture = Put the document into the frame, without reflections, and press Enter.
advice-capture-optional = This side may be left out: press S if nothing is written on it.
advice-review = Is all text sharp, nothing cut off, no reflection? Then press Enter.
advice-review-retake = This one can not be used. Press R to take it again.
advice-review-override = Or use it and say why (kept in the audit record): 1 all text can be read, 2 checked by eye on the document, 3 the kiosk misjudged.
advice-confirm = Check it together with the customer, then press Enter to send. A number retakes a photograph.
advice-no-identity = This order needs no identity document.
advice-sending = The case is sealed and saved before it is sent. Once saved, even a power cut loses nothing.
advice-policy-assumption = The rules { $policy } are an assumption. The manager should confirm them.
advice-policy-changes = From { $on } the rules are { $policy }.
advice-simulated = Practice: sample pictures and a sandbox service.

## Start
start-welcome = Start when a customer comes to the desk.
start-or-service = No reservation: begin with the number of a service.
start-loading = Asking for the reservation...

## Order
order-how = Choose by number or arrows, change with + and -. Devices can not be ordered at a counter.

## Fields
form-required = (required)
form-optional = (optional)
form-yes = yes
form-no = no
form-complaint = Please look at this field.
field-reservation = Reservation
field-family-name = Family name
field-given-name = Given name
field-family-kana = Family (kana)
field-given-kana = Given (kana)
field-family-roman = Family (roman)
field-given-roman = Given (roman)
field-birth-date = Birth date
field-postal-code = Postal code
field-address = Address
field-phone = Phone
field-email = Mail
field-printed-name = Name
field-printed-birth-date = Birth date
field-printed-address = Address
field-expires-on = Valid until
field-issued-on = Issued on
field-issuer = Issuer
field-has-photo = Portrait
field-shows-address = Shows address
field-address-on-back = Change on back
field-renewal-pending = Renewal pending
field-dependant = Dependant
field-chip-read = Chip was read
field-original = Original
field-auxiliary-document = Auxiliary
field-utility = Utility
field-receipt-kind = Receipt, invoice
field-paid-by = Paid by
hint-reservation = The customer's reservation code. Leave it empty and press Enter if there is none.
hint-family-name = Enter the family name as on the document.
hint-given-name = Enter the given name as on the document.
hint-family-kana = Enter the family name in katakana. Hiragana and half width are put right by themselves.
hint-given-kana = Enter the given name in katakana. Hiragana and half width are put right by themselves.
hint-family-roman = In Latin letters, only if the document has a roman name.
hint-given-roman = In Latin letters, only if the document has a roman name.
hint-birth-date = For example 19900401, 平成2年4月1日 or H2.4.1
hint-postal-code = Seven digits, for example 101-0021
hint-address = The current address, down to the room number.
hint-phone = A number reached in daytime: 10 digits with the area code, 11 of a mobile phone.
hint-email = Enter it in the form name@example.jp
hint-printed-name = Enter the name exactly as printed.
hint-printed-birth-date = The birth date as printed; an era date is fine.
hint-printed-address = The address in force, from the back if a change is written there. Leave it empty if none is shown.
hint-expires-on = For example 2027-08-09 or 令和9年8月9日まで有効. Leave it empty if none is printed.
hint-issued-on = For example 令和4年5月1日. Leave it empty if none is printed.
hint-issuer = The authority, for example 東京都公安委員会
hint-has-photo = Yes if the holder's portrait is on it. The space bar switches.
hint-shows-address = Yes if an address is on it. The space bar switches.
hint-address-on-back = Yes if a change of address or name is written on the back. The space bar switches.
hint-renewal-pending = Yes if the renewal of the stay has been applied for. The space bar switches.
hint-dependant = Yes if the customer is a dependant on it. The space bar switches.
hint-chip-read = Yes if the chip was read on another device. The space bar switches.
hint-original = Yes if it is the original and not a copy. The space bar switches.
hint-auxiliary-document = Choose with left and right or by number.
hint-utility = Only electricity, city gas and water count. Choose with left and right or by number.
hint-receipt-kind = An invoice does not count. Choose with left and right or by number.
hint-paid-by = Paid by credit card does not count. Choose with left and right or by number.
choice-certificate-of-residence = Certificate of residence
choice-utility-receipt = Utility receipt
choice-housing-certificate = Housing certificate
choice-electricity = electricity
choice-city-gas = city gas
choice-water = water
choice-propane = propane
choice-other = other
choice-receipt = receipt
choice-invoice = invoice
choice-cash = cash
choice-bank-transfer = bank transfer
choice-convenience-store = convenience store
choice-credit-card = credit card

## List of documents
entry-alone = alone  {""}
entry-with-auxiliary = +1 more
entry-refused = refused
list-more-above = ... { $count } more above
list-more-below = ... { $count } more below

## Photograph
shot-done = done
shot-now = now
shot-open = to do
shot-optional = optional
capture-opening = Opening the camera...
capture-steady = Good. Keep it still:
capture-taking = Taking and examining...
review-no-picture = The picture can not be shown. Press R to take it again.

## Confirm
confirm-order = Order
confirm-applicant = Applicant
confirm-photos = Photographs

## Sending
sending-done = [done]  {""}
sending-now = [now]   {""}
sending-later = [later] {""}
sending-stuck = [wait]  {""}
sending-failed = [fail]  {""}
sending-sealed = sealed and saved on this machine
sending-delivered = sent to the service
sending-verdict = verdict
sending-wait = Saving. Do not switch the machine off.
sending-safe = Saved: even a power cut loses nothing now. Sending to the service.
sending-waiting = Saved. It goes by itself once the line is back. The customer may wait, or you serve the next one.
sending-receipt = Receipt number { $number }
sending-in-review = The service has it and is looking at it.
sending-accepted = Accepted. Tell the customer the receipt number.
sending-rejected = Rejected by the service.
sending-refused = The service did not take it. Tell the manager.

## Notices
notice-quit-from-start = A customer is being served. End with F9 first, then press Ctrl+Q.
notice-sealing = Saving. Wait until it is done.
notice-no-policy = There are no rules for today. Tell the manager to look at kiosk-config/policy.
notice-incomplete = Something is still missing. Correct what the right-hand side says.
notice-order-empty = Choose at least one service.
notice-camera-not-ready = The camera is not ready. Wait for the picture.
notice-side-required = This side can not be left out. Photograph it.
notice-retake = This photograph can not be used. Press R to take it again.
notice-no-frame = No picture came from the camera. Press Enter once more.

## Dialogs
dialog-help-title = Help
dialog-end-title = End this customer?
dialog-end-text = Everything entered and photographed is wiped. This can not be undone.
help-start = The number of a service (1 to 5) begins a customer with it. A reservation code and Enter fill in order and applicant; press the space bar first where a code begins with a digit. A reservation with a device can not be served at a counter.
help-order = A service's number adds one. Arrows choose, + and - change. Devices can not be ordered at a counter, only on the web; a SIM alone can go on.
help-applicant = Enter goes to the next required field, past the optional ones; Tab goes through all of them. Register with the document's own characters. A field marked ! must be corrected. Hiragana, full-width digits and dashes are put right when the field is left.
help-document = Choose by number or arrows. "+1 more" means that a second document is needed. A refused document says why and what to bring instead.
help-primary = What was read off the photograph is marked [read]. Compare it with the document: Enter confirms one, F4 all of them, or type what is printed. F5 copies name, birth date and address from the registration.
help-auxiliary = A certificate of residence, or a receipt for electricity, city gas or water, issued within three months, with the name and the current address.
help-capture = Put the document into the frame and press Enter. F7 magnifies. Move the document a little if a lamp is reflected. Never photograph a side that shows a My Number.
help-review = This is exactly what is sent. Enter if all text can be read and nothing is cut off, blurred or reflected; R takes it again.
help-confirm = Check it together with the customer. A number retakes that photograph. Enter seals, saves and sends.
help-sending = Once saved, it is sent by itself even after a power cut or a lost line. You need not wait: Enter goes on to the next customer.
advice-practice-reservation = Codes to practise with: BIC-1001 (one SIM), BIC-9001 (with a device)
