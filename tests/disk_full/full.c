/* A disk that fails: put before a program's own calls by LD_PRELOAD, it has the nth call that changes what lies under
 * a folder fail, and counts them.
 *
 * FULL_UNDER  folder                        FULL_AT   the first call that fails, from 1 (0: none)
 * FULL_ERRNO  what it fails with            FULL_TIMES  how many fail from there on
 * FULL_COUNT  file to which the number of calls is written at the end
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static long calls;

static int fails(void) {
    long at = number("FULL_AT"), call = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (at == 0 || call < at || call >= at + number("FULL_TIMES")) return 0;
    errno = (int)number("FULL_ERRNO");
    return 1;
}

static int is_under(const char *path) {
    const char *under = getenv("FULL_UNDER");
    if (!under || !path) return 0;
    char full[2 * PATH_MAX], here[PATH_MAX];
    if (path[0] != '/' && getcwd(here, sizeof here)) {
        snprintf(full, sizeof full, "%s/%s", here, path);
        path = full;
    }
    return strncmp(path, under, strlen(under)) == 0;
}

static int is_there(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    /* Sockets and pipes have no path. */
    return path[0] == '/' && is_under(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define OF_FILE(result, name, takes, gives) \
    result name takes { return is_there(fd) && fails() ? -1 : REAL(name) gives; }
#define OF_PATH(result, name, takes, gives) \
    result name takes { return is_under(path) && fails() ? -1 : REAL(name) gives; }

OF_FILE(ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n))
OF_FILE(ssize_t, pwrite, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at))
OF_FILE(ssize_t, pwrite64, (int fd, const void *from, size_t n, off64_t at), (fd, from, n, at))
OF_FILE(ssize_t, writev, (int fd, const struct iovec *from, int n), (fd, from, n))
OF_FILE(int, ftruncate, (int fd, off_t size), (fd, size))
OF_FILE(int, ftruncate64, (int fd, off64_t size), (fd, size))
OF_FILE(int, fallocate, (int fd, int how, off_t at, off_t size), (fd, how, at, size))
OF_FILE(int, fsync, (int fd), (fd))
OF_FILE(int, fdatasync, (int fd), (fd))
OF_PATH(int, mkdir, (const char *path, mode_t mode), (path, mode))
OF_PATH(int, rename, (const char *from, const char *path), (from, path))
OF_PATH(int, link, (const char *from, const char *path), (from, path))

int renameat2(int from_dir, const char *from, int dir, const char *path, unsigned flags) {
    return is_under(path) && fails() ? -1 : REAL(renameat2)(from_dir, from, dir, path, flags);
}

ssize_t copy_file_range(int from, off64_t *from_at, int fd, off64_t *at, size_t n, unsigned flags) {
    return is_there(fd) && fails() ? -1 : REAL(copy_file_range)(from, from_at, fd, at, n, flags);
}

/* Opening what isn't there takes room, too. */
#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        int is_new = flags & O_CREAT && access(path, F_OK) != 0; \
        return is_new && is_under(path) && fails() ? -1 : REAL(name)(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)

__attribute__((destructor)) static void tell(void) {
    const char *file = getenv("FULL_COUNT");
    FILE *out = file ? fopen(file, "w") : NULL;
    if (out) {
        fprintf(out, "%ld\n", calls);
        fclose(out);
    }
}
