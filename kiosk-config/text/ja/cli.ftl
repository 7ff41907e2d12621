# 端末に出る文
cli-no-temporary-folder = 一時フォルダーを作れません。/tmp に書き込めるか、空きがあるかを確かめてください。
cli-already-open = このデータフォルダーでは別の受付画面が開いています。そちらを閉じるか、--data で別のフォルダーを指定してください。
cli-system = 端末または OS の機能が使えません（{ $why }）。普通の端末の窓で起動してください。
runtime-panic = 受付画面が異常終了しました。保存済みの申込は残っています。もう一度 kiosk を起動し、店長に知らせてください（詳細はデータフォルダーの logs にあります）。
input-text-file = 文言ファイルを読めません: { $why }。直すか、そのファイルを消してください。
input-environment = 環境変数 { $variable } の値が設定に合いません（{ $why }）。値を直すか、変数を消してください。
notice-reservation-unknown = その予約コードは見つかりません。コードを確かめるか、空にして Enter で受付を始めてください。
notice-reservation-no-answer = 予約を問い合わせできませんでした。もう一度試すか、コードを消して手入力で受け付けてください。
notice-reservation-not-let-in = センターがこの機械を認めていません。店長に知らせ、予約なしで受け付けてください。
notice-recipient-mismatch = センターの鍵が設定と違います。申込は送られますが、店長に知らせてください。
sending-error = { $code ->
    [unreachable] センターにつながりません。回線を確かめてください。
    [connection-lost] 通信が途中で切れました。
    [timed-out] センターから返事がありません。
    [tls-refused] つないだ先がセンターだと確かめられません。店長に知らせてください。
    [not-a-receipt] センターのものでない返事が届きました。ログインの要る Wi-Fi ではないか確かめてください。
    [http-401] センターがこの機械を認めていません。トークンを確かめてください（401）。
    [http-403] センターがこの機械を認めていません。トークンを確かめてください（403）。
    [http-404] つないだ先に受付の窓口がありません。kiosk.toml の url を確かめてください（404）。
    [http-409] 同じ番号で内容の違う申込が届いています（409）。
    [http-413] 写真が大きすぎてセンターが受け取れません（413）。
    [http-415] センターが受け取れない形式です（415）。
    [http-422] センターが内容を受け付けませんでした（422）。
    [http-429] センターが混み合っています（429）。
    [http-500] センターで障害が起きています（500）。
    [http-502] センターで障害が起きています（502）。
    [http-503] センターが一時的に止まっています（503）。
    [http-504] センターで障害が起きています（504）。
    [secret-file] トークンのファイルを読めません。kiosk check で確かめてください。
    [not-json] 返事を読めません。kiosk.toml の url を確かめてください。
    [damaged] 保存した申込が壊れています。お客様にもう一度手続きをお願いしてください。
   *[other] 理由: { $code }
}
sending-reason-unknown = センターの理由コード: { $code }
advice-clock-skew = この機械の時計がセンターと { $seconds } 秒ずれています。店長に知らせてください。
runtime-damage = 保存ファイルが壊れていたため { $file } に退避しました。未送信の申込 { $kept } 件は引き継ぎ、{ $lost } 件は送れません。店長に知らせてください。
cli-sandbox = 練習用のサービスを始められません（{ $why }）。
cli-not-written = { $path } に書き込めません（{ $why }）。別の場所を指定してください。

