# camera
camera-absent = No camera found. Check that its cable is plugged in.
camera-absent-named = The camera "{ $wanted }" is not there. Check its cable; the names of the cameras are shown by "kiosk camera list".
camera-busy = Another program is using the camera ({ $camera }). Close that program; the kiosk goes on by itself.
camera-unplugged = The camera ({ $camera }) was unplugged. Plug it in again; the kiosk goes on by itself.
camera-stalled = The camera ({ $camera }) sends no pictures. Unplug it and plug it in again.
camera-denied = No permission to use the camera ({ $path }). Add the kiosk's user to the group "video".
camera-no-format = The camera ({ $camera }) offers no format that can be used ({ $offered }). Use another camera.
camera-sample = Sample picture { $path }: { $why }. Check "samples" under [camera] in kiosk.toml.
camera-driver = The camera ({ $camera }) reported an error ({ $doing }: { $why }). Unplug it and plug it in again.
camera-off = Camera off
camera-opening = Switching the camera on
camera-live = Camera { $format }, { $fps } fps
camera-setting-range = { $key } under [camera] must be { $range }.
camera-list-samples = Pictures come from the sample pictures ({ $path }). To use a camera, set source = "device" under [camera] in kiosk.toml.
camera-shot-write = { $file } can not be written ({ $why }). Name another file.
camera-calibrate-occupied = Something that looks like a document lies on the desk. Clear the desk and try again; nothing was stored.
camera-calibrate-dark = Too dark to see the desk. Turn up the light and try again.
camera-calibrate-done = The bare desk is stored. Do this again after the camera, the desk or the light has changed.
