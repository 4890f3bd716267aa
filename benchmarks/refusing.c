/* Refuses one call that writes, or that one and all after it, as a failing or a full disk does.
 *
 * Loaded before libc (LD_PRELOAD). Only calls on regular files and folders count; a full disk (`lasting`) takes half of
 * the first write that it refuses, as real ones do, and still lets files be removed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static volatile long seen, place, met;
static volatile int armed, code, lasting;

/* Refuse call number `at` (from 1; 0: none, only count) with `error`, and all after it where `forever`. */
void refuse(long at, int error, int forever) {
    seen = 0; met = 0; place = at; code = error; lasting = forever;
    armed = 1;
}

/* Refuse nothing any more; how many calls were counted. */
long relent(void) { armed = 0; return seen; }

long refused_calls(void) { return met; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int first_refused(void) { return seen == place; }

static int refused(void) {
    if (!armed) return 0;
    long at = __sync_add_and_fetch(&seen, 1);
    if (!place || at < place || (at > place && !lasting)) return 0;
    met++;
    errno = code;
    return 1;
}

static int is_file(int fd) {
    struct stat state;
    int kept = errno, found = fstat(fd, &state) == 0 && (S_ISREG(state.st_mode) || S_ISDIR(state.st_mode));
    errno = kept;
    return found;
}

#define WRITES(name, signature, arguments, half)                          \
    ssize_t name signature {                                              \
        if (is_file(fd) && refused()) {                                   \
            if (lasting && first_refused() && size > 1) return half;      \
            errno = code;                                                 \
            return -1;                                                    \
        }                                                                 \
        return REAL(name) arguments;                                      \
    }

WRITES(write, (int fd, const void *from, size_t size), (fd, from, size), REAL(write)(fd, from, size / 2))
WRITES(pwrite, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at),
       REAL(pwrite)(fd, from, size / 2, at))
WRITES(pwrite64, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at),
       REAL(pwrite64)(fd, from, size / 2, at))

ssize_t writev(int fd, const struct iovec *from, int count) {
    return is_file(fd) && refused() ? -1 : REAL(writev)(fd, from, count);
}

#define ON_FILE(name, signature, arguments) \
    int name signature { return is_file(fd) && refused() ? -1 : REAL(name) arguments; }

ON_FILE(fsync, (int fd), (fd))
ON_FILE(fdatasync, (int fd), (fd))
ON_FILE(fallocate, (int fd, int mode, off_t at, off_t size), (fd, mode, at, size))

#define ON_NAME(name, signature, arguments) \
    int name signature { return refused() ? -1 : REAL(name) arguments; }

ON_NAME(rename, (const char *old, const char *new), (old, new))
ON_NAME(renameat, (int from, const char *old, int to, const char *new), (from, old, to, new))
ON_NAME(link, (const char *old, const char *new), (old, new))
ON_NAME(linkat, (int from, const char *old, int to, const char *new, int flags), (from, old, to, new, flags))
ON_NAME(symlink, (const char *old, const char *new), (old, new))
ON_NAME(mkdir, (const char *path, mode_t mode), (path, mode))
ON_NAME(mkdirat, (int at, const char *path, mode_t mode), (at, path, mode))

/* Removing and cutting need no room: a full disk lets them pass. */
#define FREES(name, signature, arguments) \
    int name signature { return !lasting && refused() ? -1 : REAL(name) arguments; }

FREES(unlink, (const char *path), (path))
FREES(unlinkat, (int at, const char *path, int flags), (at, path, flags))
FREES(truncate, (const char *path, off_t size), (path, size))
FREES(truncate64, (const char *path, off64_t size), (path, size))
FREES(ftruncate, (int fd, off_t size), (fd, size))
FREES(ftruncate64, (int fd, off64_t size), (fd, size))

#define OPENS(name, signature, before, real)                             \
    int name signature {                                                 \
        mode_t mode = 0;                                                 \
        if (flags & O_CREAT) {                                           \
            va_list rest;                                                \
            va_start(rest, flags);                                       \
            mode = va_arg(rest, mode_t);                                 \
            va_end(rest);                                                \
            struct stat state;                                           \
            int kept = errno, exists = before;                           \
            errno = kept;                                                \
            if (!exists && refused()) return -1;                         \
        }                                                                \
        return real;                                                     \
    }

OPENS(open, (const char *path, int flags, ...), stat(path, &state) == 0, REAL(open)(path, flags, mode))
OPENS(open64, (const char *path, int flags, ...), stat(path, &state) == 0, REAL(open64)(path, flags, mode))
OPENS(openat, (int at, const char *path, int flags, ...), fstatat(at, path, &state, 0) == 0,
      REAL(openat)(at, path, flags, mode))
OPENS(openat64, (int at, const char *path, int flags, ...), fstatat(at, path, &state, 0) == 0,
      REAL(openat64)(at, path, flags, mode))
