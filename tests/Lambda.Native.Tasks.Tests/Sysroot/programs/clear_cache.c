/* Code written at run time runs, and after it was overwritten the new code runs, wherever in a cache line it is. */
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include "check.h"

void __clear_cache(void *begin, void *end);

enum { AREA = 1 << 16 };

static void write_function(uint32_t *at, uint16_t result)
{
    at[0] = 0x52800000u | (uint32_t)result << 5; /* mov w0, #result */
    at[1] = 0xd65f03c0u; /* ret */
    __clear_cache(at, at + 2);
}

int main(void)
{
    uint32_t *area = mmap(NULL, AREA, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(area != MAP_FAILED);
    for (int offset = 0; offset < 70; offset++)
    {
        for (int result = 0; result < 3; result++)
        {
            write_function(area + offset, (uint16_t)(offset * 10 + result));
            CHECK(((int (*)(void))(area + offset))() == offset * 10 + result);
        }
    }
    /* Of an empty range nothing is touched, wherever it is. */
    __clear_cache(NULL, NULL);
    memset(area, 0, AREA);
    __clear_cache(area, (char *)area + AREA);
    puts("cleared");
    return 0;
}
