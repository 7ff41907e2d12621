# 規則の言葉: サービス、書類、面
service-voice-sim = 音声通話 SIM
service-voice-esim = 音声通話 eSIM
service-sms-sim = SMS 機能付きデータ SIM
service-data-sim = データ SIM
service-supply-device = 端末（サプライサービス）

document-drivers-license = 運転免許証
document-individual-number-card = マイナンバーカード（個人番号カード）
document-japanese-passport = 日本のパスポート
document-health-insurance-card = 健康保険証
document-eligibility-certificate = 資格確認書
document-special-permanent-resident-certificate = 特別永住者証明書
document-residence-card = 在留カード
document-specific-residence-card = 特定在留カード
document-alien-registration-certificate = 外国人登録証明書
document-basic-resident-register-card = 住民基本台帳カード
document-driving-history-certificate = 運転経歴証明書
document-physical-disability-handbook = 身体障害者手帳
document-mental-disability-handbook = 精神障害者保健福祉手帳
document-rehabilitation-handbook = 療育手帳
document-mofa-identity-card = 外務省発行の身分証明票
document-certificate-of-residence = 住民票
document-utility-receipt = 公共料金の領収書
document-housing-certificate = 住居証明書
document-individual-number-notification-card = マイナンバーの通知カード
document-international-license = 国際運転免許証
document-student-card = 学生証
document-employee-card = 社員証
document-foreign-passport = 外国のパスポート
document-copy-of-document = 書類のコピー
document-document-on-screen = 画面に表示した書類

side-front = 表面
side-back = 裏面
side-photo-page = 顔写真のページ
side-address-page = 住所のページ
side-page-1 = 1 ページ目
side-page-2 = 2 ページ目

# 受け付けない書類: 理由と、代わりにお持ちいただくもの
refused-health-insurance-card = 健康保険証は 2025-12-01 で本人確認書類としての取り扱いが終わりました。マイナンバーカード、または資格確認書と補助書類をお願いしてください。
refused-alien-registration-certificate = 外国人登録証明書は 2015-07-08 で取り扱いが終わりました。在留カードまたは特別永住者証明書をお願いしてください。
refused-basic-resident-register-card = 住民基本台帳カードは 2025-12-31 で取り扱いが終わりました。マイナンバーカードなど、ほかの書類をお願いしてください。
refused-individual-number-notification-card = 通知カードは本人確認書類になりません。番号が載っているので撮影せずにお返しし、マイナンバーカードか、ほかの書類をお願いしてください。
refused-international-license = 国際運転免許証は受け付けていません。日本の運転免許証か、在留カードなどをお願いしてください。
refused-student-card = 学生証は受け付けていません。運転免許証、マイナンバーカードなど、一覧にある書類をお願いしてください。
refused-employee-card = 社員証は受け付けていません。運転免許証、マイナンバーカードなど、一覧にある書類をお願いしてください。
refused-foreign-passport = 外国のパスポートは受け付けていません。在留カードまたは特別永住者証明書をお願いしてください。
refused-copy-of-document = コピーは受け付けていません。書類の原本をお願いしてください。
refused-document-on-screen = 画面に表示した書類は受け付けていません。書類の原本をお願いしてください。

# 書類に必要なこと
need-auxiliary = 補助書類（{ $kinds }）
need-valid = 有効期限内
need-photo = 顔写真のあるもの
need-address = 住所の記載があるもの
need-address-or-auxiliary = 現住所の記載がなければ補助書類
need-auxiliary-if-changed = 裏面に変更の記載があれば補助書類
need-issued-since = { $limit } 以後に交付されたもの
need-issuer = 都道府県の公安委員会が発行したもの
need-chip = IC チップの読み取り
need-masking = 隠すもの: { $masks }（撮影した後、画面で）
need-masking-short = 隠すものあり
need-issued-since-short = 交付日の条件
need-sides-never = 撮影しない面: { $sides }

# 規則の判断
policy-document-ended = { $document }は本人確認書類としての取り扱いが終わりました。一覧にあるほかの書類をお願いしてください。
policy-document-not-yet = { $document }の受け付けは { $from } からです。一覧にあるほかの書類をお願いしてください。
policy-document-not-for-service = { $service }の申し込みでは{ $document }は使えません。{ $listed }のいずれかをお願いしてください。
policy-none-in-force = { $on } の規則がありません（{ $channel }）。近い規則: { $near }。日付か kiosk-config/policy のファイルを確かめてください。
policy-none = 規則のファイルがありません（{ $dir }）。policy フォルダーに .toml のファイルを置いてください。
policy-variants-wrong = 異体字のファイルが正しくありません（{ $why }）。直してください。

