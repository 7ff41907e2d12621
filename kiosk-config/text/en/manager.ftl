# The manager's screens

## Keys
key-manager = manager
key-open = open
key-change = change
key-undo = undo
key-automatic = automatic
key-send-now = send now
key-discard = discard
key-discard-now = discard it
key-keep = keep it
key-reload = reload
key-verify = verify
key-check = check

## Titles
title-manager = Manager
title-manager-camera = Camera
title-manager-calibration = Bare desk
title-manager-queue = Queue
title-manager-policy = Rules
title-manager-audit = Audit trail
title-manager-service = Service
title-manager-settings = Settings

## Right-hand side
advice-manager = Choose by number or arrows and open with Enter. Esc goes back to the counter.
advice-manager-camera = Choose with up and down, try with left and right. Nothing is saved here: write the lines below into [camera] of kiosk.toml.
advice-manager-calibration = Clear the desk and press Enter. White documents on a white desk are then found more easily. Nothing is kept while a document lies there.
advice-manager-queue = S tries all that waits at once. D discards one that was refused. Nothing of the customers is shown.
advice-manager-policy = The rules are edited in the files of kiosk-config/policy. The settings page checks them.
advice-manager-audit = V checks that nothing in the whole trail was changed.
advice-manager-service = R asks again.
advice-manager-settings = Settings are edited in files. Press C to check them then; when they are right they are taken over once nobody is served.
advice-files-wrong = A changed file ({ $file }) has a mistake, so the old one stays in force. Tell the manager.
advice-settings-pending = Some settings count after a restart only. Tell the manager.
notice-taken-over = The changed files are in force now.

## Help
help-manager = For the manager. A number opens a page, Esc goes back. Settings and rules are edited in files and looked at here.
help-manager-camera = Shows the picture, the rate, lost frames and sharpness, and lets you try rotation, crop, zoom, exposure and focus. Del undoes. What you tried is undone when you leave.
help-manager-calibration = Once the desk is known with nothing on it, documents of nearly its colour are found too. Take it again when camera, desk or light change. The same as kiosk camera calibrate.
help-manager-queue = Saved cases are sent by themselves. S does not wait for the next time planned. Only refused cases can be discarded, and that can not be undone.
help-manager-policy = The rules of today, where they come from, until when they hold, what should be known and what changes next.
help-manager-audit = Who did what and when, the newest first. kiosk audit export writes out all of it.
help-manager-service = How fast the service answers, how far the clocks are apart, and whether its key is the one of the settings.
help-manager-settings = Every setting and where it comes from (F the file, E the environment, - the default). C checks kiosk.toml, rules and texts together.

## The pages
manager-menu = Settings and rules are edited in files. Here you look at them and look after the queue and the staff.
manager-waiting = Asking...
manager-camera-delivers = { $name }: { $format }, { $fps } a second, { $dropped } lost
manager-camera-wanted = wanted: { $size }, { $fps } a second
manager-camera-sharp = sharpness { $percent }%, good
manager-camera-soft = sharpness { $percent }%: look at focus and light
manager-camera-plain = put something printed there to measure sharpness
manager-camera-no-controls = Exposure and focus of this camera can not be set.
manager-camera-unchanged = As in the settings.
manager-camera-keep = Lines for [camera] in { $file }:
manager-knob-rotate = rotate  {""}
manager-knob-mirror = mirror  {""}
manager-knob-zoom = zoom    {""}
manager-knob-left = left    {""}
manager-knob-top = top     {""}
manager-knob-width = width   {""}
manager-knob-height = height  {""}
manager-knob-exposure = exposure
manager-knob-focus = focus   {""}
manager-calibration-never = The bare desk was never taken.
manager-calibration-last = Taken last: { $at }
manager-queue-empty = There are no records of cases.
manager-queue-sending = Trying all that waits.
manager-queue-none-waits = Nothing waits to be sent.
manager-queue-refused-only = Only a refused case can be discarded.
manager-queue-discard = Discard this case? The service does not have it and the customer would have to begin again. This can not be undone.
manager-queue-about = { $attempts } attempts, { $kilobytes } kB, { $documents }
manager-queue-receipt = Receipt number { $number } ({ $status })
manager-queue-next = Next attempt: { $at }
manager-policy-now = Rules of today: { $id } ({ $provenance })
manager-policy-next = Next rules: { $id } ({ $provenance })
manager-policy-source = Source: { $source }
manager-audit-count = Entries: { $count }
manager-audit-verifying = Checking the whole trail...
manager-audit-missing = missing
manager-audit-malformed = unreadable
manager-audit-changed = changed
manager-audit-unchained = not chained
manager-audit-about = Number { $index }, rules { $policy }
manager-service-paused = Sending is paused.
manager-service-url = { $url }
manager-service-up = answers, { $ms } ms there and back
manager-service-down = does not answer
manager-service-clock = clocks { $seconds } seconds apart
manager-service-configured = Key of the settings: { $key }
manager-service-announced = Key of the service: { $key }
manager-settings-file = { $file }
manager-settings-wrong = A changed file has a mistake; the old one is in force. Press C to check.
manager-settings-pending = After a restart only: { $keys }
manager-settings-unset = (none)
manager-settings-default = The default.
manager-settings-line = Set in line { $line } of kiosk.toml.
manager-settings-environment = Set by the environment variable.
manager-settings-restart = A change counts after a restart.
manager-settings-variable = The environment variable { $name } goes before the file.
manager-settings-taken-over = A change is taken over once nobody is served.
manager-settings-sound = No mistakes.
manager-settings-mistakes = { $count } mistakes. Until they are corrected the old files stay in force.

## The words of the trail
audit-action-chain-started = trail begun
audit-action-case-refused = refused by the rules
audit-action-overridden = went on over a reason
audit-action-picture-destroyed = picture destroyed
audit-action-case-queued = case saved
audit-action-case-delivered = case delivered
audit-action-case-refused-by-service = refused by the service
audit-action-verdict = verdict came
audit-action-case-discarded = case discarded
audit-action-case-damaged = damaged case found
audit-action-records-purged = old records removed
audit-action-signed-in = signed in
audit-action-signed-out = signed out
audit-action-sign-in-refused = sign-in refused
audit-action-staff-changed = staff changed
audit-action-case-cancelled = customer ended

## Checking the text files
text-flaw-syntax = This is not how a sentence is written ({ $why }). Correct the line.
text-flaw-file = No file of this name is read. The known ones are { $known }.
text-flaw-unreadable = It can not be read ({ $why }). Save it as UTF-8.
text-flaw-one-language = { $id } is missing in { $lacks }. Write it in both languages.
text-flaw-argument = { $id } can not take { $names }. Use only what the original sentence has.
text-flaw-left-out = { $id } leaves out { $names }: the value is not shown then.
text-flaw-width = "{ $character }" in { $id } is wider on some terminals than on others. Use another character.
