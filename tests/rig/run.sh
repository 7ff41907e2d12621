#!/usr/bin/env bash
# Runs a program in a throw-away guest that has a real Video for Linux camera, /dev/video0,
# on a machine that has none. See README.md beside this file.
#
#   run.sh [OPTIONS] [--] PROGRAM [ARGUMENT...]
#   run.sh --setup
#
#   --camera KIND   vivid     the kernel's test camera: YUYV, NV12, RGB3, no MJPG (default)
#                   loopback  v4l2loopback showing the pictures of --feed
#                   uvc       a USB webcam in software under the stock driver, with its
#                             metadata node; .jpg files become MJPG, .ppm files YUYV
#                   none      no camera
#   --feed FILE     a picture to show; several follow each other
#   --hold N        frames for which each picture is shown (default 15)
#   --fps N         rate of the feed (default 15)
#   --before CMD    shell command in the guest before the program, camera there
#   --beside CMD    shell command in the guest beside the program
#   --share DIR     folder of the host that the guest may write to
#   --env K=V       environment of the program (repeatable)
#   --timeout S     give up after S seconds (default 180)
#   --accel A       tcg (default) | kvm: quicker, but not to be had on every machine that has
#                   /dev/kvm
#
# In the guest `unplug`, `replug` and `freeze` (also thaws) act on the uvc camera.
#
# Exit code: the program's; 77 the rig can not be had here; 124 timed out; 125 it failed.
set -u
HERE=$(dirname "$(readlink -f "$0")")
RIG=${RIG:-${XDG_CACHE_HOME:-$HOME/.cache}/bicsim-kiosk-rig}
# shellcheck source=setup.sh
. "$HERE/setup.sh"

CAMERA=vivid FEED=() HOLD=15 FPS=15 BEFORE= BESIDE= SHARE= ENVIRONMENT=() TIMEOUT=180 ACCEL=tcg
VIVID="n_devs=1 node_types=0x1 num_inputs=1 input_types=0x0 multiplanar=1 vid_cap_nr=0"
while [ $# -gt 0 ]; do
    case $1 in
    --setup)
        setup
        exit 0
        ;;
    --)
        shift
        break
        ;;
    --*)
        [ $# -ge 2 ] || die "$1 needs a value"
        case $1 in
        --camera) CAMERA=$2 ;;
        --feed) FEED+=("$(readlink -f "$2")") ;;
        --hold) HOLD=$2 ;;
        --fps) FPS=$2 ;;
        --before) BEFORE=$2 ;;
        --beside) BESIDE=$2 ;;
        --share) SHARE=$(readlink -f "$2") ;;
        --env) ENVIRONMENT+=("$2") ;;
        --timeout) TIMEOUT=$2 ;;
        --accel) ACCEL=$2 ;;
        *) die "unknown option $1" ;;
        esac
        shift
        ;;
    *) break ;;
    esac
    shift
