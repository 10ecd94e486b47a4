// How many invocations a second an endpoint answers: invoke PORT PATH CONNECTIONS SECONDS. Keeps its connections, one request at a time on each.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int port;
static const char *path;
static volatile int ended;
static long answered, failed;

static void *run(void *unused) {
    (void)unused;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(fd, (struct sockaddr *)&address, sizeof address)) { perror("connect"); exit(1); }
    char request[1024], reply[16384];
    int length = snprintf(request, sizeof request, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"name\":\"World\"}", path);
    long good = 0, bad = 0;
    while (!ended) {
        if (write(fd, request, length) != length) { perror("write"); exit(1); }
        size_t have = 0;
        for (;;) {
            ssize_t got = read(fd, reply + have, sizeof reply - 1 - have);
            if (got <= 0) { fprintf(stderr, "the connection was closed\n"); exit(1); }
            reply[have += got] = 0;
            char *body = strstr(reply, "\r\n\r\n"), *size = strcasestr(reply, "content-length:");
            if (body && size && (size_t)(body + 4 - reply) + atol(size + 15) <= have) break;
        }
        if (!strncmp(reply, "HTTP/1.1 200", 12) && !strcasestr(reply, "x-amz-function-error")) good++; else bad++;
    }
    __atomic_add_fetch(&answered, good, __ATOMIC_RELAXED);
    __atomic_add_fetch(&failed, bad, __ATOMIC_RELAXED);
    return NULL;
}

int main(int count, char **arguments) {
    if (count != 5) { fprintf(stderr, "usage: invoke PORT PATH CONNECTIONS SECONDS\n"); return 2; }
    port = atoi(arguments[1]);
    path = arguments[2];
    int connections = atoi(arguments[3]), seconds = atoi(arguments[4]);
    pthread_t *threads = calloc(connections, sizeof *threads);
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int i = 0; i < connections; i++) pthread_create(&threads[i], NULL, run, NULL);
    sleep(seconds);
    ended = 1;
    for (int i = 0; i < connections; i++) pthread_join(threads[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double took = (end.tv_sec - begin.tv_sec) + (end.tv_nsec - begin.tv_nsec) / 1e9;
    printf("%.0f invocations/s, %ld failed\n", answered / took, failed);
    return failed != 0;
}
