# Staff: signing in, locking the screen, kiosk staff
frame-staff = staff { $name }