# 規則のファイルの誤り
policy-id-twice = 「{ $id }」が二度使われています。どちらか一つにしてください。
policy-wrong-id = 「{ $id }」は ID にできません。英小文字、数字、ハイフンで書いてください。
policy-unknown-id = 「{ $id }」はこのファイルで定義されていません。使えるもの: { $known }
policy-unknown-id-near = 「{ $id }」はこのファイルで定義されていません。「{ $near }」ではありませんか。
policy-until-before-from = 終わりの日（until）が始まりの日（from）より前です。日付を直してください。
policy-ages = oldest_age は youngest_age より大きくしてください。
policy-device-let-through = 店頭の規則で端末を申し込めるようにはできません。terms を "refused-at-counter" にしてください。
policy-not-a-device = "refused-at-counter" は店頭の supply-device にだけ使います。取り扱わないサービスは "not-offered" にしてください。
policy-lists-refused = 「{ $id }」は受け付けない書類です。一覧から外すか、accept を直してください。
policy-refused-as = refused_as に使えるのは document-not-on-list、document-ended、original-required です。
policy-not-refused = refused_as は accept = "refused" の書類にだけ書けます。どちらかを直してください。
policy-side-never = この書類の「{ $side }」は撮影してはいけません。sides から消してください。
policy-never-accepted-dates = この日付では、この書類が受け付けられる日がありません。日付を直すか、accept を "refused" にしてください。
policy-never-accepted-auxiliary = 使える補助書類がないため、この書類は受け付けられません。auxiliaries を直すか、accept を "refused" にしてください。
policy-never-accepted-issuers = 発行元の一覧が空のため、この書類は受け付けられません。発行元を書き足してください。
policy-no-picture = いつも撮影する面がありません。required_when = ["always"] の面を一つは書いてください。

# 規則の点検
policy-warning-overlap = { $first } と { $second } の期間が重なっています（{ $from } から { $until } まで）。until か from を直してください。
policy-warning-hole = { $first } と { $second } の間に規則のない日があります（{ $from } から { $until } まで）。until か from を直してください。
policy-warning-assumption = { $id } は推定にもとづく規則です。正式な書類の一覧が届いたら差し替えてください。
policy-warning-announced = { $id } は予告にもとづく規則です。{ $from } までに正式な内容を確かめてください。
policy-warning-changes = { $days } 日後の { $from } から { $id } に変わります。変わる点は kiosk policy list で確かめてください。
policy-warning-ends = { $until } で規則が終わり、その後の規則がありません。次の規則のファイルを用意してください。
policy-warning-no-text = 「{ $id }」の名前が text のファイルにありません。text/ja/policy.ftl と text/en/policy.ftl に「{ $id } = 名前」の行を書き足してください。
policy-warning-no-document = { $service }で受け付けられる書類がありません（{ $policy }）。documents を直してください。

# 規則の表示
policy-provenance-published = 公表された内容
policy-provenance-assumption = 推定
policy-provenance-announced = 予告
policy-heading-list = 店頭で受け付ける書類: { $on }（{ $id }、{ $provenance }）
policy-heading-list-web = ウェブで受け付ける書類: { $on }（{ $id }、{ $provenance }）
policy-group-alone = それだけで使える書類
policy-group-auxiliary = 補助書類と一緒なら使える書類
policy-group-refused = 使えない書類
policy-group-services = サービス
policy-group-auxiliaries = 補助書類
policy-group-sources = 出典
policy-terms-identity-required = 本人確認が必要
policy-terms-no-identity = 本人確認は不要
policy-terms-not-offered = 取り扱いなし
policy-terms-refused-at-counter = 店頭では受け付け不可
policy-next = 次の変更: { $from } から { $id }
policy-next-none = 次の変更は予定されていません。
policy-change-now-accepted = 使えるようになる書類: { $document }
policy-change-no-longer-accepted = 使えなくなる書類: { $document }
policy-change-now-alone = それだけで使えるようになる書類: { $document }
policy-change-now-auxiliary = 補助書類が必要になる書類: { $document }
policy-change-needs = { $document }に加わる条件: { $needs }
policy-change-terms = { $service }: { $before }から{ $after }へ
policy-picture-required = 必ず撮る面: { $sides }
policy-picture-optional = 必要なときに撮る面: { $sides }
policy-auxiliary-months = 発行から { $months } か月以内
policy-auxiliary-utilities = 電気、都市ガス、水道の領収書。請求書とクレジットカード払いは不可
policy-auxiliary-named-only = 定められた書類と一緒のときだけ
policy-check-ok = 規則のファイルに誤りはありません（{ $count } 件）。
policy-from-until = { $from } から { $until } まで
policy-from-open = { $from } から
policy-unknown-document = 「{ $id }」という書類はありません。kiosk policy list で書類の一覧を確かめてください。
policy-unknown-document-near = 「{ $id }」という書類はありません。「{ $near }」ではありませんか。

# 判定の表示
assess-verdict-accept = 受け付けできます。
assess-verdict-needs = あと少しで受け付けできます。
assess-verdict-refuse = このままでは受け付けできません。
assess-policy = 規則: { $policy }、日付: { $on }
assess-no-identity = 本人確認は不要です。
assess-shots = 撮影するもの
assess-shot-required = { $document } { $side }（必須）
assess-shot-optional = { $document } { $side }（必要なとき）
side-page-3 = 3 ページ目
side-page-4 = 4 ページ目
side-page-5 = 5 ページ目
