# What a picture shows. One sentence each, with the next thing to do.

reason-not-jpeg = This is not a JPEG photograph. Take the picture again or choose a JPEG.
reason-image-damaged = The image data is cut off or damaged. Take the picture again.
reason-image-too-large = The picture is too large. Take it again at a lower resolution.
reason-image-too-small = The picture is too small. Take it again at a higher resolution.
reason-document-not-found = No document found. Put the whole document in the middle of the desk.
reason-document-cut-off = { $place ->
    [upper-left] Cut off at the upper left: move the document down and to the right.
    [upper] Cut off at the top: move the document down.
    [upper-right] Cut off at the upper right: move the document down and to the left.
    [left] Cut off on the left: move the document to the right.
    [right] Cut off on the right: move the document to the left.
    [lower-left] Cut off at the lower left: move the document up and to the right.
    [lower] Cut off at the bottom: move the document up.
    [lower-right] Cut off at the lower right: move the document up and to the left.
   *[other] The document is cut off: place it so that all of it is in the picture.
}
reason-document-covered = { $place ->
    [upper-left] A hand covers the upper left: take it away.
    [upper] A hand covers the top: take it away.
    [upper-right] A hand covers the upper right: take it away.
    [left] A hand covers the left side: take it away.
    [right] A hand covers the right side: take it away.
    [lower-left] A hand covers the lower left: take it away.
    [lower] A hand covers the bottom: take it away.
    [lower-right] A hand covers the lower right: take it away.
   *[other] A hand covers the document: take it away.
}
reason-document-too-small = The document is too small in the picture: bring it nearer to the camera.
reason-document-tilted = The document is tilted: lay it straight and photograph it from above.
reason-too-dark = Too dark: turn up the light.
reason-too-bright = So bright that print is lost: turn the light down or move it away.
reason-glare = { $place ->
    [upper-left] Glare upper left: turn the lamp away.
    [upper] Glare at the top: turn the lamp away.
    [upper-right] Glare upper right: turn the lamp away.
    [left] Glare on the left: turn the lamp away.
    [centre] Glare in the middle: turn the lamp away.
    [right] Glare on the right: turn the lamp away.
    [lower-left] Glare lower left: turn the lamp away.
    [lower] Glare at the bottom: turn the lamp away.
    [lower-right] Glare lower right: turn the lamp away.
   *[other] Glare on the document: turn the lamp away.
}
reason-blurred = Blurred: keep the document still and wait for the camera to focus.
reason-wrong-side = This seems to be the wrong side: turn the document over and photograph the side asked for.
reason-same-side-twice = The same side was photographed twice: turn the document over and photograph the other side.

inspect-accept = This picture can be accepted.
inspect-refuse = This picture can not be accepted as it is.
inspect-unknown-document = There is no document "{ $value }". Give a document id such as drivers-license.
inspect-unknown-side = There is no side "{ $value }". Give front, back, photo-page, address-page, page-1 and so on.
inspect-crop-unwritable = { $file } can not be written ({ $why }). Choose another place.

models-unreadable = The text model { $file } can not be read. Text is not read and My Numbers are not searched for: look with your own eyes. (Restore the folder models to use it.)
models-changed = The text model { $file } is damaged or was exchanged and is not used: look with your own eyes. (Restore the folder models to use it.)
models-unusable = The text model { $file } does not suit this kiosk and is not used: look with your own eyes. (Restore the folder models to use it.)
