/* Needs zlib, in a version of its own and without one. */
const char *zlibVersion(void);
unsigned long crc32_z(unsigned long crc, const unsigned char *bytes, unsigned long length);

int main(void)
{
    return zlibVersion()[0] == '1' && crc32_z(0, (const unsigned char *)"", 0) == 0 ? 0 : 1;
}
