# What the command line says
cli-no-temporary-folder = No temporary folder can be made. Is /tmp writable, and is there room?
cli-already-open = Another counter is open on this data folder. Close it, or name another folder with --data.
cli-system = The terminal or the system did not do what was needed ({ $why }). Start it in an ordinary terminal window.
runtime-panic = The counter stopped unexpectedly. Saved cases are safe. Start kiosk again and tell the manager (details are in logs of the data folder).
input-text-file = A text file can not be read: { $why }. Correct it, or remove that file.
input-environment = The environment variable { $variable } does not fit the setting ({ $why }). Correct or remove it.
notice-reservation-unknown = There is no such reservation. Check the code, or empty it and press Enter.
notice-reservation-no-answer = The reservation could not be asked for. Try again, or empty the code and type the order.
notice-reservation-not-let-in = The service does not know this machine. Tell the manager, and serve without the reservation.
notice-recipient-mismatch = The service's key differs from the setting. Cases are still sent, but tell the manager.
sending-error = { $code ->
    [unreachable] The service can not be reached. Look at the network.
    [connection-lost] The connection broke off.
    [timed-out] The service does not answer.
    [tls-refused] What answers can not prove that it is the service. Tell the manager.
    [not-a-receipt] Something else than the service answered. Is this a Wi-Fi that wants a login?
    [http-401] The service does not know this machine. Look at the token (401).
    [http-403] The service does not know this machine. Look at the token (403).
    [http-404] What answers takes no cases. Look at url in kiosk.toml (404).
    [http-409] The service has another case under the same number (409).
    [http-413] The photographs are too large for the service (413).
    [http-415] The service does not take this format (415).
    [http-422] The service did not accept what the case says (422).
    [http-429] The service is busy (429).
    [http-500] The service has a fault (500).
    [http-502] The service has a fault (502).
    [http-503] The service is down for a while (503).
    [http-504] The service has a fault (504).
    [secret-file] The token's file can not be read. Run kiosk check.
    [not-json] The answer can not be read. Look at url in kiosk.toml.
    [damaged] The saved case is damaged. The customer has to begin again.
   *[other] Reason: { $code }
}
sending-reason-unknown = Reason code of the service: { $code }
advice-clock-skew = This machine's clock is { $seconds } seconds off the service's. Tell the manager.
runtime-damage = The stored file was damaged and is now { $file }. { $kept } unsent cases were carried over, { $lost } can not be sent. Tell the manager.
cli-sandbox = The sandbox service can not be started ({ $why }).
cli-not-written = { $path } can not be written ({ $why }). Name another place.

# kiosk check
check-pass = [pass]
check-warn = [warn]
check-fail = [fail]
check-name-settings = Settings
check-name-policy = Rules
check-name-terminal = Terminal
check-name-camera = Camera
check-name-models = text models
check-name-data = Data folder
check-name-queue = Queue
check-name-audit = Audit trail
check-name-service = Service
check-name-key = Key
check-name-clock = Clock
check-name-texts = Texts
check-name-durability = Writing
check-name-permissions = Permissions
check-texts-ok = All sentences are there in Japanese and English.
check-terminal-width-ok = Japanese characters have their width.
check-terminal-width = Japanese characters do not have their width ({ $have } columns in place of { $wanted }). Look at the terminal's setting for wide characters and at its font.
check-terminal-silent = The terminal answers no questions, so that the width of Japanese is not known. Another terminal is better.
check-terminal-pictures = Photographs are shown sharply ({ $protocol }).
check-terminal-no-pictures = This terminal shows no pictures, so that photographs are drawn in coarse characters. One with sixel or kitty (foot, for example) is better.
check-durability-ok = What is written is on the disk after { $ms } milliseconds.
check-durability-slow = It takes { $ms } milliseconds until something is on the disk. Look at the disk, or name another folder with --data.
check-durability-memory = { $dir } is in memory only and gone after a power cut. Name a folder on a disk with --data.
check-permissions-ok = The files with keys and settings are safe from others.
check-permissions-data = Others can open { $file }. Close it with: chmod 700 { $file }
check-permissions-owner = { $file } belongs to another user. Run this as the user of the counter.
check-permissions-write = Anybody can change { $file }. Close it with: chmod o-w { $file }
check-settings-ok = kiosk.toml in { $dir } has no mistakes.
check-settings-empty = In kiosk.toml in { $dir }, { $keys } are empty. Fill them in before real work.
check-policy-ok = Today's rules are { $policy }.
check-policy-wrong = The rules have { $count } mistakes. kiosk policy check tells where and how to correct them.
check-terminal-none = Not a terminal's screen, so its size and colours are not known. Run this on the counter's screen.
check-terminal-small = The screen has { $have } cells only. Widen it to { $needed } or make the letters smaller.
check-terminal-locale = The character set does not seem to be UTF-8. Set LANG=ja_JP.UTF-8.
check-terminal-colours = { $have }. With few colours the live picture is coarse; a terminal with 24-bit colour (COLORTERM=truecolor) is better.
check-terminal-ok = { $have }, 24-bit colour.
check-camera-ok = { $camera } ({ $mode })
check-models-ok = The models are complete: text is read and photographs are searched for My Numbers.
check-data-ok = { $dir } has room for { $cases } customers or more.
check-data-few = { $dir } has room for { $cases } customers only. Delete files that are not needed.
check-data-full = { $dir } has no room, so that nobody can be served. Delete files that are not needed, or send what waits (kiosk queue send).
check-queue-waiting = { $count } cases wait to be sent. They go by themselves once there is a connection (kiosk queue list).
check-service-ok = { $url } answers.
check-service-silent = { $url } does not answer ({ $why }). Check the line and url under [central] of kiosk.toml. Customers can be served; their cases go once there is a connection.
check-key-ok = It is the service's.
check-clock-ok = { $seconds } seconds beside the service's.

# How a command is written
usage-unknown-argument = There is no option { $argument }. See the usage below, or kiosk --help.
usage-unknown-command = There is no command { $name }. kiosk --help lists them.
usage-no-command = A command is missing. Choose one from the usage below.
usage-missing = { $argument } is missing. Give it as the usage below shows.
usage-no-value = { $argument } needs a value: write it behind it.
usage-value = { $argument } can not be "{ $value }". --help says how it is written.
usage-conflict = { $argument } does not go with another option given. Use one of the two.
usage-other = The command is not written correctly. See the usage below, or kiosk --help.
