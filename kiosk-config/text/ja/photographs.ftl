# 撮影した写真: 読み取り、確認、隠す所

## 読み取り
review-reading = 読み取り中... マイナンバーを探しています
review-searched = 読み取り済み、マイナンバーなし
review-unsearched = 読み取れません。目で確かめてください
review-by-eye = マイナンバーなしを目で確認済み
review-open = [未] {""}
review-registered = 登録：
review-today = 今日：
review-read = 写真：
advice-reading = 写真を読み取っています。待たずに入力して構いません。登録と同じなら F5 で写せます。
advice-review-reading = 文字が読めて欠けや反射がなければ Enter。読み取りを待たずに進めます。問題があれば後で知らせます。R で撮り直し。
advice-by-eye-no-models = このキオスクは文字を読み取れません。マイナンバーが写っていないかを目で確かめ、なければ M（記録に残ります）。あれば R で撮り直してください。
advice-by-eye-failed = 読み取りに失敗し、マイナンバーを探せませんでした。目で確かめ、写っていなければ M（記録に残ります）。R で撮り直すと、もう一度読み取ります。
notice-by-eye = まだ使えません。マイナンバーが写っていないかを目で確かめ、なければ M を押してください。
notice-aside-destroyed = 先ほどの写真にマイナンバーが写っていたため、消しました。後で撮り直します。
hint-my-number = マイナンバーが写っています。撮影せず、書類を裏返すか、番号の面を隠してください。
key-by-eye = マイナンバーなし
key-type-first = 先に入力

## 読み取った候補
proposal-mark = [読取] {""}
proposal-hint = 写真から読み取った候補です。書類と同じなら Enter で確認。違えば入力し直します（Delete で消す）。
advice-proposals = [読取] は候補です。書類と見比べ、Enter で 1 つ、F4 で全部を確認します。
read-differs-typed = 写真からは別の内容に読めます。書類で確かめてください。写真：{ $read } 入力：{ $typed }
key-take-all = すべて確認

## 隠す所
title-mask = 隠す所
mask-by-hand = 手で足した所
mask-not-found = 見つからないもの: { $masks }。写っていれば A で足してください。
mask-covering = 塗りつぶしています...
key-cover = 隠して使う
key-remove = 削除
key-stretch = 大小
advice-mask = 枠の所を黒く塗りつぶして保存します。隠し残しがないか確かめて Enter。
help-mask = 枠の所は黒く塗りつぶされ、元の写真はすぐに消えます。Tab で枠を選び、矢印で動かし、Shift と矢印（または + と -）で大きさを変えます。A で足し、D で消します。F7 で拡大、R で撮り直します。隠す所をすべて確かめるまで、この書類は送れません。
notice-mask-none = 隠す所がありません。A で足してください。本当になければ、もう一度 Enter を押してください。
notice-mask-failed = 塗りつぶせませんでした。もう一度撮影してください。
notice-search-failed = 文字認識のモデルがこの写真で失敗し、マイナンバーを探せませんでした。もう一度試し、続くようなら kiosk check でモデルを確かめてください。
confirm-left-out = 撮っていない任意の面: { $sides }（S で撮影）
