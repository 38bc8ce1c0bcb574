// A disk that can be cut off, by LD_PRELOAD: for each file of a folder it keeps a copy of what was synced. Whatever the program writes goes to the file as
// ever; what of it would be left after a power cut is what fsync or fdatasync has said was safe, and is in the copy. So when the process is killed, at any
// moment, the copies are the least that a disk may have, and where file and copy differ the disk may have either (which is drawn by who puts it together).
//
// A new file is in its folder when the folder was synced, and so is the absence of a deleted one. Nothing maps these files for writing but SQLite its -shm,
// which is worth nothing after a crash. Everything is asked of the kernel itself, so that nothing has to be found before the first call comes.
//
//   POWERCUT_FOLDER   the folder
//   POWERCUT_DURABLE  an empty folder for the copies, named by number; "entries" and "live" say which name each has, or had when the folder was synced
//   POWERCUT_AT       the process kills itself when this is its so-manieth write, truncation, sync or deletion there
//   POWERCUT_SWALLOW  "all": no sync has any effect; "wal": none of a write-ahead log. A disk that lies, to show that it is noticed

#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FDS_MAX = 65536, FILES_MAX = 1024, PAGE_BYTES = 4096, SYNC_NONE, SYNC_NO_LOG, SYNC_ALL };

struct file {
    char name[NAME_MAX + 1];
    int is_live;
    int copy;
    unsigned char *dirty;
    size_t pages;
};

struct counts { long long steps, writes, truncations, syncs, folder_syncs, deletions; };

static struct file files[FILES_MAX], the_folder;
static int files_count;
static struct file *by_fd[FDS_MAX];
static char folder[PATH_MAX], durable[PATH_MAX];
static size_t folder_length;
static long long cut_at;
static int syncs = SYNC_ALL;
static struct counts *counts;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void fail(const char *what)
{
    fprintf(stderr, "powercut: %s\n", what);
    abort();
}

static int ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), of_end = strlen(end);
    return length >= of_end && strcmp(text + length - of_end, end) == 0;
}

static void place(char *path, const char *name)
{
    if (snprintf(path, PATH_MAX, "%s/%s", durable, name) >= PATH_MAX)
        fail("a path is too long");
}

// The name within the folder; empty for the folder itself, null for all else.
static const char *name_of(const char *path)
{
    if (folder_length == 0 || strncmp(path, folder, folder_length) != 0)
        return NULL;
    const char *rest = path + folder_length;
    if (*rest == 0)
        return rest;
    return *rest != '/' || strchr(rest + 1, '/') || ends_with(rest, "-shm") ? NULL : rest + 1;
}

static struct file *live(const char *name)
{
    for (int i = 0; i < files_count; i++)
        if (files[i].is_live && strcmp(files[i].name, name) == 0)
            return &files[i];
    return NULL;
}

static void list(const char *name)
{
    char path[PATH_MAX], fresh[PATH_MAX];
    place(path, name);
    place(fresh, "fresh");
    FILE *out = fopen(fresh, "w");
    if (!out)
        fail("a list cannot be written");
    for (int i = 0; i < files_count; i++)
        if (files[i].is_live)
            fprintf(out, "%d %s\n", i, files[i].name);
    fclose(out);
    if (rename(fresh, path) != 0)
        fail("a list cannot be put in its place");
}

static struct file *begin(const char *name)
{
    if (files_count == FILES_MAX)
        fail("too many files");
    struct file *file = &files[files_count];
    char number[16], path[PATH_MAX];
    snprintf(number, sizeof number, "%d", files_count);
    place(path, number);
    file->copy = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file->copy < 0)
        fail("a copy cannot be made");
    strncpy(file->name, name, NAME_MAX);
    file->is_live = 1;
    files_count++;
    return file;
}

static void mark(struct file *file, off_t from, off_t end)
{
    size_t last = (size_t)((end + PAGE_BYTES - 1) / PAGE_BYTES);
    if (last > file->pages) {
        size_t pages = last * 2 + 64;
        file->dirty = realloc(file->dirty, pages);
        if (!file->dirty)
            fail("no memory");
        memset(file->dirty + file->pages, 0, pages - file->pages);
        file->pages = pages;
    }
    for (size_t page = (size_t)(from / PAGE_BYTES); page < last; page++)
        file->dirty[page] = 1;
}

static void keep(struct file *file, int fd)
{
    char bytes[PAGE_BYTES];
    struct stat now;
    if (fstat(fd, &now) != 0)
        fail("a file has no size");
    for (size_t page = 0; page < file->pages; page++) {
        if (!file->dirty[page])
            continue;
        file->dirty[page] = 0;
        off_t at = (off_t)page * PAGE_BYTES;
        ssize_t length = pread(fd, bytes, PAGE_BYTES, at);
        if (length < 0 || (length > 0 && syscall(SYS_pwrite64, file->copy, bytes, length, at) != length))
            fail("a page cannot be copied");
    }
    if (syscall(SYS_ftruncate, file->copy, now.st_size) != 0)
        fail("a copy has not its size");
}

