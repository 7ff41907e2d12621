# 受付の画面

## 枠
frame-too-small = 画面が小さすぎます（現在 { $have }）。ウィンドウを { $columns } 桁 { $rows } 行以上に広げてください。入力した内容は残っています。
frame-practice = 練習
frame-no-policy = 規則なし
frame-waiting = 未送信 { $count }
service-state-unknown = 通信 確認中
service-state-up = 通信 良好
service-state-down = 通信 不通
service-state-paused = 通信 停止
camera-state-off = カメラ 休止
camera-state-opening = カメラ 準備中
camera-state-live = カメラ 撮影中
camera-state-trouble = カメラ 異常

## 手順
stage-reception = 受付
stage-applicant = 契約者
stage-document = 書類
stage-capture = 撮影
stage-confirm = 確認
stage-sending = 送信

## キー
key-start = 受付開始
key-quit = 終了
key-next = 次へ
key-back = 戻る
key-help = ヘルプ
key-language = English
key-end = やめる
key-end-now = 消去して終える
key-go-on-serving = 受付を続ける
key-close = 閉じる
key-add = 追加
key-less = 減らす
key-field = 次の欄
key-choose = 選ぶ
key-same = 登録と同じ
key-shoot = 撮影
key-skip = 省く
key-skipped = 省いた面
key-loupe = 拡大
key-sample = 次の見本
key-use = この写真を使う
key-retake = 撮り直し
key-send = 送信
key-next-customer = 次のお客様へ

## 題
title-start = いらっしゃいませ
title-order = ご注文
title-applicant = ご契約者
title-document = 本人確認書類
title-primary = 書類の記載
title-auxiliary = 補助書類の記載
title-capture = 撮影
title-review = 写真の確認
title-confirm = 送信前の確認
title-sending = 送信

## 右の欄
advice-title = 次にすること
severity-block = 不可
severity-need = 要対応
severity-confirm = 要確認
advice-start = 予約コードがあれば入力して Enter。なければサービスの番号（1 から 5）か Enter で受付を始めます。
advice-order = ご希望のサービスを番号で選び、Enter で進みます。
advice-applicant = お客様の登録内容を、書類のとおりの文字で入力します。Enter で次の必須の欄へ進みます。
advice-document = お持ちの書類を選びます。受け付けられない書類には理由が出ます。
advice-primary = 書類を見て、印字のとおりに入力します。登録と同じなら F5 で写せます。
advice-auxiliary = 補助書類の種類を選び、Enter で撮影すると読み取ります。氏名と現住所が載っている必要があります。
advice-capture = 書類を枠に合わせ、光の反射がないことを確かめて Enter で撮影します。
advice-capture-optional = この面は省けます。裏面に記載がなければ S を押してください。
advice-review = 文字がはっきり読めるか、欠けや反射がないかを見てください。よければ Enter。
advice-review-retake = このままでは使えません。R で撮り直してください。
advice-review-override = この写真を使うときは理由を番号で選びます（監査記録に残ります）。1 文字はすべて読める、2 実物を目で確かめた、3 機械の判定違い。
advice-confirm = 内容をお客様と確かめ、Enter で送信します。写真は番号で撮り直せます。
advice-no-identity = このご注文には本人確認書類は要りません。
advice-sending = 暗号化して保存してから送ります。保存が済めば電源が切れても失われません。
advice-policy-assumption = 規則 { $policy } は公表資料に基づかない想定です。店長の確認が要ります。
advice-policy-changes = { $on } から規則 { $policy } に変わります。
advice-simulated = 練習中です。カメラは見本の画像、送信先は練習用です。

## 受付開始
start-welcome = お客様がいらしたら始めてください。
start-or-service = 予約がなければ、サービスの番号で始めます。
start-loading = 予約を問い合わせています...

## 注文
order-how = 番号か矢印で選び、+ と - で数を変えます。端末（スマートフォン）は店頭では受け付けられません。

