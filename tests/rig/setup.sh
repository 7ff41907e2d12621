# Makes the rig below $RIG, once: packages are fetched and unpacked there, nothing is
# installed on this machine. Sourced by run.sh.

say() { echo "rig: $*" >&2; }

# 77: this machine can not have the rig (no packages to be had). 125: the rig failed.
skip() {
    say "skipped: $*"
    exit 77
}
die() {
    say "$*"
    exit 125
}

LIBS=usr/lib/x86_64-linux-gnu
# What the guest needs beside the kernel and QEMU.
TOOLS="kmod libkmod2 busybox-static v4l-utils libv4l-0 libv4lconvert0 libv4l2rds0 v4l2loopback-dkms"

setup() {
    mkdir -p "$RIG" || die "can not write $RIG"
    exec 9>"$RIG/lock"
    flock 9
    # Made anew when these scripts or the cameras change.
    local stamp
    stamp=$(cat "$HERE"/setup.sh "$HERE"/guest-init.sh "$HERE"/*.c | sha256sum | cut -d' ' -f1)
    if [ "$(cat "$RIG/ready" 2>/dev/null)" != "$stamp" ]; then
        [ "$(uname -m)" = x86_64 ] || skip "the guest is x86-64 only"
        rm -f "$RIG/ready"
        fetch_packages
        uncompress_kernel
        build_loopback
        build_cameras
        build_initramfs
        echo "$stamp" >"$RIG/ready"
    fi
    flock -u 9
}

fetch_packages() {
    [ -f "$RIG/fetched" ] && return
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || skip "no apt-get"
    mkdir -p "$RIG/deb"
    cd "$RIG/deb" || die "no $RIG/deb"
    local kernel
    kernel=$(kernel_package)
    if [ -z "$kernel" ]; then
        apt-get update >"$RIG/setup.log" 2>&1
        kernel=$(kernel_package)
    fi
    [ -n "$kernel" ] || skip "no package linux-image-amd64 to be had"
    local release=${kernel#linux-image-} qemu headers
    headers="linux-headers-$release linux-headers-${release%-*}-common linux-kbuild-6.1"
    # Only named, not installed: what QEMU needs and this machine lacks.
    qemu=$(apt-get install -s --reinstall --no-install-recommends qemu-system-x86 2>/dev/null | awk '/^Inst/ {print $2}')
    say "fetching QEMU, kernel $release and video tools"
    # shellcheck disable=SC2086 # lists of names
    download $qemu $kernel $TOOLS $headers || skip "the packages are not to be had (see $RIG/setup.log)"
    # shellcheck disable=SC2086
    unpack qemu $qemu
    unpack kernel "$kernel"
    # shellcheck disable=SC2086
    unpack tools $TOOLS $headers
    echo "$release" >"$RIG/release"
    touch "$RIG/fetched"
}

kernel_package() {
    apt-cache depends linux-image-amd64 2>/dev/null | awk '/Depends: linux-image-/ {print $2; exit}'
}

download() {
    apt-get download "$@" >>"$RIG/setup.log" 2>&1 && return
    apt-get update >>"$RIG/setup.log" 2>&1
    apt-get download "$@" >>"$RIG/setup.log" 2>&1
}

unpack() {
    local into=$RIG/$1 package
    shift
    rm -rf "$into"
    mkdir -p "$into"
    for package; do
        dpkg-deb -x "$(ls -t "$package"_*.deb | head -1)" "$into" || die "unpack $package"
    done
}

# An uncompressed kernel starts directly; where there is no KVM this saves seconds a run.
uncompress_kernel() {
    local release packed at
    release=$(cat "$RIG/release")
    packed=$RIG/kernel/boot/vmlinuz-$release
    at=$(LC_ALL=C grep -obUaP '\xfd7zXZ\x00' "$packed" | head -1 | cut -d: -f1)
    [ -n "$at" ] && tail -c +$((at + 1)) "$packed" | xz -dc >"$RIG/vmlinux" 2>/dev/null
    [ "$(head -c 4 "$RIG/vmlinux" | tail -c 3)" = ELF ] || cp "$packed" "$RIG/vmlinux"
}

build_loopback() {
    local release headers build
    release=$(cat "$RIG/release")
    headers=$RIG/tools/usr/src/linux-headers-$release
    build=$RIG/v4l2loopback
    # The headers name each other by the place where they would be installed.
    sed -i "s#include /usr/src/#include $RIG/tools/usr/src/#" "$headers/Makefile"
    rm -rf "$build"
    cp -r "$RIG"/tools/usr/src/v4l2loopback-* "$build"
    make -C "$headers" M="$build" modules >>"$RIG/setup.log" 2>&1 || die "v4l2loopback does not build (see $RIG/setup.log)"
    mkdir -p "$RIG/kernel/lib/modules/$release/extra"
    cp "$build/v4l2loopback.ko" "$RIG/kernel/lib/modules/$release/extra/"
}

build_cameras() {
    local camera
    mkdir -p "$RIG/bin"
    for camera in loopback_feed uvc_webcam; do
        cc -O2 -static -o "$RIG/bin/$camera" "$HERE/$camera.c" 2>>"$RIG/setup.log" ||
            die "$camera does not build (see $RIG/setup.log)"
    done
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s "$@"\n' "$RIG/tools/$LIBS" "$RIG/tools/usr/bin/v4l2-ctl" \
        >"$RIG/bin/v4l2-ctl"
    chmod +x "$RIG/bin/v4l2-ctl"
}

kmod_tool() {
    local name=$1
    shift
    ln -sf kmod "$RIG/tools/bin/$name"
    LD_LIBRARY_PATH=$RIG/tools/lib/x86_64-linux-gnu "$RIG/tools/bin/$name" "$@"
}

build_initramfs() {
    local release root set module
    release=$(cat "$RIG/release")
    root=$RIG/initramfs
    kmod_tool depmod -b "$RIG/kernel" "$release" || die depmod
    rm -rf "$root"
    mkdir -p "$root"/{bin,dev,proc,sys,lib,run,ctl,host,ov,root}
    cp "$RIG/tools/bin/busybox" "$root/bin/busybox"
    for set in base:virtio_pci,virtio_console,9pnet_virtio,9p,overlay vivid:vivid loopback:v4l2loopback uvc:vhci_hcd,uvcvideo; do
        for module in $(echo "${set#*:}" | tr , ' '); do
            kmod_tool modprobe -d "$RIG/kernel" -S "$release" --show-depends "$module" 2>/dev/null
        done | awk '$1 == "insmod" && !seen[$2]++ {print $2}' | while read -r module; do
            cp -n "$module" "$root/lib/"
            basename "$module"
        done >"$root/lib/${set%%:*}.list"
    done
    strip -g "$root/lib/v4l2loopback.ko" 2>/dev/null
    install -m 755 "$HERE/guest-init.sh" "$root/init"
    (cd "$root" && find . | "$RIG/tools/bin/busybox" cpio -o -H newc 2>/dev/null | gzip -1) >"$RIG/initramfs.gz" || die cpio
}