static void step(long long *kind)
{
    ++*kind;
    if (++counts->steps == cut_at) {
        syscall(SYS_kill, getpid(), SIGKILL);
        pause();
    }
}

__attribute__((constructor)) static void start(void)
{
    const char *of = getenv("POWERCUT_FOLDER"), *to = getenv("POWERCUT_DURABLE"), *at = getenv("POWERCUT_AT"), *swallow = getenv("POWERCUT_SWALLOW");
    if (!of || !to || !realpath(of, folder) || !realpath(to, durable))
        fail("no folders");
    cut_at = at ? atoll(at) : 0;
    syncs = swallow && strcmp(swallow, "all") == 0 ? SYNC_NONE : swallow && strcmp(swallow, "wal") == 0 ? SYNC_NO_LOG : SYNC_ALL;
    char path[PATH_MAX];
    place(path, "counts");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || ftruncate(fd, sizeof *counts) != 0)
        fail("nothing can be counted");
    counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    DIR *all = counts == MAP_FAILED ? NULL : opendir(folder);
    if (!all)
        fail("the folder cannot be read");
    for (struct dirent *one; (one = readdir(all));) {
        if (one->d_type != DT_REG || ends_with(one->d_name, "-shm"))
            continue;
        if (snprintf(path, PATH_MAX, "%s/%s", folder, one->d_name) >= PATH_MAX)
            fail("a path is too long");
        struct stat now;
        int from = open(path, O_RDONLY | O_CLOEXEC);
        if (from < 0 || fstat(from, &now) != 0)
            fail("a file cannot be read");
        struct file *file = begin(one->d_name);
        mark(file, 0, now.st_size);
        keep(file, from);
        close(from);
    }
    closedir(all);
    list("live");
    list("entries");
    folder_length = strlen(folder); // from here on
}

static int opened(int at, const char *path, int flags, mode_t mode)
{
    const char *name = name_of(path);
    if (!name)
        return (int)syscall(SYS_openat, at, path, flags, mode);
    pthread_mutex_lock(&lock);
    int fd = (int)syscall(SYS_openat, at, path, flags, mode);
    if (fd >= FDS_MAX)
        fail("too many open files");
    if (fd >= 0) {
        struct file *file = *name ? live(name) : &the_folder;
        if (!file) {
            file = begin(name);
            list("live");
        }
        if (flags & O_TRUNC)
            mark(file, 0, (off_t)file->pages * PAGE_BYTES);
        by_fd[fd] = file;
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

static struct file *tracked(int fd) { return fd >= 0 && fd < FDS_MAX ? by_fd[fd] : NULL; }

static int synced(int fd, long number)
{
    struct file *file = tracked(fd);
    if (!file)
        return (int)syscall(number, fd);
    pthread_mutex_lock(&lock);
    step(file == &the_folder ? &counts->folder_syncs : &counts->syncs);
    int result = (int)syscall(number, fd);
    int is_swallowed = syncs == SYNC_NONE || (syncs == SYNC_NO_LOG && ends_with(file->name, "-wal"));
    if (result == 0 && !is_swallowed) {
        if (file == &the_folder)
            list("entries");
        else
            keep(file, fd);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if (((flags) & O_CREAT) || ((flags) & O_TMPFILE) == O_TMPFILE) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }

int close(int fd)
{
    if (tracked(fd))
        by_fd[fd] = NULL;
    return (int)syscall(SYS_close, fd);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    struct file *file = tracked(fd);
    if (!file)
        return syscall(SYS_pwrite64, fd, bytes, length, at);
    pthread_mutex_lock(&lock);
    step(&counts->writes);
    ssize_t written = syscall(SYS_pwrite64, fd, bytes, length, at);
    if (written > 0)
        mark(file, at, at + written);
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) { return pwrite(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length)
{
    struct file *file = tracked(fd);
    if (!file)
        return syscall(SYS_write, fd, bytes, length);
    pthread_mutex_lock(&lock);
    step(&counts->writes);
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t written = syscall(SYS_write, fd, bytes, length);
    if (written > 0)
        mark(file, at, at + written);
    pthread_mutex_unlock(&lock);
    return written;
}

int ftruncate(int fd, off_t length)
{
    struct file *file = tracked(fd);
    if (!file)
        return (int)syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&lock);
    step(&counts->truncations);
    struct stat before;
    int result = fstat(fd, &before) == 0 ? (int)syscall(SYS_ftruncate, fd, length) : -1;
    if (result == 0 && before.st_size > length)
        mark(file, length, before.st_size); // what is written there later has zeros before it
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int unlink(const char *path)
{
    const char *name = name_of(path);
    if (!name)
        return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&lock);
    step(&counts->deletions);
    int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    struct file *file = result == 0 ? live(name) : NULL;
    if (file) {
        file->is_live = 0;
        list("live");
    }
    pthread_mutex_unlock(&lock);
    return result;
}
