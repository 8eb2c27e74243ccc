/* The peer of base/scan in BenchmarkPeers: vectorscan or hyperscan over the same literals and
   messages. Reads counts and length-prefixed records, prints its own seconds and its matches. */
#include <hs/hs.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static unsigned long matches;

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *ctx) {
	(void)id; (void)from; (void)to; (void)flags; (void)ctx;
	matches++;
	return 0;
}

static uint32_t number(FILE *f) {
	unsigned char b[4];
	if (fread(b, 1, 4, f) != 4) exit(2);
	return b[0] | b[1] << 8 | b[2] << 16 | (uint32_t)b[3] << 24;
}

static char **records(FILE *f, size_t **lengths, uint32_t *count) {
	*count = number(f);
	char **list = calloc(*count, sizeof *list);
	*lengths = calloc(*count, sizeof **lengths);
	for (uint32_t i = 0; i < *count; i++) {
		(*lengths)[i] = number(f);
		list[i] = malloc((*lengths)[i] + 1);
		if (fread(list[i], 1, (*lengths)[i], f) != (*lengths)[i]) exit(2);
	}
	return list;
}

int main(int argc, char **argv) {
	FILE *f = argc > 2 ? fopen(argv[1], "rb") : NULL;
	if (!f) return 2;
	uint32_t n, m;
	size_t *len, *mlen;
	char **lit = records(f, &len, &n), **msg = records(f, &mlen, &m);
	unsigned *flags = calloc(n, sizeof *flags), *ids = calloc(n, sizeof *ids);
	for (uint32_t i = 0; i < n; i++) {
		ids[i] = i;
		flags[i] = strcmp(argv[2], "spans") == 0 ? HS_FLAG_SOM_LEFTMOST : 0;
	}
	hs_database_t *db;
	hs_compile_error_t *err;
	if (hs_compile_lit_multi((const char *const *)lit, flags, ids, len, n, HS_MODE_BLOCK, NULL, &db, &err) != HS_SUCCESS) {
		fprintf(stderr, "%s\n", err->message);
		return 3;
	}
	hs_scratch_t *scratch = NULL;
	if (hs_alloc_scratch(db, &scratch) != HS_SUCCESS) return 4;
	struct timespec a, b;
	double best = 1e9;
	for (int round = 0; round < 3; round++) {
		matches = 0;
		clock_gettime(CLOCK_MONOTONIC, &a);
		for (uint32_t i = 0; i < m; i++)
			hs_scan(db, msg[i], mlen[i], 0, scratch, on_match, NULL);
		clock_gettime(CLOCK_MONOTONIC, &b);
		double s = (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9;
		if (s < best) best = s;
	}
	printf("%f %lu\n", best, matches);
	return 0;
}
