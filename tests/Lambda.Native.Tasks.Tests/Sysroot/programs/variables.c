/* libc's own variables. A program at a fixed address has copies of them, and libc has to mean the copies. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "check.h"

static int environment_has(const char *entry)
{
    for (char **e = environ; *e != NULL; e++)
    {
        if (strcmp(*e, entry) == 0)
            return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    CHECK(argc == 3);
    CHECK(strcmp(argv[1], "two") == 0 && strcmp(argv[2], "arguments") == 0);
    CHECK(environ != NULL);
    CHECK(!environment_has("SYSROOT_TEST=set"));
    CHECK(setenv("SYSROOT_TEST", "set", 1) == 0);
    CHECK(environment_has("SYSROOT_TEST=set"));
    CHECK(strcmp(getenv("SYSROOT_TEST"), "set") == 0);

    CHECK(setenv("TZ", "AAA-3BBB", 1) == 0);
    tzset();
    CHECK(timezone == -3 * 60 * 60);
    CHECK(daylight == 1);
    CHECK(strcmp(tzname[0], "AAA") == 0 && strcmp(tzname[1], "BBB") == 0);

    CHECK(strcmp(program_invocation_name, argv[0]) == 0);
    CHECK(strcmp(program_invocation_short_name, strrchr(argv[0], '/') + 1) == 0);

    optind = 2;
    CHECK(getopt(argc, argv, "") == -1 && optind == 2);

    CHECK(fprintf(stderr, "stderr\n") == 7);
    printf("stdout\n");
    return 0;
}
