# camera
camera-absent = カメラが見つかりません。ケーブルがささっているか確かめてください。
camera-absent-named = カメラ「{ $wanted }」が見つかりません。ケーブルを確かめてください。カメラの名前は kiosk camera list で分かります。
camera-busy = 別のプログラムがカメラ（{ $camera }）を使っています。そのプログラムを閉じてください。閉じると自動で再開します。
camera-unplugged = カメラ（{ $camera }）が抜けました。差し直してください。自動で再開します。
camera-stalled = カメラ（{ $camera }）から映像が届きません。いったん抜いて差し直してください。
camera-denied = カメラ（{ $path }）を使う権限がありません。この利用者を video グループに加えてください。
camera-no-format = カメラ（{ $camera }）に使える形式がありません（{ $offered }）。別のカメラを使ってください。
camera-sample = 見本画像 { $path }: { $why }。kiosk.toml の [camera] の samples を確かめてください。
camera-driver = カメラ（{ $camera }）がエラーを返しました（{ $doing }: { $why }）。いったん抜いて差し直してください。
camera-off = カメラ停止中
camera-opening = カメラを準備しています
camera-live = カメラ { $format }、毎秒{ $fps }枚
camera-setting-range = [camera] の { $key } は { $range } の範囲で指定してください。
camera-list-samples = 見本画像（{ $path }）を使っています。カメラを使うには kiosk.toml の [camera] で source = "device" としてください。
camera-shot-write = { $file } に書き込めません（{ $why }）。別のファイル名を指定してください。
camera-calibrate-occupied = 台の上に書類のようなものがあります。台を空けてもう一度実行してください（何も保存していません）。
camera-calibrate-dark = 暗くて台が見えません。照明を明るくしてもう一度実行してください。
camera-calibrate-done = 何も置いていない台を記録しました。カメラ、台、照明を変えたら、もう一度実行してください。
