/* uvc_webcam FPS FILE...      (guest side, root)
 * A USB webcam made of software: plugs a UVC 1.1 device (bulk streaming) into
 * the kernel's vhci_hcd, so the stock uvcvideo driver binds to it and makes
 * /dev/videoN.  .jpg FILEs become MJPG frames, .ppm (P6) FILEs become YUYV
 * frames; each distinct size becomes a frame size.  Pictures of the selected
 * format+size are shown in turn, HOLD (env, default 15) frames each.
 *   SIGUSR1: unplug     SIGUSR2: freeze / thaw (no more frames, no error)
 * Prints READY when plugged in. Modules: vhci_hcd, uvcvideo. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
struct pic {
    u8 *d;
    size_t n;
    int w, h, fmt;
}; /* fmt 1 MJPG, 2 YUYV */
static struct pic *pics;
static int npics, hold = 15;
static int fw[3][16], fh[3][16], nf[3]; /* frame sizes by format */
static const int rates[] = {30, 15, 10, 5};
static int deffps;
static volatile sig_atomic_t unplug, frozen;
static void on1(int s) {
    (void)s;
    unplug = 1;
}
static void on2(int s) {
    (void)s;
    frozen = !frozen;
}
static void die(const char *m) {
    perror(m);
    exit(1);
}
static u8 *slurp(const char *f, size_t *n) {
    FILE *p = fopen(f, "rb");
    if (!p)
        die(f);
    fseek(p, 0, SEEK_END);
    *n = ftell(p);
    rewind(p);
    u8 *b = malloc(*n + 1);
    if (fread(b, 1, *n, p) != *n)
        die(f);
    fclose(p);
    b[*n] = 0;
    return b;
}
static u8 cl(int v) {
    return v < 0 ? 0 : v > 255 ? 255 : v;
}
static void loadpic(struct pic *p, const char *f) {
    p->d = slurp(f, &p->n);
    if (p->d[0] == 0xff && p->d[1] == 0xd8) {
        p->fmt = 1;
        for (size_t i = 2; i + 9 < p->n;) {
            u8 m = p->d[i + 1];
            if (p->d[i] != 0xff || m == 0xff) {
                i++;
                continue;
            }
            if (m >= 0xc0 && m <= 0xcf && m != 0xc4 && m != 0xc8 && m != 0xcc) {
                p->h = p->d[i + 5] << 8 | p->d[i + 6];
                p->w = p->d[i + 7] << 8 | p->d[i + 8];
                break;
            }
            i += 2 + (p->d[i + 2] << 8 | p->d[i + 3]);
        }
    } else {
        int w, h, mx, off = 0;
        p->fmt = 2;
        if (sscanf((char *)p->d, "P6 %d %d %d%n", &w, &h, &mx, &off) != 3 || mx != 255) {
            fprintf(stderr, "%s: not JPEG or P6 PPM\n", f);
            exit(1);
        }
        u8 *s = p->d + off + 1, *o = malloc((size_t)w * h * 2), *q = o;
        for (size_t i = 0; i < (size_t)w * h; i += 2, s += 6) {
            int r = (s[0] + s[3]) / 2, g = (s[1] + s[4]) / 2, b = (s[2] + s[5]) / 2;
            *q++ = cl((66 * s[0] + 129 * s[1] + 25 * s[2] + 4224) >> 8);
            *q++ = cl((-38 * r - 74 * g + 112 * b + 32896) >> 8);
            *q++ = cl((66 * s[3] + 129 * s[4] + 25 * s[5] + 4224) >> 8);
            *q++ = cl((112 * r - 94 * g - 18 * b + 32896) >> 8);
        }
        p->d = o;
        p->n = (size_t)w * h * 2;
        p->w = w;
        p->h = h;
    }
    if (!p->w) {
        fprintf(stderr, "%s: no size\n", f);
        exit(1);
    }
    int k;
    for (k = 0; k < nf[p->fmt]; k++)
        if (fw[p->fmt][k] == p->w && fh[p->fmt][k] == p->h)
            return;
    if (k < 16) {
        fw[p->fmt][k] = p->w;
        fh[p->fmt][k] = p->h;
        nf[p->fmt]++;
    }
}
/* ---- descriptors */
static u8 cfg[2048];
static int cn;
static void b1(int v) {
    cfg[cn++] = v;
}
static void b2(int v) {
    b1(v & 255);
    b1(v >> 8 & 255);
}
static void b4(u32 v) {
    b2(v & 0xffff);
    b2(v >> 16);
}
static void bs(const u8 *s, int n) {
    memcpy(cfg + cn, s, n);
    cn += n;
}
#define BS(...)                                                                                              \
    do {                                                                                                     \
        u8 t[] = {__VA_ARGS__};                                                                              \
        bs(t, sizeof t);                                                                                     \
    } while (0)