done
[ $# -gt 0 ] || die "no program"
setup

CTL=$(mktemp -d "${TMPDIR:-/tmp}/camera-rig.XXXXXX") || die mktemp
QEMU_PID=
cleanup() {
    [ -n "$QEMU_PID" ] && kill "$QEMU_PID" 2>/dev/null
    rm -rf "$CTL"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

{
    printf 'CAMERA=%q\nVIVID="%s"\nSHARE=%q\n' "$CAMERA" "$VIVID" "$SHARE"
} >"$CTL/conf"
case $CAMERA in
uvc) FEEDER=("$RIG/bin/uvc_webcam" "$FPS") ;;
loopback) FEEDER=("$RIG/bin/loopback_feed" /dev/video0 MJPG "$FPS") ;;
*) FEEDER=(true) ;;
esac
echo "HOLD=$HOLD exec $(printf '%q ' "${FEEDER[@]}" ${FEED[@]+"${FEED[@]}"})" >"$CTL/feed.sh"
mkdir "$CTL/bin"
printf '#!/bin/sh\nexec pkill -USR1 -x uvc_webcam\n' >"$CTL/bin/unplug"
printf '#!/bin/sh\nexec pkill -USR2 -x uvc_webcam\n' >"$CTL/bin/freeze"
printf '#!/bin/sh\nwhile pgrep -x uvc_webcam >/dev/null; do sleep 0.1; done\nsetsid sh /run/rig/feed.sh >/dev/null 2>&1 &\n' >"$CTL/bin/replug"
chmod +x "$CTL"/bin/*
{
    echo "export PATH=/run/rig/bin:$(printf %q "$RIG/bin"):$(printf %q "$PATH") HOME=/root LANG=C.UTF-8 TERM=xterm-256color"
    for pair in ${ENVIRONMENT[@]+"${ENVIRONMENT[@]}"}; do printf 'export %s=%q\n' "${pair%%=*}" "${pair#*=}"; done
    printf 'cd %q || exit 126\n' "$PWD"
    [ -n "$BEFORE" ] && printf '( %s ) >&2 || exit 126\n' "$BEFORE"
    [ -n "$BESIDE" ] && printf '( %s ) >/run/rig/beside.log 2>&1 &\n' "$BESIDE"
    printf 'exec '
    printf '%q ' "$@"
    echo
} >"$CTL/program.sh"

case $ACCEL in
# ARCH_CAPABILITIES can not be set in a guest of a guest.
kvm) CPU=host,-arch-capabilities ;;
*) CPU=max ;;
esac
ARGS=(-nodefaults -no-user-config -no-reboot -display none -nic none
    -M "q35,accel=$ACCEL" -cpu "$CPU" -m 1536 -smp 2
    -L "$RIG/qemu/usr/share/qemu" -L "$RIG/qemu/usr/share/seabios"
    -kernel "$RIG/vmlinux" -initrd "$RIG/initramfs.gz"
    -append "console=ttyS0 quiet panic=-1 mitigations=off random.trust_cpu=on cryptomgr.notests no_timer_check nowatchdog"
    -chardev "file,id=console,path=$CTL/console" -serial chardev:console
    -fsdev local,id=host,path=/,security_model=none,readonly=on,multidevs=remap
    -device virtio-9p-pci,fsdev=host,mount_tag=host
    -fsdev "local,id=ctl,path=$CTL,security_model=none" -device virtio-9p-pci,fsdev=ctl,mount_tag=ctl
    -device virtio-rng-pci)
[ -n "$SHARE" ] && ARGS+=(-fsdev "local,id=share,path=$SHARE,security_model=none,multidevs=remap"
    -device virtio-9p-pci,fsdev=share,mount_tag=share)
QEMU_LIBS=$RIG/qemu/$LIBS:$RIG/qemu/lib/x86_64-linux-gnu:$RIG/qemu/usr/lib
LD_LIBRARY_PATH=$QEMU_LIBS "$RIG/qemu/usr/bin/qemu-system-x86_64" "${ARGS[@]}" </dev/null >"$CTL/qemu.log" 2>&1 &
QEMU_PID=$!
end=$((SECONDS + TIMEOUT))
while kill -0 "$QEMU_PID" 2>/dev/null; do
    if [ $SECONDS -ge $end ]; then
        cat "$CTL/stdout" "$CTL/stderr" >&2 2>/dev/null
        say "timed out after $TIMEOUT s"
        exit 124
    fi
    sleep 0.1
done
QEMU_PID=
[ -f "$CTL/stdout" ] && cat "$CTL/stdout"
[ -f "$CTL/stderr" ] && cat "$CTL/stderr" >&2
[ -f "$CTL/code" ] && exit "$(cat "$CTL/code")"
say "the guest gave no exit code: $(cat "$CTL/fail" 2>/dev/null)"
tail -5 "$CTL/console" "$CTL/qemu.log" >&2 2>/dev/null
exit 125