# kiosk check
check-pass = [良]
check-warn = [注意]
check-fail = [不可]
check-name-settings = 設定
check-name-policy = 規則
check-name-terminal = 端末
check-name-camera = カメラ
check-name-models = 文字認識
check-name-data = 保存先
check-name-queue = 未送信
check-name-audit = 操作記録
check-name-service = センター
check-name-key = 暗号鍵
check-name-clock = 時計
check-name-texts = 文言
check-name-durability = 書き込み
check-name-permissions = 権限
check-texts-ok = 日本語と英語の文がすべて揃っています。
check-terminal-width-ok = 日本語の幅は正しく表示されます。
check-terminal-width = 日本語の幅が合いません（{ $wanted } 桁のはずが { $have } 桁）。端末の文字幅の設定と、日本語のフォントを確かめてください。
check-terminal-silent = 端末が問い合わせに答えないので、日本語の幅を確かめられません。別の端末をお勧めします。
check-terminal-pictures = 写真を { $protocol } で鮮明に表示できます。
check-terminal-no-pictures = この端末は画像を表示できないため、写真は文字で粗く表示します。sixel か kitty の端末（foot など）をお勧めします。
check-durability-ok = ディスクへの書き込みは { $ms } ミリ秒で確定します。
check-durability-slow = ディスクへの書き込みの確定に { $ms } ミリ秒かかります。ディスクを確かめるか、別の場所を --data で指定してください。
check-durability-memory = { $dir } はメモリーの上にあり、停電で消えます。ディスクの上のフォルダーを --data で指定してください。
check-permissions-ok = 鍵と設定のファイルは、ほかの人から守られています。
check-permissions-data = { $file } をほかの人も開けます。次のコマンドで閉じてください: chmod 700 { $file }
check-permissions-owner = { $file } の持ち主がこの利用者ではありません。受付と同じ利用者で実行してください。
check-permissions-write = { $file } をだれでも書き換えられます。次のコマンドで閉じてください: chmod o-w { $file }
check-settings-ok = { $dir } の kiosk.toml に誤りはありません。
check-settings-empty = { $dir } の kiosk.toml で { $keys } が空です。本番の前に記入してください。
check-policy-ok = 今日の規則は { $policy } です。
check-policy-wrong = 規則のファイルに誤りが { $count } 件あります。kiosk policy check で場所と直し方が分かります。
check-terminal-none = 端末の画面ではないので、大きさと色を確かめられません。受付に使う画面で実行してください。
check-terminal-small = 画面が { $have } しかありません。{ $needed } 以上に広げるか、文字を小さくしてください。
check-terminal-locale = 文字コードが UTF-8 ではないようです。LANG=ja_JP.UTF-8 としてください。
check-terminal-colours = { $have }。色数が少ないため、映像が粗くなります。24 ビット色の端末（COLORTERM=truecolor）をお勧めします。
check-terminal-ok = { $have }、24 ビット色。
check-camera-ok = { $camera }（{ $mode }）
check-models-ok = モデルは揃っています。文字を読み取り、写真のマイナンバーを探します。
check-data-ok = { $dir } にあと { $cases } 件以上保存できます。
check-data-few = { $dir } の空きが少なく、あと { $cases } 件です。不要なファイルを消してください。
check-data-full = { $dir } に空きがなく、受付できません。不要なファイルを消すか、未送信のものを送ってください（kiosk queue send）。
check-queue-waiting = { $count } 件が送信を待っています。つながれば自動で送ります（kiosk queue list）。
check-service-ok = { $url } が応答しています。
check-service-silent = { $url } が応答しません（{ $why }）。回線と kiosk.toml の [central] url を確かめてください。受付はでき、つながりしだい送ります。
check-key-ok = センターの鍵と一致しています。
check-clock-ok = センターとの差は { $seconds } 秒です。

# コマンドの書き方
usage-unknown-argument = { $argument } という指定はありません。下の使い方か kiosk --help を見てください。
usage-unknown-command = { $name } というコマンドはありません。kiosk --help に一覧があります。
usage-no-command = コマンドが足りません。下の使い方から選んでください。
usage-missing = { $argument } が足りません。下の使い方のとおりに指定してください。
usage-no-value = { $argument } の値が足りません。続けて書いてください。
usage-value = { $argument } に「{ $value }」は指定できません。--help で書き方を確かめてください。
usage-conflict = { $argument } はほかの指定と一緒に使えません。どちらかにしてください。
usage-other = コマンドの書き方が違います。下の使い方か kiosk --help を見てください。
