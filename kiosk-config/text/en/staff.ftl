# Staff: signing in, locking the screen, kiosk staff
frame-staff = staff { $name }
role-staff = staff
role-manager = manager

## The lock
title-lock = Sign in
title-lock-nobody = No staff yet
title-lock-open = Screen locked
help-lock = Type your staff id and your PIN, then Enter. A customer being served is where you left them. To take over from someone else press Esc and type your own id. After several wrong PINs there is a pause. If you forgot yours, the manager gives you another.
lock-by-opening = Type your staff id and PIN.
lock-by-key = The screen is locked. Nothing of the customer is shown.
lock-by-idle = Nobody pressed a key, so the screen locked itself. Nothing of the customer is shown.
lock-customer-kept = The customer being served is kept.
lock-wiped = Nobody came back for long, so the customer being served was wiped.
lock-checking = Checking...
lock-pause = The staff id or the PIN was wrong, too often. Please wait; { $time } left.
lock-nobody = No staff is registered, so nobody can be served. Register the first manager: type this in a terminal of this machine.
lock-nobody-example = Put the manager's id and name for 1001 and 山田. The PIN is asked for afterwards.
lock-practice = For practice the staff id is { $id } and the PIN { $pin }.
key-lock = lock
key-unlock = go on
key-sign-in = sign in
key-another-staff = someone else
key-look-again = look again
field-staff-id = Staff id
field-pin = PIN
hint-staff-id = Type your staff id and press Enter.
hint-pin = Type your PIN and press Enter.
advice-lock = Type your staff id, then your PIN, each with Enter. To take over press Esc and type your own id.
advice-lock-listed = Choose your name with the arrows and press Enter, then type your PIN and press Enter. You may type your id too.
advice-lock-open = Press Enter to go back to the counter.
advice-lock-nobody = Press Enter once that is done.
advice-no-sign-in = No staff is registered, so nobody signs in. That is possible only while the service is on this machine.
notice-sign-in-wrong = The staff id or the PIN is wrong. Type them again.
notice-quit-locked = A customer is being served, so the program stays open. Sign in first.
notice-wiped = Nobody came back for long, so the customer was wiped. Please start again.

## Registering staff
staff-id-form = A staff id has 1 to 32 letters or digits, and only - _ . besides. Type another one.
staff-id-taken = The staff id { $id } is taken. Choose another one (those of disabled members stay taken).
staff-name-form = Type a name of at most 40 characters.
staff-pin-not-digits = A PIN has 4 to 12 digits. Type another one.
staff-pin-trivial = That PIN is guessed too easily (like 0000, 1234, 1212 or the staff id). Choose another one.
staff-pin-no-hash = pin is not the hash of a PIN (argon2id). Set it with: kiosk staff reset-pin { $id }
staff-unknown = Nobody has the staff id { $id }. See: kiosk staff list
staff-unknown-near = Nobody has the staff id { $id }. Is it { $near }?
staff-last-manager = Without this member nobody could manage the kiosk. Add another manager first.
staff-not-writable = { $file } can not be written ({ $why }). Do it as a user who may, or with sudo.
staff-file-open = Other users can read or write { $file }, or it belongs to someone else. Close it: chmod 600 { $file } (640 where its group is to read it).
staff-system = The PIN could not be hashed. See that there is memory, and try again.
staff-no-terminal = There is no terminal to ask for a PIN. Run this in one, or pass the PIN with --pin-stdin.
staff-ask-pin = New PIN (4 to 12 digits, not shown):
staff-ask-pin-again = Once more:
staff-pins-differ = The two differ. Start again.
staff-added = { $id } { $name } is registered.
staff-disabled = { $id } { $name } can not sign in any more.
staff-enabled = { $id } { $name } can sign in again.
staff-pin-reset = { $id } { $name } has another PIN.
staff-not-noted = Changed, but it could not be noted in the audit trail.
staff-none = No staff is registered. The first manager is added by: { $command }
staff-is-enabled = enabled
staff-is-disabled = disabled

# kiosk check
check-name-staff = Staff
check-staff-ok = { $count } members can sign in.
check-staff-open = No staff is registered, so the counter opens without signing in. That is possible only while the service is on this machine. To register: { $command }
check-staff-none = Nobody can sign in, so nobody can be served. Register the first manager: { $command }
check-staff-no-manager = There is no manager, so nobody can open the manager's screens. To register one: { $command }
