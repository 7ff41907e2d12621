# 管理画面

## 操作キー
key-manager = 管理
key-open = 開く
key-change = 変える
key-undo = 元に戻す
key-automatic = 自動
key-send-now = すぐ送る
key-discard = 破棄
key-discard-now = 破棄する
key-keep = やめる
key-reload = 更新
key-verify = 検証
key-check = 点検

## 題
title-manager = 管理
title-manager-camera = カメラ
title-manager-calibration = 台の記録
title-manager-queue = 送信待ち
title-manager-policy = 規則
title-manager-audit = 操作記録
title-manager-service = センター
title-manager-settings = 設定

## 右側
advice-manager = 番号か矢印で選び、Enter で開きます。Esc で受付に戻ります。
advice-manager-camera = 上下で項目を選び、左右で変えて試します。ここでは保存しません。下に出る行を kiosk.toml の [camera] に書いてください。
advice-manager-calibration = 台の上を空にして、Enter を押してください。白い台の白い書類も見つけやすくなります。書類があると記録しません。
advice-manager-queue = S で待っているものをすべてすぐ送ります。D で受取拒否のものを破棄します。お客様の情報は表示しません。
advice-manager-policy = 規則は kiosk-config/policy のファイルで変えます。変えたファイルは設定の画面で点検できます。
advice-manager-audit = V で記録全体が書き換えられていないかを検証します。
advice-manager-service = R でもう一度問い合わせます。
advice-manager-settings = 設定はファイルで変えます。変えたら C で点検してください。正しければ、お客様がいないときに取り込みます。
advice-files-wrong = 変更されたファイル（{ $file }）に誤りがあるため、前の内容で続けています。店長に知らせてください。
advice-settings-pending = 起動し直すと有効になる設定があります。店長に知らせてください。
notice-taken-over = 変更されたファイルを取り込みました。

## ヘルプ
help-manager = 店長のための画面です。番号で開き、Esc で戻ります。設定と規則はファイルで変え、ここで確かめます。
help-manager-camera = 映像、実際の速さ、欠けた枚数、鮮明さを見ながら、向き、切り出し、拡大、露出、ピントを試せます。Del で元に戻ります。画面を離れると、試した値は元に戻ります。
help-manager-calibration = 何も置いていない台を一度記録しておくと、台と似た色の書類も見つかります。カメラ、台、照明を変えたら、もう一度記録してください。kiosk camera calibrate と同じです。
help-manager-queue = 保存済みの申込は自動で送られます。S は次の予定を待たずに送ります。受取拒否のものだけが破棄でき、破棄すると元に戻せません。
help-manager-policy = 今日の規則、その出どころ、期間、注意、次に変わることを示します。
help-manager-audit = だれが、いつ、何をしたかの記録です。新しい順に並びます。すべては kiosk audit export で書き出せます。
help-manager-service = 応答の速さ、時計の差、センターの鍵が設定と同じかを確かめます。
help-manager-settings = すべての設定と、その出どころ（F はファイル、E は環境変数、- は既定値）を示します。C は kiosk.toml、規則、文言をまとめて点検します。