## 入力欄
form-required = （必須）
form-optional = （任意）
form-yes = はい
form-no = いいえ
form-complaint = この欄を確かめてください。
field-reservation = 予約コード
field-family-name = 姓
field-given-name = 名
field-family-kana = 姓（カナ）
field-given-kana = 名（カナ）
field-family-roman = 姓（ローマ字）
field-given-roman = 名（ローマ字）
field-birth-date = 生年月日
field-postal-code = 郵便番号
field-address = 住所
field-phone = 電話番号
field-email = メール
field-printed-name = 氏名
field-printed-birth-date = 生年月日
field-printed-address = 住所
field-expires-on = 有効期限
field-issued-on = 交付日、発行日
field-issuer = 発行者
field-has-photo = 顔写真あり
field-shows-address = 住所の記載あり
field-address-on-back = 裏面に変更あり
field-renewal-pending = 更新の申請中
field-dependant = 被扶養者
field-chip-read = IC 読取済み
field-original = 原本
field-auxiliary-document = 補助書類
field-utility = 公共料金の種類
field-receipt-kind = 領収か請求か
field-paid-by = 支払い方法
hint-reservation = お客様の予約コードです。なければ空のまま Enter を押してください。
hint-family-name = 書類のとおりの姓を入力してください。
hint-given-name = 書類のとおりの名を入力してください。
hint-family-kana = 姓をカタカナで入力してください。ひらがなや半角は自動で直ります。
hint-given-kana = 名をカタカナで入力してください。ひらがなや半角は自動で直ります。
hint-family-roman = 書類にローマ字の氏名があるときだけ、英字で入力してください。
hint-given-roman = 書類にローマ字の氏名があるときだけ、英字で入力してください。
hint-birth-date = 例: 19900401、平成2年4月1日、H2.4.1
hint-postal-code = 7 桁の郵便番号です。例: 101-0021
hint-address = 現住所を、部屋番号まで入力してください。
hint-phone = 日中つながる番号です。市外局番から 10 桁、携帯電話は 11 桁で入力してください。
hint-email = name@example.jp の形で入力してください。
hint-printed-name = 書類に印字された氏名をそのまま入力してください。
hint-printed-birth-date = 書類に印字された生年月日です。和暦のままで構いません。
hint-printed-address = 書類に載っている今の住所です。裏面に変更があればその住所。住所の記載がなければ空のまま。
hint-expires-on = 例: 2027-08-09、令和9年8月9日まで有効。記載がなければ空のまま。
hint-issued-on = 例: 令和4年5月1日。記載がなければ空のまま。
hint-issuer = 発行した役所や公安委員会の名前。例: 東京都公安委員会
hint-has-photo = 本人の顔写真が書類にあれば「はい」。スペースで切り替えます。
hint-shows-address = 住所が載っていれば「はい」。スペースで切り替えます。
hint-address-on-back = 住所や氏名の変更が裏面に書かれていれば「はい」。スペースで切り替えます。
hint-renewal-pending = 在留期間の更新を申請中なら「はい」。スペースで切り替えます。
hint-dependant = 保険証の被扶養者なら「はい」。スペースで切り替えます。
hint-chip-read = 別の機器で IC チップを読み取ったら「はい」。スペースで切り替えます。
hint-original = コピーではなく原本なら「はい」。スペースで切り替えます。
hint-auxiliary-document = 左右の矢印か番号で選んでください。
hint-utility = 電気、都市ガス、水道だけが使えます。左右の矢印か番号で選んでください。
hint-receipt-kind = 請求書は使えません。左右の矢印か番号で選んでください。
hint-paid-by = クレジットカード払いは使えません。左右の矢印か番号で選んでください。
choice-certificate-of-residence = 住民票
choice-utility-receipt = 公共料金の領収書
choice-housing-certificate = 住居証明書
choice-electricity = 電気
choice-city-gas = 都市ガス
choice-water = 水道
choice-propane = プロパンガス
choice-other = その他
choice-receipt = 領収書
choice-invoice = 請求書
choice-cash = 現金
choice-bank-transfer = 口座振替
choice-convenience-store = コンビニ払い
choice-credit-card = クレジットカード

## 書類の一覧
entry-alone = 可　　　
entry-with-auxiliary = 補助書類
entry-refused = 不可　　
list-more-above = ... 上に { $count } 件
list-more-below = ... 下に { $count } 件

