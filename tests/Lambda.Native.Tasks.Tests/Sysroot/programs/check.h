/* A failed check ends the program and says which one it was. */
#pragma once
#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition) \
    do \
    { \
        if (!(condition)) \
        { \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
            exit(1); \
        } \
    } while (0)
