# 送信: データフォルダー、審査センター、練習用サービス

## データフォルダー
store-full = ディスク（または送信待ちに使える容量）がいっぱいです。受付は完了していません。送信待ちを送る（kiosk queue send）か空きを作ってから、やり直してください。
store-not-writable = データフォルダーに書き込めません: { $dir }（{ $why }）。フォルダーの有無、所有者、読み取り専用でないかを確認してください。
store-busy = 別のキオスクがこのデータフォルダーを使っています。終わるまで待つか、そちらを閉じてください。
store-damaged-busy = 送信待ちデータベースが壊れていますが、別のキオスクが使用中です。そちらを閉じてから、もう一度起動してください。壊れたファイルは消さずに別名で残します。
store-too-new = このデータフォルダーは新しい版のキオスクで作られています。このキオスクを更新してください。
store-unknown-case = その番号の受付は一覧にありません。kiosk queue list で確認してください。
store-already-queued = この受付はすでに登録されています。
store-not-delivered = この受付はまだ送信されていません。破棄すると審査センターに届かず、お客様の手続きはやり直しになります。それでも破棄する場合は --undelivered を付けてください。
store-io = データフォルダーで障害が起きました: { $dir }（{ $why }）。ディスクを確認してください。
store-database = 送信待ちデータベースに書き込めませんでした: { $why }。受付は完了していません。ディスクを確認してから、やり直してください。
store-set-aside = 送信待ちデータベースが壊れていたため、{ $file } として残しました。何も消していません。引き継いだ受付: { $carried } 件、失われた受付: { $lost } 件。店長に知らせてください。
store-lost-case = 受付 { $id } は送信できなくなりました。お客様にもう一度手続きをお願いしてください。

## 審査センター
delivery-url-malformed = central.url がアドレスの形ではありません。https://ホスト名（練習では http://127.0.0.1:ポート）と書いてください。ユーザー名や ? は使えません。
delivery-url-plain = central.url で暗号化なしの http を使えるのは、このパソコン内（127.0.0.0/8、::1、localhost）だけです。https:// と書いてください。
delivery-recipient-none = central.recipient がありません。審査センターの公開鍵（age1...）を書いてください。
delivery-recipient-malformed = central.recipient が age の公開鍵（age1...）ではありません。もう一度、全体をコピーしてください。
delivery-recipient-private = central.recipient に秘密鍵が書かれています。すぐに消し、審査センターに鍵の作り直しを依頼してください。ここに書くのは公開鍵（age1...）です。
delivery-secret-missing = ファイル { $file } がありません。審査センターから受け取ったファイルを置いてください。
delivery-secret-unreadable = { $file } を読めません。ファイルであること、所有者がこのユーザーであることを確認してください。
delivery-secret-open = { $file } がほかの人にも読める状態です。次のコマンドで閉じてください: chmod 600 { $file }
delivery-token-malformed = { $file } にトークンがありません。1 行で書いてください。
delivery-ca-unreadable = central.ca_file に証明書がありません。PEM ファイルを指定してください。
delivery-identity-malformed = central.client_identity_file に証明書と鍵がありません。両方が入った PEM ファイルを指定してください。
delivery-proxy-malformed = central.proxy がアドレスの形ではありません。
delivery-client-unusable = この設定では接続を準備できません。[central] の設定を確認してください。
delivery-sealing-failed = 受付を封印できませんでした。何も保存していません。もう一度撮影してください。
delivery-paused = 審査センターがこのキオスクの接続を認めていません（{ $code }）。受付は保管されており、失われません。トークンの更新を店長に依頼してください。
delivery-not-yet = まだ送信できていません（{ $code }）。受付は保管済みです。受付画面が開いていれば自動で送り直します。すぐに送るには kiosk queue send を実行してください。
delivery-other-sender = 別のキオスクが同じデータフォルダーから送信中です。受付は保管済みで、順番に送られます。
delivery-refused = 審査センターが受付を受け取りませんでした（{ $code }）。
delivery-recipient-mismatch = 審査センターの鍵が central.recipient と異なります。操作を止めて店長に知らせてください。
delivery-clock-skew = このパソコンの時計が審査センターと { $seconds } 秒ずれています。時計を合わせてください。
delivery-reason-unknown = 審査センターからの理由: { $code }。サポートセンター（0570-09-4400）に確認してください。
delivery-reservation-device = 予約に端末が含まれています。端末は店頭では申し込めません。ウェブサイトからの申し込みをご案内ください。SIM だけでよければ、予約コードを消して受付を始めてください。

## 練習用サービス
sandbox-folder = 練習用サービスのフォルダーを使えません: { $dir }（{ $why }）。
sandbox-identity = { $file } に age の鍵がありません。消すと新しく作られます。
sandbox-listen = 練習用サービスが { $address } で待ち受けできません（{ $why }）。別のアドレスを指定してください。
sandbox-not-loopback = 練習用サービスは受付内容を読める形で保存するため、このパソコンの中だけで動きます。{ $address } ではなく 127.0.0.1 を指定してください。
sandbox-says-so = これは練習用サービスです。受け取った内容は { $dir } に読める形で残ります。実際のお客様の手続きには使わないでください。
sandbox-needs-data = 練習用サービスのフォルダーを --data で指定してください。
sandbox-two-verdicts = --verdict は 2 つまでです。1 つ目はすべての受付、2 つ目は訂正への答えです。

## submit
submit-on-practice = --on は練習用です。このパソコン内（127.0.0.1）のサービスを使うときだけ指定できます。
submit-id-missing = { $key } が設定されていません。どの店のどのキオスクからの受付かを書いてください。
submit-queued = 保管しました: { $id }。このあと送信します。
submit-delivered = 送信しました: { $id }、受付番号 { $receipt }、{ $status }
submit-refused = 送信していません。

## queue
queue-capacity = 送信待ち { $waiting } 件。あと { $possible } 件受け付けられます（{ $megabytes } MB）。
queue-discarded = 破棄しました: { $id }
queue-sent = 送信 { $delivered } 件、拒否 { $refused } 件、残り { $left } 件
queue-case-refused = 審査センターが受付 { $id } を受け取りませんでした（{ $code }）。kiosk queue show { $id } で確認してください。
queue-other-sender = 別のキオスクが同じデータフォルダーから送信中です。受付は保管済みで、順番に送られます。
queue-column-state = 状態
queue-column-created = 受付
queue-column-services = サービス
queue-column-attempts = 送信回数
queue-column-note = 受付番号または理由
queue-column-id = 識別番号
queue-state-queued = 送信待ち
queue-state-sending = 送信中
queue-state-delivered = 送信済み
queue-state-refused = 受取拒否
queue-status-received = 受領
queue-status-in-review = 審査中
queue-status-accepted = 審査通過
queue-status-rejected = 差し戻し
queue-next-attempt = { $code }、次は { $at }

## audit
audit-sound = 記録 { $entries } 件、異常ありません。末尾 { $head }
audit-bad = 記録 { $index } が書かれたときと異なります（{ $why }）。全 { $entries } 件、末尾 { $head }