static int fmtidx[3]; /* our fmt -> bFormatIndex */
static void frames(int f, int sub) {
    for (int k = 0; k < nf[f]; k++) {
        int w = fw[f][k], h = fh[f][k];
        b1(26 + 16);
        b1(0x24);
        b1(sub);
        b1(k + 1);
        b1(0);
        b2(w);
        b2(h);
        b4((u32)w * h * 16 * 5);
        b4((u32)w * h * 16 * 30);
        b4((u32)w * h * 2);
        b4(10000000 / deffps);
        b1(4);
        for (int i = 0; i < 4; i++)
            b4(10000000 / rates[i]);
    }
    BS(6, 0x24, 0x0d, 1, 1, 4);
}
static void mkcfg(void) {
    int n = !!nf[1] + !!nf[2], i = 1;
    BS(9, 2, 0, 0, 2, 1, 0, 0x80, 250);
    BS(8, 11, 0, 2, 0x0e, 3, 0, 0);
    BS(9, 4, 0, 0, 0, 0x0e, 1, 0, 2);
    BS(13, 0x24, 1, 0x10, 0x01, 13 + 18 + 12 + 9, 0, 0, 0x6c, 0xdc, 2, 1, 1);
    BS(18, 0x24, 2, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0x2a, 0, 2);
    BS(12, 0x24, 5, 2, 1, 0, 0, 2, 0, 0, 0, 0);
    BS(9, 0x24, 3, 3, 1, 1, 0, 2, 0);
    BS(9, 4, 1, 0, 1, 0x0e, 2, 0, 0);
    int vs = cn;
    b1(13 + n);
    b1(0x24);
    b1(1);
    b1(n);
    b2(0);
    BS(0x81, 0, 3, 0, 0, 0, 1);
    for (int k = 0; k < n; k++)
        b1(0);
    if (nf[1]) {
        fmtidx[1] = i;
        BS(11, 0x24, 6, i++, nf[1], 0, 1, 0, 0, 0, 0);
        frames(1, 7);
    }
    if (nf[2]) {
        fmtidx[2] = i;
        BS(27, 0x24, 4, i++, nf[2], 'Y', 'U', 'Y', '2', 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71,
           16, 1, 0, 0, 0, 0);
        frames(2, 5);
    }
    cfg[vs + 4] = (cn - vs) & 255;
    cfg[vs + 5] = (cn - vs) >> 8;
    BS(7, 5, 0x81, 2, 0, 2, 0);
    cfg[2] = cn & 255;
    cfg[3] = cn >> 8;
}
static const u8 dev[18] = {18, 1, 0, 2, 0xef, 2, 1, 64, 0x6b, 0x1d, 0x02, 0x01, 0, 1, 1, 2, 3, 1};
static int strdesc(int i, u8 *o) {
    const char *s[] = {"", "Rig", "Rig UVC Webcam", "0001"};
    if (!i) {
        o[0] = 4;
        o[1] = 3;
        o[2] = 9;
        o[3] = 4;
        return 4;
    }
    if (i > 3)
        return -1;
    int n = strlen(s[i]);
    o[0] = 2 + 2 * n;
    o[1] = 3;
    for (int k = 0; k < n; k++) {
        o[2 + 2 * k] = s[i][k];
        o[3 + 2 * k] = 0;
    }
    return o[0];
}
/* ---- streaming state */
#define PAY 16384u
static u8 probe[34], commit[34];
static int sfmt, sfrm, fid, cur = -1;
static size_t off;
static long shown;
static double due;
static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}
static u32 g4(u8 *p) {
    return p[0] | p[1] << 8 | p[2] << 16 | (u32)p[3] << 24;
}
static void p4(u8 *p, u32 v) {
    p[0] = v;
    p[1] = v >> 8;
    p[2] = v >> 16;
    p[3] = v >> 24;
}
static void fix(u8 *p) { /* negotiate */
    int f = fmtidx[1] && p[2] == fmtidx[1] ? 1 : fmtidx[2] && p[2] == fmtidx[2] ? 2 : fmtidx[1] ? 1 : 2;
    p[2] = fmtidx[f];
    if (p[3] < 1 || p[3] > nf[f])
        p[3] = 1;
    u32 iv = g4(p + 4), best = 10000000 / deffps;
    if (iv) {
        best = 10000000 / rates[3];
        for (int i = 3; i >= 0; i--)
            if (iv <= 10000000u / rates[i] + 1)
                best = 10000000 / rates[i];
    }
    p4(p + 4, best);
    p4(p + 18, (u32)fw[f][p[3] - 1] * fh[f][p[3] - 1] * 2);
    p4(p + 22, PAY);
    p4(p + 26, 48000000);
}
static void restart(void) {
    off = 0;
    cur = -1;
    shown = 0;
    due = now();
}
static void nextpic(void) {
    int k, cnt = 0, w = fw[sfmt][sfrm - 1], h = fh[sfmt][sfrm - 1], idx[256];
    for (k = 0; k < npics && cnt < 256; k++)
        if (pics[k].fmt == sfmt && pics[k].w == w && pics[k].h == h)
            idx[cnt++] = k;
    cur = idx[(shown / hold) % cnt];
}
/* ---- usbip */
struct hdr {
    u32 cmd, seq, devid, dir, ep;
    u32 a, b, c, d, e;
    u8 setup[8];
} __attribute__((packed));
static int sk;
struct urb {
    u32 seq, len;
} q[256];
static int qn;
static void wr(const void *p, size_t n) {
    const u8 *b = p;
    while (n) {
        ssize_t k = write(sk, b, n);
        if (k <= 0) {
            if (k < 0 && errno == EINTR)
                continue;
            die("usbip write");
        }
        b += k;
        n -= k;
    }
}
static int rd(void *p, size_t n) {
    u8 *b = p;
    while (n) {
        ssize_t k = read(sk, b, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return -1;
        b += k;
        n -= k;
    }
    return 0;
}
static void reply(u32 seq, int st, const u8 *d, u32 n, int in) {
    struct hdr h;
    memset(&h, 0, sizeof h);
    h.cmd = htonl(3);
    h.seq = htonl(seq);
    h.a = htonl(st);
    h.b = htonl(n);
    wr(&h, 48);
    if (in && n)
        wr(d, n);
}
/* ---- exposure and focus: controls of the camera terminal, which is unit 1 */
static struct {
    u8 selector, len;
    u32 min, max, res, def, cur;
} knobs[] = {
    {2, 1, 0, 0, 9, 8, 8}, /* who exposes: 1 the user, 8 the camera; which there are is told as the resolution */
    {4, 4, 3, 2047, 1, 250, 250}, /* exposure in units of 100 us */
    {6, 2, 0, 250, 5, 0, 0},      /* focus */
    {8, 1, 0, 1, 1, 1, 1},        /* the camera focuses */
};
static int knob(u8 request, u8 selector, u8 *in, u32 len, u8 *o) {
    for (size_t k = 0; k < sizeof knobs / sizeof *knobs; k++) {
        if (knobs[k].selector != selector)
            continue;
        u8 b[4] = {0};
        /* what is asked for, by the last digit of the request */
        u32 told[] = {[1] = knobs[k].cur, [2] = knobs[k].min, [3] = knobs[k].max, [4] = knobs[k].res, [7] = knobs[k].def};
        switch (request) {
        case 0x01:
            memcpy(b, in, len < knobs[k].len ? len : knobs[k].len);
            knobs[k].cur = g4(b);
            return 0;
        case 0x81:
        case 0x82:
        case 0x83:
        case 0x84:
        case 0x87:
            p4(o, told[request & 15]);
            return knobs[k].len;
        case 0x85:
            o[0] = knobs[k].len;
            o[1] = 0;
            return 2;
        case 0x86:
            o[0] = 3;
            return 1;
        }
    }
    return -1;
}
static void control(u32 seq, u8 *s, u8 *out, u32 len, int in) {
    u8 o[2048];
    int n = -1;
    u16 val = s[2] | s[3] << 8, idx = s[4] | s[5] << 8;
    if ((s[0] & 0x60) == 0)
        switch (s[1]) {
        case 0:
            o[0] = o[1] = 0;
            n = (s[0] & 31) ? 2 : 2;
            break;
        case 1:
            if (val == 0 && (idx & 255) == 0x81)
                restart();
            n = 0;
            break;
        case 3:
        case 5:
        case 9:
        case 11:
            n = 0;
            break;
        case 6:
            if (val >> 8 == 1) {
                memcpy(o, dev, n = 18);
            } else if (val >> 8 == 2) {
                memcpy(o, cfg, n = cn);
            } else if (val >> 8 == 3)
                n = strdesc(val & 255, o);
            else if (val >> 8 == 6) {
                u8 dq[10] = {10, 6, 0, 2, 0xef, 2, 1, 64, 1, 0};
                memcpy(o, dq, n = 10);
            }
            break;
        case 8:
            o[0] = 1;
            n = 1;
            break;
        case 10:
            o[0] = 0;
            n = 1;
            break;
        }
    else if ((idx & 255) == 1 && (val >> 8 == 1 || val >> 8 == 2)) {
        u8 *t = val >> 8 == 1 ? probe : commit;
        switch (s[1]) {
        case 0x01:
            memcpy(t, out, len < 34 ? len : 34);
            fix(t);
            n = 0;
            if (t == commit) {
                memcpy(probe, t, 34);
                sfmt = t[2] == fmtidx[1] && fmtidx[1] ? 1 : 2;
                sfrm = t[3];
                restart();
            }
            break;
        case 0x81:
            memcpy(o, t, n = 34);
            break;
        case 0x82:
        case 0x83:
        case 0x87:
            memcpy(o, t, n = 34);
            p4(o + 4, 10000000 / (s[1] == 0x82 ? 30 : s[1] == 0x83 ? 5 : deffps));
            break;
        case 0x85:
            o[0] = 34;
            o[1] = 0;
            n = 2;
            break;
        case 0x86:
            o[0] = 3;
            n = 1;
            break;
        }
    } else if (idx == 0x100) {
        n = knob(s[1], val >> 8, out, len, o);
    } else if (idx == 0 && (val >> 8) == 2) {
        o[0] = 0;
        n = 1; /* VC_REQUEST_ERROR_CODE */
    }
    if (n < 0) {
        reply(seq, -EPIPE, 0, 0, 0);
        return;
    }
    if (in) {
        if ((u32)n > len)
            n = len;
        reply(seq, 0, o, n, 1);
    } else
        reply(seq, 0, 0, len, 0);
}
static void pump(void) {
    u8 b[PAY];
    while (qn && sfmt && !frozen) {
        if (off == 0) {
            if (now() < due)
                return;
            nextpic();
        }
        struct pic *p = &pics[cur];
        u32 room = q[0].len < PAY ? q[0].len : PAY, n = p->n - off;
        if (n > room - 2)
            n = room - 2;
        b[0] = 2;
        b[1] = 0x80 | fid;
        memcpy(b + 2, p->d + off, n);
        off += n;
        if (off == p->n)
            b[1] |= 2;
        reply(q[0].seq, 0, b, n + 2, 1);
        memmove(q, q + 1, sizeof *q * --qn);
        if (off == p->n) {
            off = 0;
            fid ^= 1;
            shown++;
            due += g4(commit + 4) / 1e7;
            if (due < now() - 1)
                due = now();
        }
    }
}
/* The driver has made its node; another number than before if somebody still holds the old one. */
static int plugged(void) {
    char n[32];
    for (int i = 0; i < 16; i++) {
        snprintf(n, sizeof n, "/dev/video%d", i);
        if (!access(n, F_OK))
            return 1;
    }
    return 0;
}
int main(int c, char **v) {
    if (c < 3) {
        fprintf(stderr, "usage: uvc_webcam FPS FILE...\n");
        return 2;
    }
    if (getenv("HOLD"))
        hold = atoi(getenv("HOLD"));
    deffps = atoi(v[1]);
    int ok = 0;
    for (int i = 0; i < 4; i++)
        ok |= rates[i] == deffps;
    if (!ok)
        deffps = 30;
    npics = c - 2;
    pics = calloc(npics, sizeof *pics);
    for (int i = 0; i < npics; i++)
        loadpic(&pics[i], v[2 + i]);
    mkcfg();
    probe[2] = probe[3] = 1;
    fix(probe);
    memcpy(commit, probe, 34);
    signal(SIGPIPE, SIG_IGN);
    struct sigaction sa = {.sa_handler = on1};
    sigaction(SIGUSR1, &sa, 0);
    sa.sa_handler = on2;
    sigaction(SIGUSR2, &sa, 0);
    int sv[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv))
        die("socketpair");
    sk = sv[0];
    char line[64];
    int n = 0;
    int a = open("/sys/devices/platform/vhci_hcd.0/attach", O_WRONLY);
    if (a < 0)
        die("vhci attach");
    int port = 0;
    for (; port < 8; port++) {
        n = snprintf(line, sizeof line, "%d %d %d 3", port, sv[1], 0x10002 + port);
        if (write(a, line, n) == n)
            break;
    }
    if (port == 8)
        die("vhci attach write");
    close(a);
    close(sv[1]);
    int told = 0;
    for (;;) {
        if (unplug) {
            fprintf(stderr, "unplugged\n");
            return 0;
        }
        if (!told && plugged()) {
            printf("READY uvc %s%s fps %d\n", nf[1] ? "MJPG " : "", nf[2] ? "YUYV" : "", deffps);
            fflush(stdout);
            told = 1;
        }
        int to = 100;
        if (qn && sfmt && off == 0) {
            double d = due - now();
            to = d <= 0 ? 0 : d < .1 ? (int)(d * 1000) + 1 : 100;
        }
        if (frozen)
            to = 100;
        struct pollfd pf = {sk, POLLIN, 0};
        int r = poll(&pf, 1, to);
        if (r > 0) {
            struct hdr h;
            if (rd(&h, 48)) {
                fprintf(stderr, "usbip closed\n");
                return 0;
            }
            u32 cmd = ntohl(h.cmd), seq = ntohl(h.seq), dir = ntohl(h.dir), ep = ntohl(h.ep),
                len = ntohl(h.b);
            if (cmd == 1) {
                static u8 out[65536];
                if (!dir && len) {
                    if (len > sizeof out || rd(out, len))
                        return 1;
                }
                if (ep == 0)
                    control(seq, h.setup, out, len, dir);
                else if (qn < 256) {
                    q[qn].seq = seq;
                    q[qn++].len = len;
                }
            } else if (cmd == 2) {
                u32 victim = ntohl(h.a);
                int st = 0;
                for (int i = 0; i < qn; i++)
                    if (q[i].seq == victim) {
                        memmove(q + i, q + i + 1, sizeof *q * (qn - i - 1));
                        qn--;
                        st = -ECONNRESET;
                        break;
                    }
                struct hdr o;
                memset(&o, 0, sizeof o);
                o.cmd = htonl(4);
                o.seq = h.seq;
                o.a = htonl(st);
                wr(&o, 48);
            } else
                return 1;
        }
        pump();
    }
}