## 各画面
manager-menu = 設定や規則はファイルで変えます。この画面では、確かめることと、送信待ちや担当者の操作ができます。
manager-waiting = 確認しています...
manager-camera-delivers = { $name }: { $format }、毎秒 { $fps } 枚、欠け { $dropped }
manager-camera-wanted = 指定: { $size }、毎秒 { $fps } 枚
manager-camera-sharp = 鮮明さ { $percent }% 良好
manager-camera-soft = 鮮明さ { $percent }% ピントか照明を確かめてください
manager-camera-plain = 鮮明さは、模様のある物を置くと測れます
manager-camera-no-controls = このカメラの露出とピントは変えられません。
manager-camera-unchanged = 設定のとおりです。
manager-camera-keep = { $file } の [camera] に書く行:
manager-knob-rotate = 回転　
manager-knob-mirror = 左右反転
manager-knob-zoom = 拡大　
manager-knob-left = 左端　
manager-knob-top = 上端　
manager-knob-width = 幅　　
manager-knob-height = 高さ　
manager-knob-exposure = 露出　
manager-knob-focus = ピント
manager-calibration-never = 台はまだ記録されていません。
manager-calibration-last = 最後の記録: { $at }
manager-queue-empty = 申込の記録はありません。
manager-queue-sending = 待っているものをすべて送っています。
manager-queue-none-waits = 送信を待っているものはありません。
manager-queue-refused-only = 破棄できるのは受取拒否のものだけです。
manager-queue-discard = この申込を破棄しますか。センターには届いておらず、お客様の手続きはやり直しになります。元に戻せません。
manager-queue-about = 送信 { $attempts } 回、{ $kilobytes } kB、{ $documents }
manager-queue-receipt = 受付番号 { $number }（{ $status }）
manager-queue-next = 次の送信: { $at }
manager-policy-now = 今日の規則: { $id }（{ $provenance }）
manager-policy-next = 次の規則: { $id }（{ $provenance }）
manager-policy-source = 出典: { $source }
manager-audit-count = 全 { $count } 件
manager-audit-verifying = 記録全体を検証しています...
manager-audit-missing = 抜けている
manager-audit-malformed = 読めない
manager-audit-changed = 書き換えられている
manager-audit-unchained = つながらない
manager-audit-about = 番号 { $index }、規則 { $policy }
manager-service-paused = 送信を止めています。
manager-service-url = { $url }
manager-service-up = 応答あり、往復 { $ms } ミリ秒
manager-service-down = 応答がありません。
manager-service-clock = 時計の差 { $seconds } 秒
manager-service-configured = 設定の鍵: { $key }
manager-service-announced = センターの鍵: { $key }
manager-settings-file = { $file }
manager-settings-wrong = 変更されたファイルに誤りがあり、前の内容で動いています。C で点検してください。
manager-settings-pending = 起動し直すと有効になります: { $keys }
manager-settings-unset = （なし）
manager-settings-default = 既定値です。
manager-settings-line = kiosk.toml の { $line } 行目で決めています。
manager-settings-environment = 環境変数で決めています。
manager-settings-restart = 変えたら、起動し直すと有効になります。
manager-settings-variable = 環境変数 { $name } があれば、ファイルより優先します。
manager-settings-taken-over = 変えたら、お客様がいないときに取り込みます。
manager-settings-sound = 誤りはありません。
manager-settings-mistakes = 誤りが { $count } 件あります。直すまで、前の内容で動きます。

## 操作記録の言葉
audit-action-chain-started = 記録を始めた
audit-action-case-refused = 規則により受け付けなかった
audit-action-overridden = 理由を確かめて進めた
audit-action-picture-destroyed = 写真を破棄した
audit-action-case-queued = 申込を保存した
audit-action-case-delivered = 申込が届いた
audit-action-case-refused-by-service = センターが受け取らなかった
audit-action-verdict = 審査の結果が出た
audit-action-case-discarded = 申込を破棄した
audit-action-case-damaged = 壊れた申込が見つかった
audit-action-records-purged = 古い記録を消した
audit-action-signed-in = ログインした
audit-action-signed-out = ログアウトした
audit-action-sign-in-refused = ログインを断った
audit-action-staff-changed = 担当者の登録を変えた
audit-action-case-cancelled = 受付を中止した

## 文言ファイルの点検
text-flaw-syntax = 文の書き方が正しくありません（{ $why }）。この行を直してください。
text-flaw-file = この名前のファイルは使われません。使えるのは { $known } です。
text-flaw-unreadable = 読めません（{ $why }）。UTF-8 で保存し直してください。
text-flaw-one-language = { $id } が { $lacks } にありません。日本語と英語の両方に書いてください。
text-flaw-argument = { $id } で { $names } は使えません。元の文と同じものだけを使ってください。
text-flaw-left-out = { $id } に { $names } がありません。入れないと、その値が表示されません。
text-flaw-width = { $id } の「{ $character }」は、端末により幅が変わります。別の文字にしてください。
