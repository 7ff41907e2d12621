/* loopback_feed DEVICE FORMAT FPS FILE...   (guest side, static)
 * Feeds still pictures in a loop into a v4l2loopback device, so that a capture
 * program sees them as camera frames.  FORMAT: MJPG (FILEs are JPEG) or
 * YUYV | RGB3 | NV12 (FILEs are binary PPM, P6).  All FILEs must have one size.
 * Each picture is shown for HOLD frames (env HOLD, default 15), then the next.
 * Prints READY once the format is set and the first frame is written. */
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
typedef unsigned char u8;
struct pic {
    u8 *d;
    size_t n;
    int w, h;
};
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
static void jpeg_size(struct pic *p, const char *f) {
    size_t i = 2;
    while (i + 9 < p->n) {
        if (p->d[i] != 0xff) {
            i++;
            continue;
        }
        u8 m = p->d[i + 1];
        if (m == 0xff) {
            i++;
            continue;
        }
        if (m == 0xd8 || (m >= 0xd0 && m <= 0xd7) || m == 1) {
            i += 2;
            continue;
        }
        if (m >= 0xc0 && m <= 0xcf && m != 0xc4 && m != 0xc8 && m != 0xcc) {
            p->h = p->d[i + 5] << 8 | p->d[i + 6];
            p->w = p->d[i + 7] << 8 | p->d[i + 8];
            return;
        }
        i += 2 + (p->d[i + 2] << 8 | p->d[i + 3]);
    }
    fprintf(stderr, "%s: no JPEG frame header\n", f);
    exit(1);
}
static u8 clamp(int v) {
    return v < 0 ? 0 : v > 255 ? 255 : v;
}
static u8 Y(const u8 *p) {
    return clamp((66 * p[0] + 129 * p[1] + 25 * p[2] + 128 + (16 << 8)) >> 8);
}
static u8 U(int r, int g, int b) {
    return clamp((-38 * r - 74 * g + 112 * b + 128 + (128 << 8)) >> 8);
}
static u8 V(int r, int g, int b) {
    return clamp((112 * r - 94 * g - 18 * b + 128 + (128 << 8)) >> 8);
}
static void from_ppm(struct pic *p, const char *f, const char *fmt) {
    int w, h, max, off = 0;
    if (sscanf((char *)p->d, "P6 %d %d %d%n", &w, &h, &max, &off) != 3 || max != 255) {
        fprintf(stderr, "%s: want P6 PPM without comments\n", f);
        exit(1);
    }
    u8 *s = p->d + off + 1;
    p->w = w;
    p->h = h;
    if ((w | h) & 1) {
        fprintf(stderr, "%s: odd size\n", f);
        exit(1);
    }
    if (!strcmp(fmt, "RGB3")) {
        p->d = s;
        p->n = (size_t)w * h * 3;
        return;
    }
    if (!strcmp(fmt, "YUYV")) {
        u8 *o = malloc((size_t)w * h * 2), *q = o;
        for (size_t i = 0; i < (size_t)w * h; i += 2, s += 6) {
            int r = (s[0] + s[3]) / 2, g = (s[1] + s[4]) / 2, b = (s[2] + s[5]) / 2;
            *q++ = Y(s);
            *q++ = U(r, g, b);
            *q++ = Y(s + 3);
            *q++ = V(r, g, b);
        }
        p->d = o;
        p->n = (size_t)w * h * 2;
        return;
    }
    /* NV12 */
    u8 *o = malloc((size_t)w * h * 3 / 2), *q = o;
    for (size_t i = 0; i < (size_t)w * h; i++)
        *q++ = Y(s + 3 * i);
    for (int y = 0; y < h; y += 2)
        for (int x = 0; x < w; x += 2) {
            u8 *t = s + 3 * ((size_t)y * w + x);
            *q++ = U(t[0], t[1], t[2]);
            *q++ = V(t[0], t[1], t[2]);
        }
    p->d = o;
    p->n = (size_t)w * h * 3 / 2;
}
int main(int c, char **v) {
    if (c < 5) {
        fprintf(stderr, "usage: loopback_feed DEV MJPG|YUYV|RGB3|NV12 FPS FILE...\n");
        return 2;
    }
    const char *fmt = v[2];
    int fps = atoi(v[3]), n = c - 4, hold = getenv("HOLD") ? atoi(getenv("HOLD")) : 15;
    struct pic *p = calloc(n, sizeof *p);
    size_t max = 0;
    for (int i = 0; i < n; i++) {
        p[i].d = slurp(v[4 + i], &p[i].n);
        if (!strcmp(fmt, "MJPG"))
            jpeg_size(&p[i], v[4 + i]);
        else
            from_ppm(&p[i], v[4 + i], fmt);
        if (p[i].n > max)
            max = p[i].n;
        if (p[i].w != p[0].w || p[i].h != p[0].h) {
            fprintf(stderr, "%s: size differs\n", v[4 + i]);
            return 1;
        }
    }
    int fd = open(v[1], O_RDWR);
    if (fd < 0)
        die(v[1]);
    struct v4l2_format f = {.type = V4L2_BUF_TYPE_VIDEO_OUTPUT};
    f.fmt.pix.width = p[0].w;
    f.fmt.pix.height = p[0].h;
    f.fmt.pix.pixelformat = v4l2_fourcc(fmt[0], fmt[1], fmt[2], fmt[3]);
    f.fmt.pix.field = V4L2_FIELD_NONE;
    f.fmt.pix.colorspace = V4L2_COLORSPACE_SRGB;
    f.fmt.pix.sizeimage = max;
    if (ioctl(fd, VIDIOC_S_FMT, &f) < 0)
        die("S_FMT");
    struct v4l2_streamparm sp = {.type = V4L2_BUF_TYPE_VIDEO_OUTPUT};
    sp.parm.output.timeperframe.numerator = 1;
    sp.parm.output.timeperframe.denominator = fps;
    if (ioctl(fd, VIDIOC_S_PARM, &sp) < 0)
        perror("S_PARM (ignored)");
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    for (long k = 0;; k++) {
        struct pic *q = &p[(k / hold) % n];
        if (write(fd, q->d, q->n) < 0 && errno != EAGAIN)
            die("write");
        if (!k) {
            printf("READY %dx%d %s %dfps sizeimage=%u\n", p[0].w, p[0].h, fmt, fps, f.fmt.pix.sizeimage);
            fflush(stdout);
        }
        t.tv_nsec += 1000000000L / fps;
        while (t.tv_nsec >= 1000000000L)
            t.tv_nsec -= 1000000000L, t.tv_sec++;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, 0);
    }
}
