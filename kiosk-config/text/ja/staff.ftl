# 担当者: ログイン、画面のロック、kiosk staff
frame-staff = 担当 { $name }
role-staff = 担当者
role-manager = 店長

## ロックの画面
title-lock = ログイン
title-lock-nobody = 担当者の登録
title-lock-open = 画面のロック
help-lock = 担当者番号と暗証番号を入れて Enter を押します。受付の途中なら、続きの画面に戻ります。別の担当者が引き継ぐときは Esc を押してから自分の番号を入れてください。暗証番号を続けて間違えると、しばらく入力できません。忘れたときは店長に再設定してもらってください。
lock-by-opening = 担当者番号と暗証番号を入力してください。
lock-by-key = 画面をロックしています。お客様の情報は表示していません。
lock-by-idle = 操作がなかったので画面をロックしました。お客様の情報は表示していません。
lock-customer-kept = 受付中の内容は残っています。
lock-wiped = 長い間操作がなかったので、受付中のお客様の情報を消しました。
lock-checking = 確認中です...
lock-pause = 担当者番号か暗証番号が違います。間違いが続いたので、あと { $time } は入力できません。お待ちください。
lock-nobody = 担当者が登録されていないので、受付を始められません。この機械の端末で次のとおり入力し、最初の店長を登録してください。
lock-nobody-example = 1001 と 山田 は、店長の番号と名前に置きかえます。暗証番号はそのあとで尋ねられます。
lock-practice = 練習用の担当者番号は { $id }、暗証番号は { $pin } です。
key-lock = ロック
key-unlock = 画面に戻る
key-sign-in = ログイン
key-another-staff = 別の担当者
key-look-again = 確かめ直す
field-staff-id = 担当者番号
field-pin = 暗証番号
hint-staff-id = ご自分の担当者番号を入力して Enter を押してください。
hint-pin = 暗証番号を入力して Enter を押してください。
advice-lock = 担当者番号、暗証番号の順に入力して Enter を押します。引き継ぐときは Esc で入力を消し、自分の番号を入れます。
advice-lock-listed = 上下の矢印で名前を選んで Enter、暗証番号を入力して Enter を押します。番号を直接入力しても構いません。
advice-lock-open = Enter で受付の画面に戻ります。
advice-lock-nobody = 登録が済んだら Enter を押してください。
advice-no-sign-in = 担当者が登録されていないので、ログインなしで使えます。送信先がこの機械の中のときだけです。
notice-sign-in-wrong = 担当者番号か暗証番号が違います。もう一度入力してください。
notice-quit-locked = 受付中のお客様がいるので終了できません。ログインしてください。
notice-wiped = 長い間操作がなかったので、お客様の情報を消しました。はじめから受け付けてください。

## 担当者の登録
staff-id-form = 担当者番号は 1 から 32 文字の英数字か文字、記号は - _ . だけです。入力し直してください。
staff-id-taken = 担当者番号 { $id } は使われています。別の番号にしてください（無効にした人の番号も使えません）。
staff-name-form = 名前を 40 文字までで入力してください。
staff-pin-not-digits = 暗証番号は 4 桁から 12 桁の数字です。入力し直してください。
staff-pin-trivial = その暗証番号は推測されやすいので使えません（0000、1234、1212 や担当者番号など）。別の番号にしてください。
staff-pin-no-hash = pin が暗証番号のハッシュ（argon2id）ではありません。kiosk staff reset-pin { $id } で設定し直してください。
staff-unknown = 担当者番号 { $id } の人は登録されていません。kiosk staff list で確かめてください。
staff-unknown-near = 担当者番号 { $id } の人は登録されていません。{ $near } ではありませんか。
staff-last-manager = この人を無効にすると店長が 1 人もいなくなります。先に別の店長を登録してください。
staff-not-writable = { $file } に書き込めません（{ $why }）。書き込める利用者で実行するか、sudo を付けてください。
staff-file-open = { $file } をほかの利用者が読み書きできるか、所有者が違います。chmod 600 { $file } で閉じてください（グループに読ませるときは 640）。
staff-system = 暗証番号のハッシュを作れませんでした。メモリーの空きを確かめて、やり直してください。
staff-no-terminal = 暗証番号を尋ねる端末がありません。端末で実行するか、--pin-stdin で渡してください。
staff-ask-pin = 新しい暗証番号（4 から 12 桁の数字、画面には出ません）:
staff-ask-pin-again = もう一度:
staff-pins-differ = 2 回の入力が違います。はじめから入力してください。
staff-added = { $id } { $name } さんを登録しました。
staff-disabled = { $id } { $name } さんを無効にしました。もうログインできません。
staff-enabled = { $id } { $name } さんを有効にしました。
staff-pin-reset = { $id } { $name } さんの暗証番号を変えました。
staff-not-noted = 変更しましたが、操作記録には残せませんでした。
staff-none = 担当者は登録されていません。最初の店長を登録するには: { $command }
staff-is-enabled = 有効
staff-is-disabled = 無効

# kiosk check
check-name-staff = 担当者
check-staff-ok = { $count } 人がログインできます。
check-staff-open = 担当者が登録されていないので、ログインなしで開きます。送信先がこの機械の中のときだけです。登録するには: { $command }
check-staff-none = ログインできる担当者がいないので、受付できません。最初の店長を登録してください: { $command }
check-staff-no-manager = 店長がいません。店長の画面を誰も開けません。登録するには: { $command }
