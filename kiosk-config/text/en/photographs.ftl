# The photograph: reading it, looking at it, covering parts of it

## Reading
review-reading = reading... looking for a My Number
review-searched = read, no My Number found
review-unsearched = not read: look with your own eyes
review-by-eye = no My Number, checked by eye
review-open = [open] {""}
review-registered = {"registered: "}
review-today = {"today:      "}
review-read = {"photograph: "}
advice-reading = The photograph is being read. You need not wait: type what is printed, F5 copies the registration.
advice-review-reading = Text sharp, nothing cut off, no reflection? Press Enter; you need not wait for the reading. R takes it again.
advice-by-eye-no-models = This kiosk can not read text. Look for a My Number in the picture; press M if there is none (kept in the record), R to take it again.
advice-by-eye-failed = The reading failed, so no My Number was looked for. Look yourself; press M if there is none (kept in the record). R takes and reads it again.
notice-by-eye = Not yet. Look for a My Number in the picture, and press M if there is none.
notice-aside-destroyed = The photograph before showed a My Number and was destroyed. It will be taken again.
hint-my-number = A My Number is in view. Do not take it: turn the card over, or cover the side with the number.
key-by-eye = no My Number
key-type-first = type first

## Proposals
proposal-mark = [read] {""}
proposal-hint = Read off the photograph. Enter confirms it if the document says the same; type to replace it, Delete drops it.
advice-proposals = [read] marks proposals: Enter confirms one, F4 all.
read-differs-typed = Read: { $read }, entered: { $typed }. Check on the document.
key-take-all = confirm all

## Masks
title-mask = What is covered
mask-by-hand = added by hand
mask-not-found = Not found: { $masks }. Press A if it is in the picture.
mask-covering = Covering...
key-cover = cover, use
key-remove = remove
key-stretch = size
advice-mask = The framed parts are painted black before anything is kept. Look whether any is missing, then press Enter.
help-mask = The framed parts become black and the picture as taken is wiped at once. Tab chooses a part, arrows move it, Shift with arrows (or + and -) changes its size. A adds one, D removes it. F7 enlarges, R takes the photograph again. Until this is confirmed, the document can not be sent.
notice-mask-none = Nothing is covered. Press A to add a part. If there is really nothing, press Enter once more.
notice-mask-failed = It could not be covered. Take the photograph again.
notice-search-failed = The text models failed on this picture, so no My Number was looked for. Try again; if it goes on, look at the models with kiosk check.
confirm-left-out = Optional sides not taken: { $sides } (S takes them)
