# 受付: コードの読み取り、回線ごとの内容、18 歳未満の方

## キー
key-scan = QR
key-scan-sim = SIM 読取
key-stop = 読み取りをやめる
key-lines = 回線ごと
key-guardian-signs = 保護者が契約者
key-correct-entry = 入力を直す

## コードの読み取り
title-scan-reservation = 予約コードの読み取り
title-scan-package = SIM パッケージの読み取り
advice-scan-reservation = お客様のスマートフォンの QR コードをカメラの下に置いてください。読み取ると予約を呼び出します。コードはそのまま入力もできます。
advice-scan-package = SIM パッケージのバーコードをカメラの下に置いてください。番号は「回線ごと」の画面で入力もできます。
help-scan-reservation = 予約の QR コードがカメラに写ると自動で読み取ります。画面を明るくし、照明が映り込まないように置いてください。1 分たつとカメラは止まります。何か入力すると読み取りをやめ、その文字が予約コードの欄に入ります。
help-scan-package = SIM パッケージのバーコード（8981 で始まる 19 桁か 20 桁の番号）を読み取り、番号の検査数字を確かめます。複数の回線があれば続けて次の SIM を読み取ります。1 分たつとカメラは止まります。
scan-no-reservation = 予約コードの QR コードではありません。予約完了の画面かメールの QR コードをお願いしてください。
scan-no-package = SIM の番号として正しくありません。バーコードの汚れや、別のバーコードでないかを確かめてください。
scan-package-again = この SIM は読み取り済みです。別の SIM パッケージを置いてください。
notice-scan-timeout = 1 分のあいだ読み取れなかったため、カメラを止めました。F4 でもう一度読み取るか、コードを入力してください。
notice-no-sim-wanted = 番号を読み取る SIM パッケージはありません。
notice-sim-read = SIM の番号を読み取りました。

## 回線ごと
title-lines = 回線ごとの内容
title-line = 回線
advice-lines = 利用者がご契約者と違う回線、MNP の回線があれば番号で選びます。なければそのまま Enter で進みます。
advice-line = 当てはまる欄だけ入力します。空のままなら、ご契約者が新しい番号で使います。
advice-mnp-days = MNP 予約番号の有効期限は、今日を含めてあと { $days } 日です。
advice-mnp-few-days = MNP 予約番号の有効期限は、今日を含めてあと { $days } 日しかありません。今日のうちに開通しないときは、予約番号の取り直しをご案内ください。
advice-sim-open = SIM パッケージをお渡しするときは、F4 でバーコードを読み取ります。
help-lines = ご注文の回線の一覧です。番号を押すと、その回線の利用者、MNP（電話番号の引き継ぎ）、SIM の番号を入力できます。F4 で SIM パッケージのバーコードを続けて読み取れます。何も入力しなければ、ご契約者が新しい番号で使います。
help-line = 利用者はご契約者と違うときだけ入力します。MNP 予約番号は 10 桁で、発行日を含めて 15 日間有効です。電話番号の名義はご契約者と同じである必要があります。違うときは、今の携帯電話会社で名義を変えてからお申し込みください。F4 で SIM パッケージのバーコードを読み取れます。
lines-how = 番号で選んで入力します。そのままでよければ Enter。
line-name = { $service } { $number }
line-applicant-uses = ご契約者
line-user = { $name } 様
line-mnp = MNP あと { $days } 日
line-sim = SIM 末尾 { $last }
line-no-sim = SIM まだ
line-mnp-expired = MNP 予約番号の有効期限が過ぎています。今の携帯電話会社で予約番号を取り直してください。
line-mnp-too-far = MNP 予約番号の有効期限は、発行日を含めて { $days } 日を超えません。日付を確かめてください。
line-mnp-holder-differs = 電話番号の名義がご契約者と違います。今の携帯電話会社で名義をご契約者に変えてから予約番号を取ってください。
field-user-name = 利用者の氏名
field-user-kana = 利用者（カナ）
field-user-birth-date = 利用者の誕生日
field-mnp-number = MNP 予約番号
field-mnp-expires-on = MNP 有効期限
field-mnp-phone = 移す電話番号
field-mnp-holder = MNP の名義
field-sim-package = SIM の番号
hint-user-name = ご契約者と違うときだけ、利用者の姓と名を入力してください。
hint-user-kana = 利用者の姓と名をカタカナで入力してください。
hint-user-birth-date = 利用者の生年月日です。例: 20120401、平成24年4月1日
hint-mnp-number = 今の携帯電話会社で取った 10 桁の予約番号です。新しい番号なら空のまま。
hint-mnp-expires-on = 予約番号と一緒に知らされた有効期限です。例: 20261205
hint-mnp-phone = 引き継ぐ携帯電話の番号です。070、080、090 などで始まる 11 桁です。
hint-mnp-holder = 今の契約の名義です。ご契約者と同じなら空のまま。違う名義では受け付けられません。
hint-sim-package = お渡しする SIM パッケージの番号（8981 で始まる 19 桁か 20 桁）です。F4 で読み取れます。

## 18 歳未満の方
dialog-minor-title = ご契約者の年齢
dialog-minor-text = ご契約者になれるのは { $years } 歳以上の方です。保護者の方がご一緒なら、保護者の方をご契約者、このお客様を利用者として受け付けられます。Enter を押すと、入力したお名前を 1 回線目の利用者に移し、保護者の方の入力に進みます（本人確認書類も保護者の方のものです）。ご一緒でなければ、保護者の方とのご来店か、保護者の方のお名前でのウェブのお申し込みをご案内ください。生年月日の誤りなら Esc で直します。
notice-minor-is-user = お客様を利用者にしました。ご契約者となる保護者の方を入力してください。住所も確かめてください。
