/* The life of a process: constructors, threads with variables of their own, atomics, forks, libraries loaded late, handlers at exit. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/wait.h>
#include <unistd.h>
#include "check.h"

enum { THREADS = 4, ROUNDS = 20000 };

static int constructed;
static int forked;
static long counter;
static __thread long own = 5;
static __thread char own_zeros[100];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long guarded;

__attribute__((constructor)) static void construct(void) { constructed = 1; }

__attribute__((destructor)) static void destruct(void) { puts("destructor"); fflush(stdout); }

static void at_exit(void) { puts("atexit"); }

static void at_quick_exit_(void) { write(1, "quick exit\n", 11); }

static void in_child(void) { forked = 1; }

static void *count(void *start)
{
    CHECK(own == 5 && own_zeros[99] == 0);
    own += (long)start;
    for (int i = 0; i < ROUNDS; i++)
    {
        __atomic_fetch_add(&counter, 1, __ATOMIC_SEQ_CST);
        pthread_mutex_lock(&lock);
        guarded++;
        pthread_mutex_unlock(&lock);
    }
    return (void *)own;
}

int main(int argc, char **argv)
{
    CHECK(constructed);
    CHECK(atexit(at_exit) == 0);
    CHECK(getauxval(AT_PAGESZ) >= 4096);

    pthread_t threads[THREADS];
    for (long i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, count, (void *)i) == 0);
    for (long i = 0; i < THREADS; i++)
    {
        void *result;
        CHECK(pthread_join(threads[i], &result) == 0);
        CHECK((long)result == 5 + i);
    }
    CHECK(counter == (long)THREADS * ROUNDS && guarded == counter);
    CHECK(own == 5);

    /* hypot has a newer version since glibc 2.35 and fmod since 2.38. */
    CHECK(hypot(argc + 2, 4) == 5 && fmod(argc + 6, 4) == 3 && fabs(sin(argc) - 0.8414709848) < 1e-9);

    void *library = dlopen("libm.so.6", RTLD_NOW);
    CHECK(library != NULL);
    double (*loaded)(double) = (double (*)(double))dlsym(library, "floor");
    CHECK(loaded != NULL && loaded(2.5) == 2);

    CHECK(pthread_atfork(NULL, NULL, in_child) == 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
    {
        at_quick_exit(at_quick_exit_);
        quick_exit(forked ? 7 : 8);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 7);
    CHECK(!forked);
    return 0;
}
