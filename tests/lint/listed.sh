#!/bin/sh
# Each test, fuzz target, lint and manual page of the tree is in its list in
# Makefile.am, as make reads it, once: a line lost there is a test not run.
cd "$SRCDIR" || exit 99
rc=0
listed() {
	for f in $LISTED; do
		[ "$f" != "$1" ] || echo "$f"
	done | wc -l
}
for f in tests/cli/*.t tests/lint/*.sh tests/unit/test-*.c \
    tests/fuzz/fuzz-*.c man/*.[1-9]; do
	n=$(listed "${f%.c}")
	[ "$n" -eq 1 ] ||
	    { echo "$f: $n times in the lists of Makefile.am, expected once"
	    rc=1; }
done
exit $rc
