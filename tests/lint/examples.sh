#!/bin/sh
# Every example in a man page and in README.md prints what it says there.
rc=0 n=0
for page in "$SRCDIR"/man/*.[1-9] "$SRCDIR"/*.md; do
	out=$("$SRCDIR/tests/transcript" "$page")
	case $? in
	0)	n=$((n + ${out%% *})) ;;
	77)	;;
	*)	printf '%s\n%s: wrong example\n' "$out" "$page"; rc=1 ;;
	esac
done
[ $n -gt 0 ] || { echo "found no example at all"; rc=1; }
[ $rc -ne 0 ] || echo "$n passed"
exit $rc
