# 担当者: ログイン、画面のロック、kiosk staff
frame-staff = 担当 { $name }
