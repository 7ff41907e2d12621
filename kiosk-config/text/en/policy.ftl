# Words of the rules: services, documents, sides
service-voice-sim = voice SIM
service-voice-esim = voice eSIM
service-sms-sim = data SIM with SMS
service-data-sim = data SIM
service-supply-device = device (supply service)

document-drivers-license = driver's licence
document-individual-number-card = My Number card
document-japanese-passport = Japanese passport
document-health-insurance-card = health insurance card
document-eligibility-certificate = certificate of eligibility (health insurance)
document-special-permanent-resident-certificate = special permanent resident certificate
document-residence-card = residence card
document-specific-residence-card = specific residence card
document-alien-registration-certificate = alien registration certificate
document-basic-resident-register-card = basic resident register card
document-driving-history-certificate = driving history certificate
document-physical-disability-handbook = physical disability handbook
document-mental-disability-handbook = mental disability handbook
document-rehabilitation-handbook = rehabilitation handbook
document-mofa-identity-card = identity card of the Ministry of Foreign Affairs
document-certificate-of-residence = certificate of residence
document-utility-receipt = utility receipt
document-housing-certificate = housing certificate
document-individual-number-notification-card = My Number notification card
document-international-license = international driving permit
document-student-card = student card
document-employee-card = employee card
document-foreign-passport = foreign passport
document-copy-of-document = copy of a document
document-document-on-screen = document on a screen

side-front = front
side-back = back
side-photo-page = page with the photograph
side-address-page = page with the address
side-page-1 = page 1
side-page-2 = page 2

# Refused documents: why, and what to bring instead
refused-health-insurance-card = Health insurance cards ended as identity documents on 2025-12-01. Ask for a My Number card, or a certificate of eligibility with an auxiliary document.
refused-alien-registration-certificate = Alien registration certificates ended on 2015-07-08. Ask for a residence card or a special permanent resident certificate.
refused-basic-resident-register-card = Basic resident register cards ended on 2025-12-31. Ask for a My Number card or another document.
refused-individual-number-notification-card = A notification card is no identity document. It shows the number: do not photograph it, give it back, and ask for a My Number card or another document.
refused-international-license = An international driving permit is not accepted. Ask for a Japanese driver's licence or a residence card.
refused-student-card = A student card is not accepted. Ask for a document of the list, such as a driver's licence or a My Number card.
refused-employee-card = An employee card is not accepted. Ask for a document of the list, such as a driver's licence or a My Number card.
refused-foreign-passport = A foreign passport is not accepted. Ask for a residence card or a special permanent resident certificate.
refused-copy-of-document = A copy is not accepted. Ask for the original document.
refused-document-on-screen = A document on a screen is not accepted. Ask for the original document.

# What a document needs
need-auxiliary = an auxiliary document ({ $kinds })
need-valid = still valid
need-photo = with a photograph
need-address = with an address
need-address-or-auxiliary = an auxiliary document unless it shows the current address
need-auxiliary-if-changed = an auxiliary document if a change is noted on the back
need-issued-since = issued on or after { $limit }
need-issuer = issued by a prefectural public safety commission
need-chip = its chip read
need-masking = to be covered on the screen, after the shot: { $masks }
need-masking-short = parts to be covered
need-issued-since-short = a limit on its issue date
need-sides-never = never photographed: { $sides }

# What the rules decide
policy-document-ended = { $document } has ended as an identity document. Ask for another document of the list.
policy-document-not-yet = { $document }: accepted from { $from } on. Ask for another document of the list.
policy-document-not-for-service = For { $service }, { $document } is not accepted. Ask for one of: { $listed }.
policy-none-in-force = No policy covers { $on } ({ $channel }). The nearest: { $near }. Check the date, or the files in kiosk-config/policy.
policy-none = There are no policy files ({ $dir }). Put .toml files into the policy folder.
policy-variants-wrong = The file of variant characters is wrong ({ $why }). Correct it.

