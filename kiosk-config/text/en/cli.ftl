# What the command line says
cli-no-temporary-folder = No temporary folder can be made. Is /tmp writable, and is there room?
cli-already-open = Another counter is open on this data folder. Close it, or name another folder with --data.
cli-system = The terminal or the system did not do what was needed ({ $why }). Start it in an ordinary terminal window.
runtime-panic = The counter stopped unexpectedly. Saved cases are safe. Start kiosk again and tell the manager (details are in logs of the data folder).
input-text-file = A text file can not be read: { $why }. Correct it, or remove that file.
input-environment = The environment variable { $variable } does not fit the setting ({ $why }). Correct or remove it.
notice-reservation-unknown = There is no such reservation. Check the code, or empty it and press Enter.
notice-reservation-no-answer = The reservation could not be asked for. Try again, or empty the code and type the order.
notice-reservation-not-let-in = The service does not know this machine. Tell the manager, and serve without the reservation.
notice-recipient-mismatch = The service's key differs from the setting. Cases are still sent, but tell the manager.
sending-error = { $code ->
    [unreachable] The service can not be reached. Look at the network.
    [connection-lost] The connection broke off.
    [timed-out] The service does not answer.
    [tls-refused] What answers can not prove that it is the service. Tell the manager.
    [not-a-receipt] Something else than the service answered. Is this a Wi-Fi that wants a login?
   *[other] Reason: { $code }
}
sending-reason-unknown = Reason code of the service: { $code }
advice-clock-skew = This machine's clock is { $seconds } seconds off the service's. Tell the manager.
runtime-damage = The stored file was damaged and is now { $file }. { $kept } unsent cases were carried over, { $lost } can not be sent. Tell the manager.
cli-sandbox = The sandbox service can not be started ({ $why }).
cli-not-written = { $path } can not be written ({ $why }). Name another place.
