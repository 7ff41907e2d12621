#!/bin/busybox sh
# First process of the guest: makes the camera, runs the program on the host's own files and
# switches off. What run.sh asks for stands in /ctl/conf.
/bin/busybox --install -s /bin 2>/dev/null
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts -o mode=620,ptmxmode=666 devpts /dev/pts
mount -t tmpfs shm /dev/shm
mount -t tmpfs run /run
ln -sf /proc/self/fd /dev/fd
ln -sf /proc/self/fd/0 /dev/stdin
ln -sf /proc/self/fd/1 /dev/stdout
ln -sf /proc/self/fd/2 /dev/stderr

finish() {
    echo "rig: $*" >/dev/console
    sync
    umount -a -r 2>/dev/null
    poweroff -f
    sleep 9
}
fail() {
    echo "$*" >/ctl/fail
    dmesg >/ctl/dmesg
    finish "failed: $*"
}

# load SET [PARAMETERS OF ITS LAST MODULE]
load() {
    list=/lib/$1.list
    shift
    last=$(tail -1 "$list")
    while read -r module; do
        name=$(echo "${module%.ko}" | tr - _)
        [ -d "/sys/module/$name" ] && continue
        if [ "$module" = "$last" ]; then
            insmod "/lib/$module" "$@" || return 1
        else
            insmod "/lib/$module" || return 1
        fi
    done <"$list"
}

load base || finish "failed: base modules"
P9=trans=virtio,version=9p2000.L,msize=524288
mount -t 9p -o $P9,cache=none ctl /ctl || finish "failed: control folder"
. /ctl/conf
ifconfig lo 127.0.0.1 up
# The host's files, read-only, under a layer that takes all writes and vanishes.
mount -t 9p -o $P9,cache=loose,ro host /host || fail "mount host"
mount -t tmpfs -o size=70% ov /ov
mkdir /ov/u /ov/w
mount -t overlay -o lowerdir=/host,upperdir=/ov/u,workdir=/ov/w,redirect_dir=off,index=off,xino=off overlay /root || fail overlay
for dir in dev proc sys run; do
    mkdir -p /root/$dir
    mount --rbind /$dir /root/$dir 2>/dev/null || mount --bind /$dir /root/$dir
done
mkdir -p /run/rig
mount --bind /ctl /root/run/rig || fail "bind control folder"
if [ -n "$SHARE" ]; then
    mkdir -p "/root$SHARE"
    mount -t 9p -o $P9,cache=mmap share "/root$SHARE" || fail "mount $SHARE"
fi

# feeder: starts what feeds the camera and waits until it is there
feeder() {
    rm -f /ctl/feed.log
    chroot /root /bin/sh /run/rig/feed.sh >/ctl/feed.log 2>&1 &
    tries=0
    until grep -q READY /ctl/feed.log 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -gt 150 ] && fail "feeder: $(cat /ctl/feed.log)"
        sleep 0.1
    done
}
case $CAMERA in
vivid) load vivid $VIVID || fail "insmod vivid" ;;
loopback)
    load loopback devices=1 video_nr=0 exclusive_caps=1 card_label=RigCam max_buffers=4 || fail "insmod v4l2loopback"
    feeder
    ;;
uvc)
    load uvc || fail "insmod uvcvideo"
    feeder
    ;;
none) ;;
esac

chroot /root /bin/bash /run/rig/program.sh </dev/null >/ctl/stdout 2>/ctl/stderr
code=$?
dmesg >/ctl/dmesg
echo $code >/ctl/code.part
sync
mv /ctl/code.part /ctl/code
finish "exit code $code"
