/*
 * Write the documents of a random account, and the truth of it, to a folder.
 *
 * usage: account-gen [-e] [-s SEED] [-v VPCS] [-c CLUSTERS] [-n NODES]
 *     [-p PODS] [-x SHUFFLE] [-g PAGES] DIR
 *
 * CLUSTERS are of each VPC, NODES of each cluster, PODS of each node at most.
 * -e draws even nodes: 2 ENIs with 10 addresses each and exactly PODS pods.
 * So 100,000 ENIs with 10 addresses and 300,000 pods are
 *
 *	account-gen -e -v 25 -n 2000 -p 6 DIR
 *
 * DIR, which must exist, gets documents/, as aws and kubectl print them,
 * truth.csv with a row for each ENI, and truth-subnets.csv with a row for each
 * subnet; see tests/unit/random-account.h for their columns.
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "random-account.h"

static const char *dir;

static struct out *
open_out(const char *name)
{
	static struct out o;
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	if (fd < 0)
		err(1, "%s", path);
	out_init(&o, fd);
	return &o;
}

static void
close_out(struct out *o)
{
	if (!out_flush(o) || close(o->fd) != 0)
		err(1, "write");
}

static void
write_documents(const struct account *ac, struct account_how *how)
{
	char file[64], path[128];

	snprintf(path, sizeof(path), "%s/documents", dir);
	if (mkdir(path, 0777) != 0 && access(path, W_OK) != 0)
		err(1, "%s", path);
	for (int d = 0; d < ACCOUNT_DOCUMENTS; d++) {
		bool kube = account_is_kube((enum account_document)d);

		/* Of even accounts only what is large and what it needs. */
		if (ac->shape.even && d == ACCOUNT_INSTANCES)
			continue;
		for (size_t c = 0; c < (kube ? ac->nclusters : 1); c++) {
			struct out *o;

			how->cluster = (unsigned)c;
			snprintf(path, sizeof(path), "documents/%s",
			    account_file(file, (enum account_document)d,
			    how->cluster));
			o = open_out(path);
			account_write(ac, (enum account_document)d, how, o);
			close_out(o);
		}
	}
}

int
main(int argc, char **argv)
{
	struct account_shape shape = { .seed = 1, .vpcs = 1, .clusters = 2,
	    .nodes = 10, .pods = 20 };
	struct account_how how = { 0, 1, 0 };
	struct arena a = ARENA_INIT;
	struct account ac;
	struct out *o;
	int c;

	while ((c = getopt(argc, argv, "ec:g:n:p:s:v:x:")) != -1) {
		unsigned long v = optarg != NULL ? strtoul(optarg, NULL, 10) :
		    0;

		switch (c) {
		case 'e': shape.even = true; break;
		case 'c': shape.clusters = (unsigned)v; break;
		case 'g': how.pages = (unsigned)v; break;
		case 'n': shape.nodes = (unsigned)v; break;
		case 'p': shape.pods = (unsigned)v; break;
		case 's': shape.seed = v; break;
		case 'v': shape.vpcs = (unsigned)v; break;
		case 'x': how.shuffle = v; break;
		default: return 2;
		}
	}
	if (optind + 1 != argc || shape.vpcs == 0 || shape.vpcs > 64 ||
	    shape.clusters > 16)
		errx(2, "usage: account-gen [-e] [-s seed] [-v vpcs] "
		    "[-c clusters] [-n nodes] [-p pods] [-x shuffle] "
		    "[-g pages] dir");
	if (shape.even)
		shape.clusters = 1;
	dir = argv[optind];
	account_draw(&ac, &shape, &a);
	write_documents(&ac, &how);
	o = open_out("truth.csv");
	account_write_truth(&ac, o);
	close_out(o);
	o = open_out("truth-subnets.csv");
	account_write_subnets(&ac, o);
	close_out(o);
	printf("%zu subnets, %zu ENIs, %zu pods\n", ac.nsubnets, ac.nenis,
	    ac.npods);
	arena_clear(&a);
	return 0;
}
