# Taking a customer in: codes, single lines, minors

## Keys
key-scan = QR
key-scan-sim = read SIM
key-stop = stop reading
key-lines = lines
key-guardian-signs = guardian signs
key-correct-entry = correct it

## Reading a code
title-scan-reservation = Reading the reservation code
title-scan-package = Reading the SIM package
advice-scan-reservation = Put the QR code on the customer's phone under the camera. The reservation is loaded once it is read. The code can be typed as well.
advice-scan-package = Put the bar code of the SIM package under the camera. The number can be typed in the lines as well.
help-scan-reservation = A QR code of a reservation is read by itself once the camera sees it. Turn the phone's brightness up and keep lamps out of its screen. The camera goes off after a minute. Whatever you type ends the reading and goes into the field for the code.
help-scan-package = The bar code (19 or 20 digits that begin with 8981) is read and its check digit looked at. With several lines the next SIM follows at once. The camera goes off after a minute.
scan-no-reservation = This is not the QR code of a reservation. Ask for the one on the page or in the mail that confirms it.
scan-no-package = This is no right number of a SIM. Is the bar code dirty, or another one?
scan-package-again = This SIM was read already. Put another package down.
notice-scan-timeout = Nothing was read for a minute, and the camera is off. Press F4 to try again, or type the code.
notice-no-sim-wanted = No SIM package is to be read here.
notice-sim-read = The number of the SIM was read.

## Single lines
title-lines = The single lines
title-line = Line
advice-lines = Choose a line by number if someone else uses it or its phone number comes along (MNP). Otherwise just press Enter.
advice-line = Fill in only what applies. Left empty, the applicant uses the line under a new number.
advice-mnp-days = The MNP number is valid for { $days } more days, today included.
advice-mnp-few-days = The MNP number is valid for only { $days } more days, today included. If the line is not opened today, the customer should get a new one.
advice-sim-open = When a SIM package is handed over, read its bar code with F4.
help-lines = The lines that are ordered. A number opens a line: its user, the phone number that comes along (MNP), the number of its SIM. F4 reads the bar codes of the SIM packages one after another. Left as it is, the applicant uses each line under a new number.
help-line = The user only where it is not the applicant. An MNP number has 10 digits and is valid for 15 days, the first one included. The phone number must be in the applicant's name; otherwise the name is changed at the present company first. F4 reads the bar code of the SIM package.
lines-how = Choose a line by number. Enter if all may stay as it is.
line-name = { $service } { $number }
line-applicant-uses = the applicant
line-user = user { $name }
line-mnp = MNP { $days } days
line-sim = SIM ..{ $last }
line-no-sim = no SIM yet
line-mnp-expired = The MNP number is past its last day. The customer gets a new one from the present company.
line-mnp-too-far = An MNP number is valid for { $days } days at most, the first one included. Check the date.
line-mnp-holder-differs = The phone number is not in the applicant's name. It must be changed at the present company before a new MNP number is taken.
field-user-name = User
field-user-kana = User (kana)
field-user-birth-date = User born on
field-mnp-number = MNP number
field-mnp-expires-on = MNP valid until
field-mnp-phone = Phone number
field-mnp-holder = MNP holder
field-sim-package = SIM number
hint-user-name = Family and given name of the user, only where it is not the applicant.
hint-user-kana = The user's family and given name in katakana.
hint-user-birth-date = The user's birth date, for example 20120401 or 平成24年4月1日
hint-mnp-number = The 10 digits that the present company gave out. Leave it empty for a new phone number.
hint-mnp-expires-on = The last day that came with the MNP number, for example 20261205
hint-mnp-phone = The mobile number that comes along: 11 digits that begin with 070, 080 or 090.
hint-mnp-holder = In whose name the present contract is. Leave it empty if it is the applicant's; another name can not be taken.
hint-sim-package = The number of the SIM package (19 or 20 digits that begin with 8981). F4 reads it.

## Minors
dialog-minor-title = The applicant's age
dialog-minor-text = The applicant must be { $years } or older. If a parent or guardian is here, they sign as the applicant and this customer is the user: Enter makes them the user of the first line and goes on to the guardian, whose identity document is needed. If not, suggest to come back together, or an application on the web in the guardian's name. Esc corrects a mistyped birth date.
notice-minor-is-user = The customer is the user now. Enter the parent or guardian who signs, and check the address.