## 撮影
shot-done = 済
shot-now = 今
shot-open = これから
shot-optional = 任意
capture-opening = カメラを準備しています...
capture-steady = そのまま動かさないでください
capture-taking = 撮影して調べています...
review-no-picture = 写真を表示できません。R で撮り直してください。

## 確認
confirm-order = ご注文
confirm-applicant = ご契約者
confirm-photos = 写真

## 送信
sending-done = [済]   {""}
sending-now = [今]   {""}
sending-later = [まだ] {""}
sending-stuck = [待ち] {""}
sending-failed = [不可] {""}
sending-sealed = 暗号化してこの機械に保存
sending-delivered = センターへ送信
sending-verdict = 審査の結果
sending-wait = 保存しています。電源を切らないでください。
sending-safe = 保存しました。電源が切れても失われません。センターへ送っています。
sending-waiting = 保存しました。つながりしだい自動で送ります。お客様にはお待ちいただくか、次の方を受け付けられます。
sending-receipt = 受付番号 { $number }
sending-in-review = センターに届きました。審査中です。
sending-accepted = 審査に通りました。お客様に受付番号をお伝えください。
sending-rejected = 審査で差し戻されました。
sending-refused = センターが受け付けませんでした。店長に知らせてください。

## 一言
notice-quit-from-start = 受付中は終了できません。F9 で受付を終えてから Ctrl+Q を押してください。
notice-sealing = 保存しています。終わるまでお待ちください。
notice-no-policy = 今日の規則がありません。店長に知らせ、kiosk-config/policy を確かめてください。
notice-incomplete = まだ足りないものがあります。右の欄のとおりに直してください。
notice-order-empty = サービスを 1 つ以上選んでください。
notice-camera-not-ready = カメラの準備ができていません。映像が出てから撮影してください。
notice-side-required = この面は省けません。撮影してください。
notice-retake = この写真は使えません。R で撮り直してください。
notice-no-frame = カメラから画像が届きませんでした。もう一度 Enter を押してください。

## 小窓
dialog-help-title = ヘルプ
dialog-end-title = 受付をやめますか
dialog-end-text = 入力した内容と写真をすべて消します。元には戻せません。
help-start = サービスの番号（1 から 5）を押すと、そのご注文で受付が始まります。予約コードを入力して Enter を押すと、ご注文とご契約者が自動で入ります。数字で始まるコードは、先にスペースを押してから入力してください。端末を含む予約は店頭では受け付けられません。
help-order = サービスの番号を押すと 1 つ増えます。矢印で選んで + と - でも変えられます。端末（スマートフォン）は店頭では注文できず、ウェブでのご注文になります。SIM だけなら受け付けられます。
help-applicant = Enter で次の必須の欄へ進み、任意の欄は飛ばします。Tab ならすべての欄を順に回ります。登録は書類と同じ文字で行います。! の付いた欄は直す必要があります。ひらがなのフリガナ、全角の数字、ハイフンは欄を離れるときに自動で直ります。
help-document = お客様がお持ちの書類を番号か矢印で選びます。補助書類と出るものは、もう 1 点の書類が要ります。不可の書類を選ぶと理由と代わりの書類が出ます。
help-primary = 写真から読み取った内容は [読取] と出ます。書類と見比べ、Enter で 1 つずつ、F4 ですべて確認します。違えば入力し直してください。F5 で登録の氏名、生年月日、住所を写せます。
help-auxiliary = 発行から 3 か月以内の住民票か、電気、都市ガス、水道の領収書を確かめます。氏名と現住所が載っている必要があります。
help-capture = 書類を枠に合わせて置き、Enter で撮影します。F7 で拡大します。照明が映り込むときは書類を少し動かしてください。マイナンバーが見える面は撮影しないでください。
help-review = 送られる写真そのものです。文字が読めて、欠け、ぼけ、反射がなければ Enter。撮り直すときは R を押します。
help-confirm = お客様と一緒に確かめます。写真を撮り直すときは番号を押します。Enter を押すと暗号化して保存し、送信します。
help-sending = 保存が済むと、通信が切れても電源が切れても自動で送られます。結果を待たずに Enter で次のお客様に進めます。
advice-practice-reservation = 練習用の予約コード: BIC-1001（SIM 1 件）、BIC-9001（端末入り）
