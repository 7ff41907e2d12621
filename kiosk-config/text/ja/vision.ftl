# 写真の判定。一文で、次にすることを言う。

reason-not-jpeg = JPEG形式の写真ではありません。撮影し直すか、JPEGの写真を選んでください。
reason-image-damaged = 写真のデータが途中で切れているか壊れています。もう一度撮影してください。
reason-image-too-large = 写真が大きすぎます。解像度を下げて撮り直してください。
reason-image-too-small = 写真が小さすぎます。解像度を上げて撮り直してください。
reason-document-not-found = 書類が見つかりません。書類全体が写るように、台の中央に置いてください。
reason-document-cut-off = { $place ->
    [upper-left] 書類の左上が切れています。書類全体が写るように右下へずらしてください。
    [upper] 書類の上側が切れています。書類全体が写るように下へずらしてください。
    [upper-right] 書類の右上が切れています。書類全体が写るように左下へずらしてください。
    [left] 書類の左側が切れています。書類全体が写るように右へずらしてください。
    [right] 書類の右側が切れています。書類全体が写るように左へずらしてください。
    [lower-left] 書類の左下が切れています。書類全体が写るように右上へずらしてください。
    [lower] 書類の下側が切れています。書類全体が写るように上へずらしてください。
    [lower-right] 書類の右下が切れています。書類全体が写るように左上へずらしてください。
   *[other] 書類の端が切れています。書類全体が写るように置き直してください。
}
reason-document-covered = { $place ->
    [upper-left] 左上に手がかかっています。手を離してください。
    [upper] 上側に手がかかっています。手を離してください。
    [upper-right] 右上に手がかかっています。手を離してください。
    [left] 左側に手がかかっています。手を離してください。
    [right] 右側に手がかかっています。手を離してください。
    [lower-left] 左下に手がかかっています。手を離してください。
    [lower] 下側に手がかかっています。手を離してください。
    [lower-right] 右下に手がかかっています。手を離してください。
   *[other] 書類に手がかかっています。手を離してください。
}
reason-document-too-small = 書類が小さく写っています。書類をカメラに近づけてください。
reason-document-tilted = 書類が傾いています。まっすぐに置いて、真上から撮ってください。
reason-too-dark = 暗すぎます。照明を明るくしてください。
reason-too-bright = 明るすぎて文字が飛んでいます。照明を弱めるか、書類を照明から離してください。
reason-glare = { $place ->
    [upper-left] 左上が光っています。照明の向きを変えてください。
    [upper] 上側が光っています。照明の向きを変えてください。
    [upper-right] 右上が光っています。照明の向きを変えてください。
    [left] 左側が光っています。照明の向きを変えてください。
    [centre] 中央が光っています。照明の向きを変えてください。
    [right] 右側が光っています。照明の向きを変えてください。
    [lower-left] 左下が光っています。照明の向きを変えてください。
    [lower] 下側が光っています。照明の向きを変えてください。
    [lower-right] 右下が光っています。照明の向きを変えてください。
   *[other] 書類が光っています。照明の向きを変えてください。
}
reason-blurred = ぼやけています。書類を動かさず、ピントが合うまでお待ちください。
reason-wrong-side = 面が違うようです。書類を裏返して、求められた面を撮ってください。
reason-same-side-twice = 同じ面が2回撮影されています。書類を裏返して、もう一方の面を撮ってください。

inspect-accept = 受付できる写真です。
inspect-refuse = このままでは受付できません。
inspect-unknown-document = 「{ $value }」という書類はありません。drivers-license のような書類IDを指定してください。
inspect-unknown-side = 「{ $value }」という面はありません。front、back、photo-page、address-page、page-1 などを指定してください。
inspect-crop-unwritable = { $file } に書き込めません（{ $why }）。別の保存先を指定してください。