# Mistakes in policy files
policy-id-twice = "{ $id }" is used twice. Keep one of them.
policy-wrong-id = "{ $id }" can not be an id. Use small letters, digits and hyphens.
policy-unknown-id = "{ $id }" is not defined in this file. Defined are: { $known }
policy-unknown-id-near = "{ $id }" is not defined in this file. Did you mean "{ $near }"?
policy-until-before-from = The last day (until) is before the first (from). Correct the days.
policy-ages = oldest_age must be more than youngest_age.
policy-device-let-through = No counter policy can let a device through. Set terms to "refused-at-counter".
policy-not-a-device = "refused-at-counter" is for supply-device at a counter only. Use "not-offered" for a service that is not to be had.
policy-lists-refused = "{ $id }" is a refused document. Take it off this list or change its accept.
policy-refused-as = refused_as is one of document-not-on-list, document-ended, original-required.
policy-not-refused = refused_as is only for a document with accept = "refused". Change one of them.
policy-side-never = No picture of "{ $side }" of this document may exist. Remove it from sides.
policy-never-accepted-dates = With these days the document is never accepted. Correct the days, or set accept to "refused".
policy-never-accepted-auxiliary = There is no auxiliary that it takes, so it is never accepted. Correct auxiliaries, or set accept to "refused".
policy-never-accepted-issuers = The list of issuers is empty, so it is never accepted. Add issuers.
policy-no-picture = No side is always photographed. Give one side required_when = ["always"].

# Checking policies
policy-warning-overlap = { $first } and { $second } overlap ({ $from } to { $until }). Correct until or from.
policy-warning-hole = Between { $first } and { $second } there are days without rules ({ $from } to { $until }). Correct until or from.
policy-warning-assumption = { $id } rests on assumptions. Replace it when the official list arrives.
policy-warning-announced = { $id } rests on an announcement. Confirm it before { $from }.
policy-warning-changes = In { $days } days, on { $from }, the rules change to { $id }. See what changes with kiosk policy list.
policy-warning-ends = The rules end on { $until } and none follow. Prepare the next policy file.
policy-warning-no-text = "{ $id }" has no name in the text files. Add a line "{ $id } = ..." to text/ja/policy.ftl and to text/en/policy.ftl.
policy-warning-no-document = No document is accepted for { $service } ({ $policy }). Correct documents.

# Showing policies
policy-provenance-published = published
policy-provenance-assumption = assumption
policy-provenance-announced = announced
policy-heading-list = Documents that the counter accepts: { $on } ({ $id }, { $provenance })
policy-heading-list-web = Documents that the web accepts: { $on } ({ $id }, { $provenance })
policy-group-alone = Accepted alone
policy-group-auxiliary = Accepted with an auxiliary document
policy-group-refused = Not accepted
policy-group-services = Services
policy-group-auxiliaries = Auxiliary documents
policy-group-sources = Sources
policy-terms-identity-required = identity verification required
policy-terms-no-identity = no identity verification
policy-terms-not-offered = not offered
policy-terms-refused-at-counter = refused at the counter
policy-next = Next change: { $id } from { $from }
policy-next-none = No change is planned.
policy-change-now-accepted = accepted from then on: { $document }
policy-change-no-longer-accepted = no longer accepted: { $document }
policy-change-now-alone = then accepted alone: { $document }
policy-change-now-auxiliary = then needs an auxiliary document: { $document }
policy-change-needs = { $document } then also needs: { $needs }
policy-change-terms = { $service }: { $before }, then { $after }
policy-picture-required = always photographed: { $sides }
policy-picture-optional = photographed where needed: { $sides }
policy-auxiliary-months = issued within { $months } months
policy-auxiliary-utilities = receipts for electricity, city gas or water; no invoices, not paid by credit card
policy-auxiliary-named-only = only with documents that name it
policy-check-ok = The policy files are in order ({ $count } of them).
policy-from-until = { $from } to { $until }
policy-from-open = from { $from }
policy-unknown-document = There is no document "{ $id }". See the list with kiosk policy list.
policy-unknown-document-near = There is no document "{ $id }". Did you mean "{ $near }"?

# Showing an assessment
assess-verdict-accept = This can go on.
assess-verdict-needs = Nearly there: something is still needed.
assess-verdict-refuse = This can not go on as it is.
assess-policy = Rules: { $policy }, day: { $on }
assess-no-identity = No identity verification is needed.
assess-shots = Pictures to take
assess-shot-required = { $document }, { $side } (required)
assess-shot-optional = { $document }, { $side } (where needed)
side-page-3 = page 3
side-page-4 = page 4
side-page-5 = page 5
