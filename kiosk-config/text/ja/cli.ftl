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
   *[other] 理由: { $code }
}
sending-reason-unknown = センターの理由コード: { $code }
advice-clock-skew = この機械の時計がセンターと { $seconds } 秒ずれています。店長に知らせてください。
runtime-damage = 保存ファイルが壊れていたため { $file } に退避しました。未送信の申込 { $kept } 件は引き継ぎ、{ $lost } 件は送れません。店長に知らせてください。
cli-sandbox = 練習用のサービスを始められません（{ $why }）。
cli-not-written = { $path } に書き込めません（{ $why }）。別の場所を指定してください。
